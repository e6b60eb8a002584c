import type * as Stats from '#stats';
import type { IdentifyResult, LabelStability } from '#stats';
import type { Frame } from './identification.ts';
import { hasValues, identifyInput, identifyOptions, type ChosenSettings } from './identificationInput.ts';
import { questionYears } from './identificationPeriods.ts';
import { ProblemError } from './problem.ts';
import { counted } from './words.ts';

/** The question in every year that the data know, and the answer as the settings ask for it. */

type Rules = Pick<typeof Stats, 'identify' | 'labelStability'>;

export interface Years {
  /** Oldest first; the last is that of the question. */
  periods: string[];
  results: IdentifyResult[];
  stability: LabelStability;
  /** Indicators that are known of one year only and stand for all. */
  fixed: number;
}

/** The answers of all years by the same rule. Null where there is one year, or not all values have been sent. */
export function answerYears(stats: Rules, frame: Frame, chosen: ChosenSettings): Years | null {
  const asked = questionYears(frame, chosen);
  const sent = new Set(frame.measures.filter((one) => hasValues(frame, one)).map(({ key }) => key));
  const complete = asked.every(({ context, result }) => [...context, result].every((key) => sent.has(key)));
  if (asked.length < 2 || !complete) return null;
  const results = asked.map((one) => stats.identify(identifyInput(frame, one), identifyOptions(one)));
  const latest = Math.min(chosen.hold ?? 1, asked.length);
  const before = new Set(asked.slice(0, -1).flatMap(({ context }) => context));
  return {
    periods: asked.map(({ result }) => frame.measures.find(({ key }) => key === result)?.period ?? ''),
    results,
    stability: stats.labelStability({ years: results, latest }),
    fixed: chosen.context.filter((key) => before.has(key)).length,
  };
}

/**
 * The answer of these settings. Where a label must hold for several years, those that hold it in fewer lose it: they stay
 * among the hardest. Throws what `identify` throws, and a problem where there are fewer years.
 */
export function answerQuestion(stats: Rules, frame: Frame, chosen: ChosenSettings): IdentifyResult {
  if (chosen.hold === undefined) return stats.identify(identifyInput(frame, chosen), identifyOptions(chosen));
  const years = answerYears(stats, frame, chosen);
  const result = years?.results.at(-1);
  if (years === null || result === undefined || years.periods.length < chosen.hold) {
    const known = questionYears(frame, chosen).length;
    const detail = `A label cannot be asked to hold for ${chosen.hold} years: this result is known for ${counted(known, 'year')}.`;
    throw new ProblemError('invalid', detail, { errors: [{ pointer: '/hold', detail }] });
  }
  return held(result, years.stability.steady, (i) => groupOf(frame, chosen, i));
}

function groupOf(frame: Frame, { within }: ChosenSettings, i: number): number {
  const grouping = frame.groupings.find(({ key }) => key === within);
  return grouping === undefined ? 0 : (grouping.code[i] ?? -1);
}

function held(result: IdentifyResult, steady: Int8Array, group: (i: number) => number): IdentifyResult {
  const kind = result.kind.map((one, i) => (one !== 0 && steady[i] === one ? one : 0));
  const counts = { ...result.counts, resilient: 0, struggling: 0 };
  const groups = result.groups.map((one) => ({ ...one, resilient: 0, struggling: 0 }));
  kind.forEach((one, i) => {
    if (one === 0) return;
    const label = one === 1 ? 'resilient' : 'struggling';
    counts[label]++;
    const own = groups[group(i)];
    if (own !== undefined) own[label]++;
  });
  return { ...result, kind, counts, groups };
}
