import { describe, expect, it } from 'vitest';
import { identify, type IdentifyOptions } from '#stats';
import { groupsOf, numbers, readData } from './data.ts';
import expected from './identifyOptions.json' with { type: 'json' };

const rows = readData('california_api_1999_2000');
const indicator = (name: string, highMeans: 'harder' | 'easier') => ({
  name,
  values: numbers(rows, name),
  highMeans,
});
const input = {
  context: [
    indicator('meals', 'harder'),
    indicator('avg.ed', 'easier'),
    indicator('ell', 'harder'),
    indicator('mobility', 'harder'),
  ],
  result: { name: 'api00', values: numbers(rows, 'api00'), highMeans: 'better' as const },
  groups: groupsOf(rows.map((row) => row.cname)),
};

const weights = [3, 2, 1, 1];
interface Expected {
  schools: number;
  resilient: number;
  struggling: number;
  correlation: number;
  checksum: number;
  componentCorrelation?: number;
  labelsDiffer?: number;
  labelsAdded?: number;
}

const cases: [Exclude<keyof typeof expected, 'made by'>, IdentifyOptions][] = [
  ['weights', { weights }],
  ['mean', { missing: 'mean' }],
  ['available', { missing: 'available' }],
  ['available by hand', { missing: 'available', weights }],
  ['fifths', { cuts: { hardest: 0.2, lowest: 0.2, top: 0.2 } }],
  ['mixed, type 6', { cuts: { hardest: 1 / 3, lowest: 0.1, quantileType: 6 } }],
];

describe('California 1999–2000 with other choices, against R', () => {
  it.each(cases)('%s', (name, options) => {
    const { componentCorrelation, labelsDiffer, ...wanted }: Expected = expected[name];
    const { schools, resilient, struggling, correlation, checksum } = wanted;
    const { counts, method, index } = identify(input, options);
    expect(counts).toMatchObject({ schools, resilient, struggling });
    expect(method.correlation).toBeCloseTo(correlation, 12);
    const squares = index.reduce((sum, value) => sum + (Number.isNaN(value) ? 0 : value * value), 0);
    expect(squares / checksum).toBeCloseTo(1, 11);
    if (componentCorrelation !== undefined) {
      expect(method.choices?.componentCorrelation).toBeCloseTo(componentCorrelation, 12);
    }
    if (labelsDiffer !== undefined) {
      const { labelsAdded } = wanted;
      expect(method.choices?.missing?.listwise).toEqual({ schools: 6012, labelsDiffer, labelsAdded });
      const affected = [0, 178, 0, 4];
      expect(method.choices?.missing?.indicators.map((one) => one.schools)).toEqual(affected);
    } else expect(method.choices?.missing).toBeNull();
  });
});
