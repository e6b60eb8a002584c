import { oddsScatterSvg, type OddsScatter } from '#charts/oddsScatter';
import { lightPalette } from '#charts/palette';
import type { Frame } from '#contract/identification';
import { shownGroups } from '#contract/identificationInput';
import type { Identified } from './answer.ts';
import { measureOf, titleOf } from './measures.ts';

/** Which groups are drawn; the numbers stay those of all. */
interface Wanted {
  only: readonly string[];
  without: readonly string[];
}

/** The page's scatter as a file of its own. */
export function figureSvg(frame: Frame, identified: Identified, wanted: Wanted): string {
  const { result } = identified;
  const names = result.groups.map((group) => group.group);
  const shown = shownGroups(names, wanted);
  const tally = { schools: 0, hardest: 0, resilient: 0, struggling: 0 };
  for (const group of result.groups.filter((_, g) => shown[g])) {
    for (const key of ['schools', 'hardest', 'resilient', 'struggling'] as const) tally[key] += group[key];
  }
  return oddsScatterSvg(scatterOf(frame, identified, shown), {
    width: 980,
    height: 600,
    palette: lightPalette,
    title: 'Circumstances and results',
    description:
      `${String(tally.schools)} schools; ${String(tally.hardest)} in the hardest quarter of circumstances, of which ` +
      `${String(tally.resilient)} resilient and ${String(tally.struggling)} struggling.`,
    standalone: true,
  });
}

function scatterOf(frame: Frame, { chosen, result }: Identified, shown: readonly boolean[]): OddsScatter {
  const grouping = frame.groupings.find((one) => one.key === chosen.within);
  const outcome = measureOf(frame, chosen.result);
  const [first, second] = chosen.context;
  // Lines divide the figure only where one pair of cut points holds for every school in it.
  const groups = result.groups.filter((group, g) => shown[g] === true && group.schools > 0);
  const only = groups.length === 1 ? groups[0] : undefined;
  const isShown = (i: number) => shown[grouping === undefined ? 0 : (grouping.code[i] ?? -1)] === true;
  return {
    index: result.index,
    result: Float64Array.from(outcome.values, (value) => value ?? NaN),
    kind: result.kind,
    drawn: Uint8Array.from(result.contextQuartile, (quarter, i) => Number(quarter !== 0 && isShown(i))),
    names: frame.schools.name,
    indexHighMeans: result.method.indexHighMeans,
    resultHighMeans: result.method.result.highMeans,
    indexLabel:
      second === undefined && first !== undefined
        ? titleOf(measureOf(frame, first))
        : 'Socio-economic context index',
    resultLabel: titleOf(outcome),
    cuts: only?.index && only.result ? { index: only.index, result: only.result } : null,
  };
}
