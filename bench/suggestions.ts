import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { gunzipSync } from 'node:zlib';
import Papa from 'papaparse';
import { fMeasure, learnLabel, wordVectors } from '../src/stats/index.ts';
import { print, save } from './support/figures.ts';

/** Tags of lessons, learned from four fifths and checked on the fifth: how long it takes, and how well it does. */
const lessons = fileURLToPath(new URL('../../shared/data/talkmoves_subset1.csv.gz', import.meta.url));
const parts = 5;
const fewest = 100;
type Row = Record<string, string>;

const segmenter = new Intl.Segmenter('en', { granularity: 'word' });
const wordsOf = (text: string) =>
  [...segmenter.segment(text.toLowerCase())].flatMap(({ segment, isWordLike }) =>
    isWordLike === true ? [segment] : [],
  );

/** Tags are spelt in several ways: their number says which. */
const tagOf = (row: Row, column: string) => {
  const number = /^\d+/.exec((row[column] ?? '').trim())?.[0];
  return number === undefined ? null : `${column} ${number}`;
};

if (!existsSync(lessons)) {
  console.log('The lessons are not at hand: nothing was measured.');
} else {
  const text = gunzipSync(readFileSync(lessons)).toString('utf8');
  const rows = Papa.parse<Row>(text, { header: true, skipEmptyLines: true }).data;
  const talks = [...new Set(rows.map((row) => row['transcript'] ?? ''))];
  const part = Int32Array.from(rows, (row) => talks.indexOf(row['transcript'] ?? '') % parts);
  const all = Int32Array.from(rows, (_, i) => i);
  const beganCounting = process.cpuUsage();
  const { vectors, terms } = wordVectors(rows.map((row) => wordsOf(row['Sentence'] ?? '')));
  const { user: countingMicroseconds } = process.cpuUsage(beganCounting);
  const found = ['Teacher Tag', 'Student Tag'].flatMap((column) => {
    const tags = [...new Set(rows.flatMap((row) => tagOf(row, column) ?? []))];
    return tags
      .toSorted((a, b) => a.localeCompare(b))
      .flatMap((tag) => {
        const positive = Uint8Array.from(rows, (row) => (tagOf(row, column) === tag ? 1 : 0));
        if (positive.reduce((sum, one) => sum + one, 0) < fewest) return [];
        const began = process.cpuUsage();
        const { heldOut } = learnLabel({ x: vectors, rows: all, positive, part });
        return [{ tag, ...heldOut, f: fMeasure(heldOut), cpuSeconds: process.cpuUsage(began).user / 1e6 }];
      });
  });
  const cpuSeconds = found.reduce((sum, one) => sum + one.cpuSeconds, 0);
  print(`${rows.length.toLocaleString('en')} sentences, ${terms.length.toLocaleString('en')} terms`, [
    ['counting words', `${(countingMicroseconds / 1e6).toFixed(2)} CPU s`],
    ...found.map(({ tag, right, suggested, given, f, cpuSeconds: seconds }): [string, string] => [
      tag,
      `right ${(right / suggested).toFixed(2)}, found ${(right / given).toFixed(2)}, F ${f.toFixed(3)}, ${seconds.toFixed(2)} CPU s`,
    ]),
    ['all tags, six fits each', `${cpuSeconds.toFixed(1)} CPU s`],
  ]);
  save('suggestions', {
    sentences: rows.length,
    terms: terms.length,
    countingCpuSeconds: countingMicroseconds / 1e6,
    tags: found,
    cpuSeconds,
  });
}
