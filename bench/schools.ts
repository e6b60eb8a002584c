import {
  fayHerriot,
  firmness,
  identify,
  samplingVariance,
  seededGenerator,
  type IdentifyInput,
} from '#stats';
import { median, print, save } from './support/figures.ts';

/** The model-based view of schools and how firm labels are, at the size of a page and of a country; medians of five. */
const rounds = 5;
const regions = 9;
const workloads = [
  { schools: 24_000, draws: 200 },
  { schools: 3_135, draws: 1_000 },
];

const results = workloads.map(({ schools, draws }) => {
  const { input, pupils, ids } = simulate(schools);
  const { result, groups, context } = input;
  const { variances } = samplingVariance({ rule: 'known-deviation', pupils, standardDeviation: 5 });
  const fit = () => fayHerriot({ outcome: result, variances, covariates: context, within: groups });
  const identified = identify(input);
  const { estimate, fullError } = fit().prediction;
  const resample = () =>
    firmness(
      { ids, result, groups, identified, source: { rule: 'posterior', estimate, error: fullError } },
      { draws, seed: 1 },
    );
  return {
    schools,
    draws,
    fayHerriot: medianOf(fit),
    firmness: medianOf(resample),
  };
});

print('The model-based view of schools, CPU', [
  ['schools', 'draws', 'fayHerriot', 'firmness'],
  ...results.map((one) => [
    one.schools.toLocaleString('en'),
    one.draws.toLocaleString('en'),
    `${one.fayHerriot.toFixed(0)} ms`,
    `${one.firmness.toFixed(0)} ms`,
  ]),
]);
save('schools', { regions, cpuMilliseconds: results });

function simulate(schools: number): { input: IdentifyInput; pupils: Float64Array; ids: string[] } {
  const { uniform, below } = seededGenerator(31);
  const normal = () => Math.sqrt(-2 * Math.log(1 - uniform())) * Math.cos(2 * Math.PI * uniform());
  const column = (draw: (i: number) => number) => Float64Array.from({ length: schools }, (_, i) => draw(i));
  const poverty = column(normal);
  const pupils = column(() => 10 + below(200));
  const score = column((i) => normal() - (poverty[i] ?? 0) + (5 * normal()) / Math.sqrt(pupils[i] ?? 1));
  return {
    pupils,
    ids: Array.from({ length: schools }, (_, i) => `${100_000 + i}`),
    input: {
      context: [{ name: 'poverty', values: poverty, highMeans: 'harder' }],
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
