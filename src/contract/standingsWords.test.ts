import { describe, expect, it } from 'vitest';
import type { OverYears, Place, StandingMethod, StandingPage } from './standings.ts';
import {
  betterWords,
  coarseDigits,
  differenceWords,
  figureWords,
  findingWords,
  ledeWords,
  measureTitleOver,
  middleHalf,
  plainText,
  sureRows,
  tenfoldWords,
} from './standingsWords.ts';
import { yearsSentence } from './standingsYears.ts';

const place: Place = {
  effect: 6.2,
  low: -1.1,
  high: 13.4,
  lowHalf: 3.1,
  highHalf: 8.7,
  raw: 9,
  tenfold: [3.7, 8.6],
};
const method: StandingMethod = {
  result: { label: 'Reading', unit: null, highMeans: 'better', periods: ['2023', '2024'], digits: 0 },
  indicators: [{ label: 'Free meals', unit: '%', digits: 0 }],
  grouping: 'Region',
  chance: { rule: 'share', why: 'Because.' },
  lacking: null,
  model: { schools: 50, between: 4, singular: false },
  pupils: 'Pupils tested',
  warnings: [],
};
const page: StandingPage = {
  group: 'North',
  circumstances: 1,
  results: 4,
  pupils: 27,
  place,
  onePupil: 0.6,
  held: 0.7,
  years: [
    { period: '2023', kind: 0 },
    { period: '2024', kind: 1 },
  ],
  others: { step: 1, schools: 9, at: [-3, 0, 2], times: [3, 4, 2] },
  measures: [],
  like: null,
  lacking: [],
};
const at = (change: Partial<Place>): StandingPage => ({ ...page, place: { ...place, ...change } });
const finding = (of: StandingPage, how = method) => findingWords('Linden Park', of, how);

describe('the finding', () => {
  it('says how sure it is', () => {
    expect(finding(at({ low: 1 }))).toBe('Linden Park does better than its circumstances predict');
    expect(finding(page)).toBe('Linden Park does better than its circumstances predict, most likely');
    expect(finding(at({ lowHalf: -1 }))).toBe('Linden Park does about as well as its circumstances predict');
    const below = { effect: -6, lowHalf: -9, highHalf: -3 };
    expect(finding(at(below))).toBe(
      'The results of Linden Park are below what its circumstances predict, most likely',
    );
    expect(finding(at({ ...below, low: -13, high: -1 }))).toBe(
      'The results of Linden Park are below what its circumstances predict',
    );
  });

  it('turns round where lower is better', () => {
    const absence = { ...method, result: { ...method.result, highMeans: 'worse' as const } };
    expect(finding(at({ effect: -6, low: -13, high: -1, lowHalf: -9, highHalf: -3 }), absence)).toBe(
      'Linden Park does better than its circumstances predict',
    );
  });

  it('is the quarters where there is no model', () => {
    expect(finding({ ...page, place: null })).toBe(
      'Linden Park: in the hardest quarter of circumstances and the top quarter of results',
    );
  });

  it('says in the lede why there is none', () => {
    const why = 'Its result (reading, 2024–25) is not known: nothing is written there.';
    const none = { ...page, place: null, circumstances: 0, lacking: [why, 'Only one year is here.'] };
    expect(finding(none)).toBe('Where Linden Park stands in 2024 cannot be told');
    expect(plainText(ledeWords(none, method))).toBe(why);
  });

  it('stands in the lede with the interval in words', () => {
    expect(plainText(ledeWords(page, method))).toBe(
      'Its results are about 6 points higher than those of schools facing the same odds. With 27 pupils behind them, the true figure may be anything from 1 below to 13 above.',
    );
    expect(plainText(ledeWords(at({ effect: 0.2 }), method))).toMatch(/^Its results are as those of schools/);
  });

  it('is the title of the figure, which counts the school among the others', () => {
    expect(figureWords('Linden Park', page, method).title).toBe(
      'Among 10 schools in the hardest quarter of circumstances, Linden Park stands on the higher side',
    );
    const drawn = (raw: number) => figureWords('Linden Park', at({ raw }), method).caption;
    expect(drawn(9)).toContain('drawn towards the middle, that of Linden Park by 3 points.');
    expect(drawn(6.5)).toContain('drawn towards the middle, that of Linden Park hardly at all.');
    expect(middleHalf({ step: 2, schools: 8, at: [-3, 0, 2], times: [2, 4, 2] })).toEqual([-6, 0]);
  });
});

describe('how sure we are', () => {
  it('in years, in draws and in pupils', () => {
    expect(sureRows(page, method).map(({ term, value }) => `${term}: ${value}`)).toEqual([
      'Called resilient: 1 of the last 2 years',
      'Would keep the name with other pupils of the same kind: 7 times in 10',
      'One pupil moves the result by: 0.6 points',
    ]);
    expect(tenfoldWords(page)).toMatch(/^A school with 270 pupils would have an interval a third as wide/);
  });

  it('never calls a school struggling', () => {
    const low = { ...page, years: [{ period: '2024', kind: 2 }] };
    const said = sureRows(low, method).map(({ term, value }) => `${term}: ${value}`);
    expect(said.join(' ')).not.toMatch(/struggling/i);
    expect(said[0]).toBe(
      'In the hardest quarter of circumstances and the lowest quarter of results: this year; no other is known',
    );
  });
});

describe('a measure over the years', () => {
  const band = { q1: 99, median: 102, q3: 106, schools: 50 };
  const years = (values: (number | null)[], interval: [number, number] | null = null): OverYears => ({
    label: 'Reading',
    unit: null,
    highMeans: 'better',
    digits: 0,
    among: 'North',
    points: values.map((value, i) => ({
      period: String(2022 + i),
      value,
      low: interval?.[0] ?? null,
      high: interval?.[1] ?? null,
      band,
    })),
  });
  const said = (of: OverYears) => plainText(yearsSentence(of));

  it('is told against the middle half, and as chance allows', () => {
    expect(said(years([100, 103, 102]))).toBe('Within the middle half throughout.');
    expect(said(years([104, 108, 109], [107, 112]))).toBe(
      'Above the middle half in 2 of 3 years, by more than chance would explain.',
    );
    expect(said(years([104, 108, 109], [104, 114]))).toBe(
      'Above the middle half in 2 of 3 years; the interval reaches into it.',
    );
    expect(said(years([90, 95, 100]))).toBe('Below the middle half in 2 of 3 years, and within it now.');
    expect(said(years([null]))).toBe('No value of this school is known.');
  });

  it('has a title without its year, and says a difference with its sign', () => {
    expect(measureTitleOver({ label: 'Academic Performance Index, 2000', period: '2000' })).toBe(
      'Academic Performance Index',
    );
    expect(betterWords({ measure: 'Writing, 2024', by: 5.23, unit: '%', digits: 1 })).toBe(
      'Writing, 2024, +5.2 points',
    );
    expect(betterWords({ measure: 'Absence, 2024', by: -1.4, unit: null, digits: 1 })).toBe(
      'Absence, 2024, −1.4',
    );
  });
});

describe('a difference', () => {
  it('is counted in points, unless the unit is a word to count in', () => {
    expect(differenceWords(-6.2, '%', 0)).toBe('6 percentage points');
    expect(differenceWords(1, 'mean scaled score, 80 to 120', 0)).toBe('1 point');
    expect(differenceWords(5, null, 0)).toBe('5 points');
    expect(differenceWords(5, 'days', 0)).toBe('5 days');
  });
});

it('writes of a rounded figure the two digits that are told, and no nought behind them', () => {
  const written = (value: number) => value.toFixed(coarseDigits(value, 1));
  expect([37, 9.3, 120, 0.4, 0, -41].map(written)).toEqual(['37', '9.3', '120', '0.4', '0', '-41']);
  expect(coarseDigits(0.37, 2)).toBe(2);
  expect(coarseDigits(null, 1)).toBe(0);
});
