import type { Frame, Settings } from '#contract/identification';
import { measureOf, type Measure } from '#contract/identificationFindings';
import { chooseSettings, neededMeasures, resultMeasures } from '#contract/identificationInput';
import type { StudyColumn } from '#contract/studies';

/** So many results describe the schools: a national file can have hundreds. */
const mostResults = 12;

/** What the table of a study shows: pupils where known, the indicators, and the results of all years. */
export function columnsOf(frame: Frame, settings: Settings): StudyColumn[] {
  const chosen = chooseSettings(frame, settings);
  if (chosen === null) return [];
  const used = new Set(neededMeasures(frame, settings));
  const column = (role: StudyColumn['role'], { key, label, period, unit }: Measure): StudyColumn => ({
    key,
    label,
    period,
    unit,
    role,
    used: used.has(key),
  });
  const pupils = pupilsOf(frame);
  return [
    ...(pupils === null || used.has(pupils.key) ? [] : [column('pupils', pupils)]),
    ...chosen.context.map((key) => column('context', measureOf(frame, key))),
    ...resultsBeside(frame, measureOf(frame, chosen.result)).map((measure) => column('result', measure)),
  ];
}

/** Every measure whose values a draw needs. */
export function studyMeasures(frame: Frame, settings: Settings): string[] {
  return [
    ...new Set([...neededMeasures(frame, settings), ...columnsOf(frame, settings).map(({ key }) => key)]),
  ];
}

const countsPupils = /^(?:total |number of )?(?:pupils|students)(?: on roll| enrolled|, number)?$/i;

/** The latest measure that says how many pupils a school has. */
function pupilsOf(frame: Frame): Measure | null {
  const found = frame.measures.filter(({ kind, label }) => kind !== 'result' && countsPupils.test(label));
  return found.toSorted((a, b) => (b.period ?? '').localeCompare(a.period ?? ''))[0] ?? null;
}

/** The result itself in all its years, then the others of its year, up to a number that a page can show. */
function resultsBeside(frame: Frame, result: Measure): Measure[] {
  const all = resultMeasures(frame);
  const years = all.filter(({ label }) => label === result.label);
  const others = all.filter(({ label, period }) => label !== result.label && period === result.period);
  const earliestFirst = years.toSorted((a, b) => (a.period ?? '').localeCompare(b.period ?? ''));
  const kept = earliestFirst.slice(-mostResults);
  return [...new Set([...kept, result, ...others])].slice(0, Math.max(mostResults, kept.length));
}
