import {
  alphaIntervals,
  compareCoders,
  compareMarks,
  gwetAc1,
  krippendorffAlpha,
  masiInterval,
  seededGenerator,
  type AlphaMetric,
  type Ratings,
} from '#stats';
import { median, print, save } from './support/figures.ts';

/** What the interval of alpha costs: 10,000 units, ten coders, five categories, a tenth missing. Median of five, in CPU. */
const rounds = 5;
const [coders, categories, resamples] = [10, 5, 10_000];
const { uniform } = seededGenerator(505);
const ratings = ratingsOf(10_000);
const many = ratingsOf(100_000);
const sets = Array.from({ length: 3000 }, () => Array.from(Array(8).keys()).filter(() => uniform() < 0.25));
const metrics: AlphaMetric[] = ['nominal', 'ordinal', 'interval', 'ratio'];
const values = [1, 2, 3, 4, 5];

const once = seconds(() => krippendorffAlpha(ratings, { metric: 'ordinal' }));
const ac1 = seconds(() => gwetAc1(ratings));
const all = seconds(() => alphaIntervals(ratings, { metrics, values, seed: 1, resamples }));
const larger = seconds(() => alphaIntervals(many, { metrics, values, seed: 1, resamples }));
const page = transcript();
const compared = seconds(() => compareCoders(page, { uncoded: true, seed: 1, resamples: 1000 }));
const long = longText();
const marks = seconds(() => compareMarks(long));
const ofSets = seconds(() => masiInterval({ sets, coders: 3 }, { seed: 1 }));
print('Agreement of ten coders on 10,000 units', [
  ['', 'CPU'],
  ['alpha', `${(1000 * once).toFixed(1)} ms`],
  ['AC1 with its standard error', `${(1000 * ac1).toFixed(1)} ms`],
  ['10,000 resamples, all four levels', `${all.toFixed(2)} s`],
  ['the same of 100,000 units', `${larger.toFixed(2)} s`],
  [
    'three coders of a transcript, 1,214 turns, 60 codes: every question and code',
    `${compared.toFixed(2)} s`,
  ],
  [
    'alpha for unitizing of 1.5 million places, 15,000 marks of three coders, 60 codes: every question and code',
    `${(1000 * marks).toFixed(0)} ms`,
  ],
  ['1,000 resamples of 1,000 units, three coders, sets of eight codes', `${ofSets.toFixed(2)} s`],
]);
save('agreement', {
  comparisonSeconds: compared,
  unitizingSeconds: marks,
  alphaSeconds: once,
  ac1Seconds: ac1,
  intervalSeconds: all,
  interval100000Seconds: larger,
  setsIntervalSeconds: ofSets,
});

/** Turns of which a third speak of something, and coders who mostly see it. */
function transcript() {
  const units = Array.from({ length: 1214 }, (_, i) => ({ start: i * 100, end: i * 100 + 100 }));
  const codings = units.flatMap(({ start, end }) => {
    if (uniform() > 0.35) return [];
    const truth = Math.floor(60 * uniform());
    return [0, 1, 2].flatMap((coder) => {
      if (uniform() < 0.15) return [];
      const code = uniform() < 0.8 ? truth : Math.floor(60 * uniform());
      return [{ coder, start, end, labels: [String(code % 2), String(code % 20), String(code)] }];
    });
  });
  return { units, coders: 3, codings };
}

/** 15,000 turns, and three coders who each marked 5,000 passages of them, often over one another. */
function longText() {
  const units = Array.from({ length: 15_000 }, (_, i) => ({ start: i * 102, end: i * 102 + 100 }));
  const codings = [0, 1, 2].flatMap((coder) =>
    Array.from({ length: 5000 }, () => {
      const start = Math.floor(1_500_000 * uniform());
      const code = Math.floor(60 * uniform());
      const labels = [String(code % 2), String(code % 20), String(code)];
      return { coder, start, end: start + 20 + Math.floor(300 * uniform()), labels };
    }),
  );
  return { units, coders: 3, codings };
}

function ratingsOf(units: number): Ratings {
  const codes = new Int32Array(units * coders);
  for (let unit = 0; unit < units; unit++) {
    const truth = Math.floor(categories * uniform());
    for (let j = 0; j < coders; j++) {
      const said = uniform() < 0.7 ? truth : Math.floor(categories * uniform());
      codes[unit * coders + j] = uniform() < 0.1 ? -1 : said;
    }
  }
  return { codes, coders, categories };
}

function seconds(act: () => unknown): number {
  act();
  return median(
    Array.from({ length: rounds }, () => {
      const before = process.cpuUsage();
      act();
      const { user, system } = process.cpuUsage(before);
      return (user + system) / 1_000_000;
    }),
  );
}
