import type { IdentifyResult } from '#stats';
import type { Frame } from './identification.ts';
import type { Findings, Measure } from './identificationFindings.ts';
import { numbers } from './identificationInput.ts';
import { oneGroupOf } from './groupingWords.ts';
import { count, counted, decimal, inSentence, listed } from './words.ts';

/** What is written in and around the figure, on the page and in its file alike. */

/** Academic Performance Index, 2000. */
export function measureName(measure: Pick<Measure, 'label' | 'period'>): string {
  const { label, period } = measure;
  return period === null || label.includes(period) ? label : `${label}, ${period}`;
}

/** Statistics know measures by their keys; people read what they are called. */
export function inPlainNames({ measures }: Pick<Frame, 'measures'>, message: string): string {
  return message.replaceAll(/‘([^’]+)’/g, (quoted, key: string) => {
    const measure = measures.find((one) => one.key === key);
    return measure === undefined ? quoted : `‘${measureName(measure)}’`;
  });
}

/** Names in a sentence. A period that all have in common is said once, after the last. */
export function inOnePeriod(measures: readonly Pick<Measure, 'label' | 'period'>[]): string {
  const period = measures[0]?.period ?? null;
  const [first, ...others] = measures;
  if (
    first === undefined ||
    others.length === 0 ||
    period === null ||
    others.some((one) => one.period !== period)
  )
    return listed(measures.map((one) => inSentence(measureName(one))));
  return `${listed(measures.map(({ label }) => inSentence(label.replace(period, '').replace(/[,\s]+$/, ''))))}, all of ${period}`;
}

export function indexName(indicators: readonly Measure[]): string {
  const only = indicators.length === 1 ? indicators[0] : undefined;
  return only === undefined ? 'Socio-economic context index' : measureName(only);
}

/** The figure's title is the finding. */
export function figureTitle({
  tally: { hardest, resilient, byChance },
  parts,
  chosen,
}: Pick<Findings, 'tally' | 'parts' | 'chosen'>): string {
  if (hardest === 0) return 'No school is shown';
  const share = resilient / hardest;
  if (resilient === 0) {
    const running = chosen.hold === undefined ? '' : `, ${count(chosen.hold)} years running`;
    return `No school in the hardest ${parts.hardest} reaches the top ${parts.top} of results${running}`;
  }
  if (share < 0.05) return 'Circumstances weigh heavily, and still a few schools beat the odds';
  if (resilient < byChance * 0.8) return 'Circumstances shape results, but do not settle them';
  return 'Circumstances say little about these results';
}

export function figureSubtitle(findings: Findings): string {
  const { tally, measure, grouping, single, groups, parts } = findings;
  const cut = parts.usual ? 'quarters' : 'parts';
  const which = single !== null && groups.length > 1 ? ` in ${single.group}` : '';
  const lines =
    single !== null
      ? parts.usual
        ? 'lines divide each measure into quarters.'
        : `lines end the hardest ${parts.hardest}, the top and the lowest ${parts.top}, and the halves.`
      : `${cut} are cut within each ${oneGroupOf(grouping ?? 'group')}, so no one line divides them all.`;
  return `${counted(tally.schools, 'school')}${which}, ${measureName(measure)}. Each mark is a school; ${lines}`;
}

/** Where the figure comes from, how the index is made, and what is not in it. */
export function figureCaption(findings: Findings, source: string | null, named: number): string {
  const { result, indicators, tally, chosen } = findings;
  const { method, counts } = result;
  const labels = inOnePeriod(indicators);
  const share =
    method.shareOfVariance === null ? '' : `, ${decimal(method.shareOfVariance * 100, 0)}% of the variance`;
  const index =
    indicators.length === 1
      ? `Circumstances: ${labels}.`
      : `Index: ${labels} (${chosen.weights === undefined ? `first component${share}` : 'weights by hand'}).`;
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

/** What the rings are, where chance was reckoned with. */
export function weakCaption(weak: Uint8Array): string {
  const number = weak.reduce((sum, one) => sum + one, 0);
  return number === 0
    ? 'By chance alone no label would change more often than hold.'
    : `${counted(number, 'label is', 'labels are')} weak, drawn as a ring or a smaller mark: by chance alone ${number === 1 ? 'it' : 'each'} would change more often than hold.`;
}

/** The drawing in one sentence, for those who do not see it. */
export function figureDescription(
  { tally, measure, indicators, parts }: Findings,
  names: readonly string[],
): string {
  const { schools, hardest, resilient, struggling } = tally;
  const who = names.length > 0 && names.length <= 12 ? `: ${listed(names)}` : '';
  return (
    `${counted(schools, 'school')}, ${measureName(measure)} against ${inSentence(indexName(indicators))}. ` +
    `Of ${count(hardest)} in the hardest ${parts.hardest}, ${count(resilient)} ${resilient === 1 ? 'is' : 'are'} in the top ${parts.top} of results${who}. ` +
    `${count(struggling)} ${struggling === 1 ? 'is' : 'are'} in the lowest ${parts.top}.`
  );
}

/** What the figure is drawn from, for the page and the file alike. */
export function scatterOf(frame: Frame, findings: Findings, weak: ArrayLike<number> | null = null) {
  const { result, measure, indicators, single, parts } = findings;
  return {
    index: result.index,
    result: numbers(measure),
    kind: result.kind,
    drawn: findings.drawn,
    weak,
    names: frame.schools.name,
    indexHighMeans: result.method.indexHighMeans,
    resultHighMeans: result.method.result.highMeans,
    indexLabel: indexName(indicators),
    resultLabel: measureName(measure),
    // Lines divide the figure only where one pair of cut points holds for every school in it.
    cuts: single?.index && single.result ? { index: single.index, result: single.result } : null,
    parts,
  };
}

/** The schools that the figure names. */
export function resilientNames(frame: Frame, { drawn, result }: Findings): string[] {
  return frame.schools.name.filter((_, i) => drawn[i] === 1 && result.kind[i] === 1);
}

/** By indicator, how many schools are left out for want of it: one that takes part without it is not. */
export function leftOutFor({
  context,
  choices,
}: Pick<IdentifyResult['method'], 'context' | 'choices'>): number[] {
  return context.map(({ missing }, i) => missing - (choices?.missing?.indicators[i]?.schools ?? 0));
}
