import type * as Stats from '#stats';
import type { Measure } from './identificationFindings.ts';
import { measureName } from './identificationWords.ts';
import type { ModelFit } from './identificationModelAnswer.ts';
import { roundStep } from './roundStep.ts';
import { differenceUnit, signed } from './standingsWords.ts';
import { count, counted } from './words.ts';

/** The differences of all schools from what is expected of them, in their order and without names: a caterpillar plot. */
export interface Effects {
  /** One for each school, or for so many neighbours in the order that the middle one stands for them. */
  lines: { low: number; middle: number; high: number; side: -1 | 0 | 1 }[];
  /** How many schools a line stands for. */
  each: number;
  /** How many schools, each counted, lie between `at` and the next multiple of `step`. */
  bins: { at: number; below: number; unclear: number; above: number }[];
  step: number;
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
    ...binsOf(found, effects.effect),
    schools: found.n,
    ...found.counts,
    highMeans,
    unit: `${differenceUnit(measure.unit)} of ${measureName(measure)}`,
  };
}

/** So many rows of a table are read without effort. */
const rowsWanted = 12;

function binsOf(found: Stats.Caterpillar, effect: Float64Array): Pick<Effects, 'bins' | 'step'> {
  const at = (place: number) => effect[found.order[place] ?? 0] ?? NaN;
  const step = roundStep((at(found.n - 1) - at(0)) / rowsWanted);
  const bins = new Map<number, Effects['bins'][number]>();
  // In their order, so the bins are as well.
  for (const row of found.order) {
    const multiple = Math.floor((effect[row] ?? NaN) / step);
    const bin = bins.get(multiple) ?? { at: multiple * step + 0, below: 0, unclear: 0, above: 0 };
    bin[sides[(found.standing[row] ?? 0) + 1] ?? 'unclear']++;
    bins.set(multiple, bin);
  }
  return { bins: [...bins.values()], step };
}

const sides = ['below', 'unclear', 'above'] as const;

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

/** How many schools differ by how much; for the table behind the figure. The first row is the header. */
export function effectsRows({ bins, step, highMeans, unit }: Effects): (string | number)[][] {
  const clear =
    highMeans === 'better' ? ['Clearly worse', 'Clearly better'] : ['Clearly better', 'Clearly worse'];
  // As many decimals as the ends of the steps have.
  const places = Math.max(0, Math.ceil(-Math.log10(step) - 1e-9));
  return [
    [`Difference (${unit})`, 'Schools', clear[0] ?? '', 'Not clear', clear[1] ?? ''],
    ...bins.map(({ at, below, unclear, above }) => [
      `${signed(at, places)} to ${signed(at + step, places)}`,
      below + unclear + above,
      below,
      unclear,
      above,
    ]),
  ];
}
