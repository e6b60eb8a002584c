import {
  caterpillar,
  funnel,
  mcdonaldOmega,
  nearestNeighbours,
  seededGenerator,
  weightedQuantiles,
} from '#stats';
import { median, print, save } from './support/figures.ts';

/** What comparing schools costs, at the size of a country: medians of five calls in milliseconds of CPU. */
const rounds = 5;
const { uniform } = seededGenerator(909);
const normal = () => Math.sqrt(-2 * Math.log(1 - uniform())) * Math.cos(2 * Math.PI * uniform());
const column = (length: number, draw: () => number) => Float64Array.from({ length }, draw);

const pupils = column(600_000, normal);
const weights = column(pupils.length, () => 1 + uniform());
const schools = 24_000;
const effects = column(schools, normal);
const errors = column(schools, () => 0.2 + uniform());
const shares = column(schools, uniform);
const sizes = column(schools, () => 20 + Math.floor(200 * uniform()));
const circumstances = [0, 1, 2, 3].map((j) => ({ name: `x${j}`, values: column(schools, normal) }));
const trait = column(10_000, normal);
const items = Array.from({ length: 10 }, (_, j) => ({
  name: `item ${j}`,
  values: trait.map((value) => value + normal()),
}));

const work: [name: string, title: string, act: () => unknown][] = [
  [
    'weightedQuantiles',
    '3 weighted quantiles of 600,000',
    () => weightedQuantiles(pupils, weights, [0.25, 0.5, 0.75]),
  ],
  ['caterpillar', 'caterpillar of 24,000', () => caterpillar(effects, errors)],
  ['funnel', 'funnel of 24,000 shares', () => funnel(shares, sizes, { kind: 'proportion' })],
  ['nearestNeighbours', '10 nearest of 24,000 in 4 measures', () => nearestNeighbours(circumstances, 0, 10)],
  ['mcdonaldOmega', 'omega of 10 items, 10,000 answers', () => mcdonaldOmega(items)],
];
const figures = work.map(([name, title, act]) => {
  act();
  return { name, title, milliseconds: median(Array.from({ length: rounds }, () => cpuMilliseconds(act))) };
});
print('Comparing schools', [
  ['', 'CPU'],
  ...figures.map(({ title, milliseconds }) => [title, `${milliseconds.toFixed(1)} ms`]),
]);
save('compare', { cpuMilliseconds: Object.fromEntries(figures.map((one) => [one.name, one.milliseconds])) });

function cpuMilliseconds(act: () => unknown): number {
  const before = process.cpuUsage();
  act();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}
