import type * as Stats from '#stats';
import type { Measure } from './identificationFindings.ts';
import { measureName } from './identificationWords.ts';
import type { ModelFit } from './identificationModelAnswer.ts';
import { differenceUnit, signed } from './standingsWords.ts';
import { count, counted } from './words.ts';

/** The differences of all schools from what is expected of them, in their order and without names: a caterpillar plot. */
export interface Effects {
  /** One for each school, or for so many neighbours in the order that the middle one stands for them. */
  lines: { low: number; middle: number; high: number; side: -1 | 0 | 1 }[];
  /** How many schools a line stands for. */
  each: number;
  schools: number;
  below: number;
  unclear: number;
  above: number;
  highMeans: 'better' | 'worse';
  unit: string;
}

/** More than so many lines would lie on each other. */
const mostLines = 320;

export function effectsOf(
  stats: Pick<typeof Stats, 'caterpillar'>,
  { fit: { effects }, views: { confidence } }: ModelFit,
  { measure, highMeans }: { measure: Measure; highMeans: 'better' | 'worse' },
): Effects {
  const found = stats.caterpillar(effects.effect, effects.fullError, { confidence });
  const each = Math.ceil(found.n / mostLines);
  const lines = Array.from({ length: Math.ceil(found.n / each) }, (_, i) => {
    const last = Math.min(found.n, (i + 1) * each) - 1;
    return lineOf(found, effects.effect, Math.floor((i * each + last) / 2));
  });
  return {
    lines,
    each,
    schools: found.n,
    ...found.counts,
    highMeans,
    unit: `${differenceUnit(measure.unit)} of ${measureName(measure)}`,
  };
}

function lineOf(found: Stats.Caterpillar, effect: Float64Array, place: number): Effects['lines'][number] {
  const row = found.order[place] ?? 0;
  return {
    low: found.low[row] ?? NaN,
    middle: effect[row] ?? NaN,
    high: found.high[row] ?? NaN,
    side: Math.sign(found.standing[row] ?? 0) as -1 | 0 | 1,
  };
}

/** The finding, and what has to be said beside it. */
export function effectsWords(effects: Effects): { title: string; caption: string; description: string } {
  const { schools, below, unclear, above, each, highMeans, unit } = effects;
  const [better, worse] = highMeans === 'better' ? [above, below] : [below, above];
  const title =
    unclear === schools
      ? 'No school can be told from what circumstances predict'
      : `${count(unclear)} of ${counted(schools, 'school')} cannot be told from what circumstances predict`;
  const lines =
    each === 1
      ? 'Each line is a school: its difference and the 95% interval.'
      : `Each line stands for ${count(each)} schools next to each other: the difference and the 95% interval of the middle one.`;
  return {
    title,
    caption: `${lines} Schools have no names here, for this is no ranking: where intervals overlap the order says nothing.`,
    description: `${title}; ${count(better)} do clearly better and ${count(worse)} clearly worse. Differences in ${unit}, in their order, with 95% intervals.`,
  };
}

/** So many rows are read without effort. */
const rowsWanted = 12;

/** How many schools differ by how much; for the table behind the figure. The first row is the header. */
export function effectsRows(effects: Effects): (string | number | null)[][] {
  const { lines, each, schools, highMeans } = effects;
  const last = lines.length - 1;
  const [low, high] = [lines[0]?.middle ?? 0, lines[last]?.middle ?? 0];
  const step = stepFor((high - low) / rowsWanted);
  const [clearBelow, clearAbove] =
    highMeans === 'better' ? ['Clearly worse', 'Clearly better'] : ['Clearly better', 'Clearly worse'];
  const bins = new Map<number, [below: number, unclear: number, above: number]>();
  lines.forEach(({ middle, side }, i) => {
    const at = Math.floor(middle / step) + 0;
    const bin = bins.get(at) ?? [0, 0, 0];
    const place = side + 1;
    bin[place] = (bin[place] ?? 0) + (i === last ? schools - each * last : each);
    bins.set(at, bin);
  });
  // As many decimals as the ends of the steps have.
  const places = Math.max(0, Math.ceil(-Math.log10(step) - 1e-9));
  return [
    [`Difference (${effects.unit})`, 'Schools', clearBelow, 'Not clear', clearAbove],
    ...[...bins]
      .toSorted(([one], [other]) => one - other)
      .map(([at, bin]) => [
        `${signed(at * step, places)} to ${signed((at + 1) * step, places)}`,
        bin[0] + bin[1] + bin[2],
        ...bin,
      ]),
  ];
}

/** 1, 2 or 5 times a power of ten. */
function stepFor(wanted: number): number {
  if (!(wanted > 0)) return 1;
  const power = 10 ** Math.floor(Math.log10(wanted));
  return ([1, 2, 5, 10].find((one) => one * power >= wanted) ?? 10) * power;
}
