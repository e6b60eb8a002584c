import type { Findings } from '#contract/identificationFindings';
import type { ModelFit } from '#contract/identificationModelAnswer';

export interface ViewRow {
  label: string;
  better: number;
  unclear: number;
  worse: number;
  /** Schools that are not in the model. */
  without: number;
}

/** Schools that are shown, by what the rule and the model say of them. */
export function twoWay({ result, drawn, parts }: Findings, { fit, views }: ModelFit): ViewRow[] {
  const row = (label: string): ViewRow => ({ label, better: 0, unclear: 0, worse: 0, without: 0 });
  const rows = {
    resilient: row('Resilient'),
    struggling: row('Struggling'),
    neither: row(`Hardest ${parts.hardest}, neither`),
    others: row('Other circumstances'),
  };
  result.kind.forEach((kind, i) => {
    if (drawn[i] !== 1) return;
    const other = result.contextQuartile[i] === 1 ? rows.neither : rows.others;
    const into = [other, rows.resilient, rows.struggling][kind] ?? other;
    const standing = views.standing[i] ?? 0;
    if (Number.isNaN(fit.effects.effect[i])) into.without++;
    else if (standing === 0) into.unclear++;
    else if (standing > 0) into.better++;
    else into.worse++;
  });
  return Object.values(rows);
}
