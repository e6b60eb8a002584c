import { count, counted, decimal, inSentence, listed } from '../ui/numbers.ts';
import type { Findings, Measure, Tally } from './findings.ts';

export const contextQuarters = ['', 'hardest', 'second hardest', 'second easiest', 'easiest'] as const;
export const resultQuarters = ['', 'lowest', 'second lowest', 'second highest', 'top'] as const;

/** Academic Performance Index, 2000. */
export function measureName(measure: Pick<Measure, 'label' | 'period'>): string {
  const { label, period } = measure;
  return period === null || label.includes(period) ? label : `${label}, ${period}`;
}

export function indexName(indicators: readonly Measure[]): string {
  const only = indicators.length === 1 ? indicators[0] : undefined;
  return only === undefined ? 'Socio-economic context index' : measureName(only);
}

/** `of their county`, or nothing where all schools are cut together. */
function ofTheirs(grouping: string | null): string {
  return grouping === null ? '' : ` of their ${inSentence(grouping)}`;
}

export interface Lede {
  before: string;
  bold: string;
  after: string;
}

/** If circumstances made no difference, a quarter of the hardest quarter would have top results. */
const expectedShare = 0.25;

/** The answer in one or two sentences, with the number in bold. */
export function lede(tally: Tally, grouping: string | null): Lede {
  const { hardest } = tally;
  if (hardest === 0)
    return { before: '', bold: 'No group with schools is shown.', after: ' Choose one in the list.' };
  const theirs = ofTheirs(grouping);
  const before =
    hardest === 1
      ? `The one school in the hardest circumstances${theirs} `
      : `Of the ${count(hardest)} schools in the hardest circumstances${theirs}, `;
  return { before, bold: `${reaching(tally)} the top quarter of results`, after: `. ${meaning(tally)}` };
}

function reaching({ hardest, resilient }: Tally): string {
  if (hardest === 1) return resilient === 1 ? 'reaches' : 'does not reach';
  if (resilient === 0) return 'none reaches';
  return resilient === 1 ? '1 reaches' : `${count(resilient)} reach`;
}

/** What it means that so many, so few or none do. */
function meaning({ hardest, resilient }: Tally): string {
  const expected = Math.round(hardest * expectedShare);
  if (hardest < 8) return 'With so few schools, a quarter is one or two of them: read it with care.';
  const chance = `If circumstances made no difference, about ${count(expected)} would`;
  if (resilient === 0) {
    return `${chance}. That none does says how much they weigh here: look at another result or wider groups before giving up.`;
  }
  if (resilient / hardest < 0.05) {
    const rare = resilient === 1 ? 'That one is rare' : 'Each of them is rare';
    return `${chance}. ${rare}, and worth a visit.`;
  }
  if (resilient / hardest < expectedShare) {
    return `${chance}. What these do that others do not is the question to take to them.`;
  }
  return `${chance}, so circumstances say little about this result here.`;
}

/** The figure's title is the finding. */
export function figureTitle({ hardest, resilient }: Tally): string {
  if (hardest === 0) return 'No school is shown';
  const share = resilient / hardest;
  if (resilient === 0) return 'No school in the hardest quarter reaches the top quarter of results';
  if (share < 0.05) return 'Circumstances weigh heavily, and still a few schools beat the odds';
  if (share < expectedShare * 0.8) return 'Circumstances shape results, but do not settle them';
  return 'Circumstances say little about these results';
}

export function figureSubtitle({ tally, measure, grouping, single, groups }: Findings): string {
  const which = single !== null && groups.length > 1 ? ` in ${single.group}` : '';
  const lines =
    single !== null
      ? 'lines divide each measure into quarters.'
      : `quarters are cut within each ${inSentence(grouping ?? 'group')}, so no one line divides them all.`;
  return `${counted(tally.schools, 'school')}${which}, ${measureName(measure)}. Each mark is a school; ${lines}`;
}

/** Where the figure comes from, how the index is made, and what is not in it. */
export function figureCaption(findings: Findings, source: string | null, named: number): string {
  const { result, indicators, tally } = findings;
  const { method, counts } = result;
  const labels = listed(indicators.map((one) => inSentence(measureName(one))));
  const share =
    method.shareOfVariance === null ? '' : `, ${decimal(method.shareOfVariance * 100, 0)}% of the variance`;
  const index =
    indicators.length === 1 ? `Circumstances: ${labels}.` : `Index: ${labels} (first component${share}).`;
  const excluded =
    counts.excluded === 0
      ? ''
      : ` ${counted(counts.excluded, 'school')} without all values ${counts.excluded === 1 ? 'is' : 'are'} not drawn.`;
  const names =
    named < tally.resilient
      ? ' Only resilient schools are named, as far as their names fit; the table has them all.'
      : ' Only resilient schools are named.';
  return `${source === null ? '' : `${source.replace(/[.\s]+$/, '')}. `}${index}${excluded}${names}`;
}

/** The drawing in one sentence, for those who do not see it. */
export function figureDescription(
  { tally, measure, indicators }: Findings,
  names: readonly string[],
): string {
  const { schools, hardest, resilient, struggling } = tally;
  const who = names.length > 0 && names.length <= 12 ? `: ${listed(names)}` : '';
  return (
    `${counted(schools, 'school')}, ${measureName(measure)} against ${inSentence(indexName(indicators))}. ` +
    `Of ${count(hardest)} in the hardest quarter, ${count(resilient)} ${resilient === 1 ? 'is' : 'are'} in the top quarter of results${who}. ` +
    `${count(struggling)} ${struggling === 1 ? 'is' : 'are'} in the lowest quarter.`
  );
}

/** One line that says what is set. */
export function settingsLine({ chosen, measure, indicators, grouping, shown }: Findings): string {
  const only = indicators.length === 1 ? indicators[0] : undefined;
  const index =
    only === undefined
      ? `index of ${count(chosen.context.length)} indicators`
      : inSentence(measureName(only));
  const groups = grouping === null ? 'all schools together' : `quarters within each ${inSentence(grouping)}`;
  const shownCount = shown.filter(Boolean).length;
  const some = shownCount < shown.length ? ` (${count(shownCount)} of ${count(shown.length)} shown)` : '';
  return `${measureName(measure)} · ${index} · ${groups}${some}`;
}

/** The line beneath the stage's name. */
export function stageStatus({ resilient }: Tally): string {
  if (resilient === 0) return 'No school beats the odds';
  return `${counted(resilient, 'school beats', 'schools beat')} the odds`;
}
