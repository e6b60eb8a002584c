import type { IdentifyInput } from '#stats';

export interface PlainAnswer {
  loadings: number[] | null;
  index: number[];
  contextQuartile: number[];
  resultQuartile: number[];
  kind: number[];
}

const mean = (values: number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;

/** The quartile method word by word, without any thought of speed: what `identify` must agree with. */
export function plainIdentify({ context, result, groups }: IdentifyInput): PlainAnswer {
  const length = groups.code.length;
  const all = Array.from({ length }, (_, i) => i);
  const complete = all.filter(
    (i) =>
      groups.code[i] !== -1 &&
      !Number.isNaN(result.values[i]) &&
      context.every(({ values }) => !Number.isNaN(values[i])),
  );
  const { index, loadings } = plainIndex(context, complete, length);
  const easyHigh = context.length === 1 && context[0].highMeans === 'easier';
  const contextQuartile = Array.from({ length }, () => 0);
  const resultQuartile = Array.from({ length }, () => 0);
  groups.names.forEach((_, group) => {
    const members = complete.filter((i) => groups.code[i] === group);
    const hardness = members.map((i) => (easyHigh ? index[i] : -index[i]));
    const goodness = members.map((i) => (result.highMeans === 'better' ? 1 : -1) * result.values[i]);
    members.forEach((i, k) => {
      contextQuartile[i] = plainQuarter(hardness[k], hardness);
      resultQuartile[i] = plainQuarter(goodness[k], goodness);
    });
  });
  const kind = all.map((i) => {
    if (contextQuartile[i] !== 1) return 0;
    return resultQuartile[i] === 4 ? 1 : resultQuartile[i] === 1 ? 2 : 0;
  });
  return { loadings, index, contextQuartile, resultQuartile, kind };
}

function plainIndex(context: IdentifyInput['context'], complete: number[], length: number) {
  const index = Array.from({ length }, () => NaN);
  if (context.length === 1) {
    for (const i of complete) index[i] = context[0].values[i];
    return { index, loadings: null };
  }
  const standardised = context.map(({ values }) => {
    const present = complete.map((i) => values[i]);
    const centre = mean(present);
    const spread = Math.sqrt(
      present.reduce((sum, value) => sum + (value - centre) ** 2, 0) / (present.length - 1),
    );
    return present.map((value) => (value - centre) / spread);
  });
  const correlation = standardised.map((x) =>
    standardised.map((y) => x.reduce((sum, value, i) => sum + value * y[i], 0) / (x.length - 1)),
  );
  let loadings = powerIteration(correlation);
  const wanted = context[0].highMeans === 'harder' ? 1 : -1;
  if (Math.sign(loadings[0]) !== wanted) loadings = loadings.map((loading) => -loading);
  complete.forEach((i, k) => {
    index[i] = loadings.reduce((sum, loading, j) => sum + loading * standardised[j][k], 0);
  });
  return { index, loadings };
}

/** The leading eigenvector by squaring the matrix again and again: its powers point ever more along it. */
export function powerIteration(matrix: readonly (readonly number[])[]): number[] {
  let power = matrix.map((row) => [...row]);
  for (let step = 0; step < 60; step++) {
    const squared = power.map((row) =>
      power[0].map((_, k) => row.reduce((sum, v, j) => sum + v * power[j][k], 0)),
    );
    const largest = Math.max(...squared.flat().map(Math.abs));
    power = squared.map((row) => row.map((value) => value / largest));
  }
  const column = power.reduce((best, row) => (Math.hypot(...row) > Math.hypot(...best) ? row : best));
  const norm = Math.hypot(...column);
  return column.map((value) => value / norm);
}

/** Quarters counted from the low end, with R's quantile type 7. */
function plainQuarter(value: number, values: number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const cut = (p: number) => {
    const position = (sorted.length - 1) * p;
    const below = Math.floor(position);
    const above = Math.min(below + 1, sorted.length - 1);
    return sorted[below] + (position - below) * (sorted[above] - sorted[below]);
  };
  const inLow = value <= cut(0.25);
  const inHigh = value >= cut(0.75);
  if (inLow && !inHigh) return 1;
  if (inHigh && !inLow) return 4;
  return value <= cut(0.5) ? 2 : 3;
}
