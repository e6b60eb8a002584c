import {
  compareViews,
  coverage,
  drawSchools,
  fayHerriot,
  firmness,
  identify,
  labelStability,
  samplingVariance,
  seededGenerator,
  type IdentifyInput,
} from '#stats';
import { median, print, save } from './support/figures.ts';

/** What surrounds the quartile method, at the size of a page and of England's secondaries; medians of five. */
const rounds = 5;
const regions = 9;
const workloads = [
  { schools: 24_000, draws: 200 },
  { schools: 3_135, draws: 1_000 },
];

const results = workloads.map(({ schools, draws }) => {
  const { input, pupils, ids } = simulate(schools);
  const { result, groups, context } = input;
  const years = [0, 1, 2].map((year) => ({
    pupils,
    values: simulate(schools, 31 + year).input.result.values,
  }));
  const { variances } = samplingVariance({ rule: 'known-deviation', pupils, standardDeviation: 5 });
  const identified = identify(input);
  const model = fayHerriot({ outcome: result, variances, covariates: context, within: groups });
  const { estimate, fullError: error } = model.prediction;
  const covered = identified.contextQuartile.map((quarter) => Number(quarter !== 0));
  const design = { kind: 'pairs', each: 3, circumstances: context } as const;
  const work: Record<string, () => unknown> = {
    fayHerriot: () => fayHerriot({ outcome: result, variances, covariates: context, within: groups }),
    firmness: () =>
      firmness(
        { ids, result, groups, identified, source: { rule: 'posterior', estimate, error } },
        { draws, seed: 1 },
      ),
    'samplingVariance, 3 years': () => samplingVariance({ rule: 'size-and-change', years }),
    'identify, weights by hand': () => identify(input, { weights: [2, 1] }),
    'identify, available, with listwise beside it': () => identify(input, { missing: 'available' }),
    'labelStability, 3 years': () => labelStability({ years: [identified, identified, identified] }),
    'coverage with scenarios': () => coverage({ groups, covered, labels: { result, identified } }),
    compareViews: () => compareViews({ result, groups, identified, model }),
    'drawSchools, pairs': () => drawSchools({ ids, kind: identified.kind, groups, design, seed: 1 }),
  };
  const cpuMilliseconds = Object.fromEntries(
    Object.entries(work).map(([name, act]) => [name, medianOf(act)]),
  );
  return { schools, draws, cpuMilliseconds };
});

const names = Object.keys(results[0]?.cpuMilliseconds ?? {});
print('Around the quartile method', [
  ['CPU', ...results.map(({ schools }) => `${schools.toLocaleString('en')} schools`)],
  ...names.map((name) => [
    name === 'firmness' ? `firmness, ${results.map(({ draws }) => draws).join(' and ')} draws` : name,
    ...results.map(({ cpuMilliseconds }) => `${(cpuMilliseconds[name] ?? NaN).toFixed(1)} ms`),
  ]),
]);
save('schools', { regions, workloads: results });

function simulate(schools: number, seed = 31): { input: IdentifyInput; pupils: Float64Array; ids: string[] } {
  const { uniform, below } = seededGenerator(seed);
  const normal = () => Math.sqrt(-2 * Math.log(1 - uniform())) * Math.cos(2 * Math.PI * uniform());
  const column = (draw: (i: number) => number) => Float64Array.from({ length: schools }, (_, i) => draw(i));
  const poverty = column(normal);
  const mobility = column((i) => (uniform() < 0.1 ? NaN : (poverty[i] ?? 0) + normal()));
  const pupils = column(() => 10 + below(200));
  const score = column((i) => normal() - (poverty[i] ?? 0) + (5 * normal()) / Math.sqrt(pupils[i] ?? 1));
  return {
    pupils,
    ids: Array.from({ length: schools }, (_, i) => `${100_000 + i}`),
    input: {
      context: [
        { name: 'poverty', values: poverty, highMeans: 'harder' },
        { name: 'mobility', values: mobility, highMeans: 'harder' },
      ],
      result: { name: 'score', values: score, highMeans: 'better' },
      groups: {
        names: Array.from({ length: regions }, (_, r) => `region ${r + 1}`),
        code: Int32Array.from({ length: schools }, () => below(regions)),
      },
    },
  };
}

function medianOf(act: () => unknown): number {
  act();
  return median(
    Array.from({ length: rounds }, () => {
      const before = process.cpuUsage();
      act();
      const { user, system } = process.cpuUsage(before);
      return (user + system) / 1000;
    }),
  );
}
