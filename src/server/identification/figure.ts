import { oddsScatterSvg } from '#charts/oddsScatter';
import { lightPalette } from '#charts/palette';
import type { Frame } from '#contract/identification';
import type { Identified } from './answer.ts';

/** The page's scatter as a file of its own. */
export function figureSvg(frame: Frame, { chosen, result }: Identified): string {
  const measure = (key: string) => frame.measures.find((one) => one.key === key);
  const outcome = measure(chosen.result);
  const single = chosen.context.length === 1 ? measure(chosen.context[0] ?? '') : undefined;
  const only = result.groups.length === 1 ? result.groups[0] : undefined;
  const { schools, hardest, resilient, struggling } = result.counts;
  const period = outcome?.period === null || outcome === undefined ? '' : `, ${outcome.period}`;
  return oddsScatterSvg(
    {
      index: result.index,
      result: Float64Array.from(outcome?.values ?? [], (value) => value ?? NaN),
      kind: result.kind,
      drawn: Uint8Array.from(result.contextQuartile, (quarter) => (quarter === 0 ? 0 : 1)),
      names: frame.schools.name,
      indexHighMeans: result.method.indexHighMeans,
      resultHighMeans: result.method.result.highMeans,
      indexLabel: single?.label ?? 'Socio-economic context index',
      resultLabel: `${outcome?.label ?? 'Results'}${period}`,
      cuts: only?.index && only.result ? { index: only.index, result: only.result } : null,
    },
    {
      width: 980,
      height: 600,
      palette: lightPalette,
      title: 'Circumstances and results',
      description:
        `${String(schools)} schools; ${String(hardest)} in the hardest quarter of circumstances, of which ` +
        `${String(resilient)} resilient and ${String(struggling)} struggling.`,
      standalone: true,
    },
  );
}
