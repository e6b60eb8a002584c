import type { Frame } from '#contract/identification';
import type { ChosenSettings } from '#contract/identificationInput';
import { ProblemError } from '#contract/problem';
import { answerQuestion } from '#contract/identificationYears';
import { count, counted } from '#contract/words';
import { identify, labelStability, StatsError, type IdentifyResult } from '#stats';

/** What one choice does: the answer with it, beside the answer with everything else as it is. */

type Choice = 'weights' | 'missing' | 'hardest' | 'top' | 'hold';

/** Null where the choice was not made, or there is no answer without it. */
export function effectOf(
  frame: Frame,
  chosen: ChosenSettings,
  result: IdentifyResult,
  choice: Choice,
): string | null {
  if (chosen[choice] === undefined) return null;
  const usual = answered(frame, { ...chosen, [choice]: undefined });
  return usual === null ? null : effectWords(usual, result);
}

function answered(frame: Frame, chosen: ChosenSettings): IdentifyResult | null {
  try {
    return answerQuestion({ identify, labelStability }, frame, chosen);
  } catch (error) {
    if (error instanceof StatsError || error instanceof ProblemError) return null;
    throw error;
  }
}

/** `14 resilient in place of 11, 1,021 struggling in place of 1,049; 61 schools have another label.` */
function effectWords(usual: IdentifyResult, result: IdentifyResult): string {
  let [differ, added] = [0, 0];
  result.kind.forEach((kind, i) => {
    if (usual.contextQuartile[i] === 0) added += Number(kind !== 0);
    else differ += Number(kind !== usual.kind[i]);
  });
  const other =
    differ === 0 && added === 0
      ? 'no school has another label.'
      : `${counted(differ, 'school has', 'schools have')} another label` +
        `${added === 0 ? '' : `, and ${count(added)} that did not take part have one`}.`;
  const { resilient, struggling } = result.counts;
  return (
    `${count(resilient)} resilient in place of ${count(usual.counts.resilient)}, ` +
    `${count(struggling)} struggling in place of ${count(usual.counts.struggling)}; ${other}`
  );
}
