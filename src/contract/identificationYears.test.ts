import { describe, expect, it } from 'vitest';
import * as stats from '#stats';
import type { Frame } from './identification.ts';
import { chooseSettings, firstMeasures, neededMeasures } from './identificationInput.ts';
import { questionYears } from './identificationPeriods.ts';
import { answerQuestion, answerYears } from './identificationYears.ts';

type Measure = Frame['measures'][number];
const schools = 16;
const names = Array.from({ length: schools }, (_, i) => `School ${i}`);

function measure(key: string, given: Partial<Measure>, value: (i: number) => number): Measure {
  const values = names.map((_, i) => value(i));
  return { key, label: key, kind: 'result', highMeans: 'better', period: null, unit: null, values, ...given };
}

const meals = (period: string | null) =>
  measure(
    `meals-${period}`,
    { label: 'Meals', kind: 'context', highMeans: 'harder', period },
    (i) => 100 - i,
  );
/** The first schools are the hardest; those named are the best of their year. */
const score = (period: string, best: readonly number[]) =>
  measure(`score-${period}`, { label: 'Score', period }, (i) => (best.includes(i) ? 100 + i : 10 + i));

function frameOf(...measures: Measure[]): Frame {
  return { source: null, schools: { id: names, reference: names, name: names }, groupings: [], measures };
}
const resilient = (kind: ArrayLike<number>) => Array.from(names.keys()).filter((i) => kind[i] === 1);

describe('the question in several years', () => {
  const frame = frameOf(meals('2017'), meals('2018'), score('2018', [0, 1]), score('2017', [1, 2]));
  const chosen = chooseSettings(frame, { context: ['meals-2018'], result: 'score-2018' })!;

  it('takes the indicators of each year where they are known', () => {
    const years = questionYears(frame, chosen).map(({ context, result }) => [result, ...context]);
    expect(years).toEqual([
      ['score-2017', 'meals-2017'],
      ['score-2018', 'meals-2018'],
    ]);
    expect(answerYears(stats, frame, chosen)).toMatchObject({ periods: ['2017', '2018'], fixed: 0 });
  });

  it('counts the years in which a school held its label', () => {
    const years = answerYears(stats, frame, chosen);
    expect(years?.results.map(({ kind }) => resilient(kind))).toEqual([
      [1, 2],
      [0, 1],
    ]);
    expect(Array.from(years?.stability.resilient.slice(0, 4) ?? [])).toEqual([1, 2, 1, 0]);
  });

  it('lets only labels stand that were held as long as is asked', () => {
    const running = { ...chosen, hold: 2 };
    const result = answerQuestion(stats, frame, running);
    expect(resilient(result.kind)).toEqual([1]);
    expect(result.counts).toMatchObject({ resilient: 1, hardest: 4 });
    expect(result.groups[0]).toMatchObject({ resilient: 1, hardest: 4 });
    expect(result.kind[3]).toBe(2);
    expect(result.counts.struggling).toBe(1);
    expect(answerQuestion(stats, frame, chosen).counts.resilient).toBe(2);
    expect(() => answerQuestion(stats, frame, { ...chosen, hold: 3 })).toThrow('known for 2 years');
    expect(neededMeasures(frame, { context: ['meals-2018'], result: 'score-2018', hold: 2 })).toHaveLength(4);
  });

  it('sends the years first where not all measures can be sent', () => {
    expect(firstMeasures(frame).slice(0, 4)).toContain('score-2017');
  });
});

it('says how many indicators stand for years that do not have them, and has no years of one', () => {
  const frame = frameOf(meals(null), score('2018', [0]), score('2017', [0]));
  const chosen = chooseSettings(frame, { context: [] })!;
  expect(answerYears(stats, frame, chosen)?.fixed).toBe(1);
  expect(answerYears(stats, frame, { ...chosen, result: 'score-2017' })).toBeNull();
});

describe('settings', () => {
  const frame = frameOf(meals(null), score('2018', [0]));

  it('that are as usual leave the question as it is', () => {
    const usual = chooseSettings(frame, { context: [] });
    const said = { missing: 'listwise', hardest: 'quarter', top: 'quarter', hold: 1, weights: [] } as const;
    expect(chooseSettings(frame, { context: [], ...said, weights: [] })).toEqual(usual);
  });

  it('with another number of weights or an unknown measure of pupils are refused by name', () => {
    const asked = (more: object) => () => chooseSettings(frame, { context: [], ...more });
    expect(asked({ weights: [1, 2] })).toThrow('There are 1 indicators, but 2 weights');
    expect(asked({ pupils: 'shoes' })).toThrow('‘shoes’ is not a measure');
  });
});
