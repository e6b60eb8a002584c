import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

/** The pages about security say the truth at least as far as a machine can tell. */

const folder = fileURLToPath(new URL('../docs/security', import.meta.url));
const read = (name: string) => readFileSync(join(folder, name), 'utf8');

/** What version 4.0.3 asks for at levels 1 and 2, by section: the numbers in it; the others were deleted or are of level 3. */
const asked: Record<string, string> = {
  '1.1': '1-7',
  '1.2': '1-4',
  '1.4': '1 4-5',
  '1.5': '1-4',
  '1.6': '1-4',
  '1.7': '1-2',
  '1.8': '1-2',
  '1.9': '1-2',
  '1.10': '1',
  '1.11': '1-2',
  '1.12': '2',
  '1.14': '1-6',
  '2.1': '1-12',
  '2.2': '1-3',
  '2.3': '1-3',
  '2.4': '1-5',
  '2.5': '1-7',
  '2.6': '1-3',
  '2.7': '1-6',
  '2.8': '1-7',
  '2.9': '1-3',
  '2.10': '1-4',
  '3.1': '1',
  '3.2': '1-4',
  '3.3': '1-4',
  '3.4': '1-5',
  '3.5': '1-3',
  '3.7': '1',
  '4.1': '1-3 5',
  '4.2': '1-2',
  '4.3': '1-3',
  '5.1': '1-5',
  '5.2': '1-8',
  '5.3': '1-10',
  '5.4': '1-3',
  '5.5': '1-4',
  '6.1': '1-3',
  '6.2': '1-6',
  '6.3': '1-2',
  '6.4': '1-2',
  '7.1': '1-4',
  '7.2': '1-2',
  '7.3': '1 3-4',
  '7.4': '1-3',
  '8.1': '1-4',
  '8.2': '1-3',
  '8.3': '1-8',
  '9.1': '1-3',
  '9.2': '1-4',
  '10.2': '1-2',
  '10.3': '1-3',
  '11.1': '1-8',
  '12.1': '1-3',
  '12.2': '1',
  '12.3': '1-6',
  '12.4': '1-2',
  '12.5': '1-2',
  '12.6': '1',
  '13.1': '1 3-5',
  '13.2': '1-3 5-6',
  '13.3': '1-2',
  '13.4': '1-2',
  '14.1': '1-4',
  '14.2': '1-6',
  '14.3': '2-3',
  '14.4': '1-7',
  '14.5': '1-4',
};

const numbers = Object.entries(asked).flatMap(([section, ranges]) =>
  ranges.split(' ').flatMap((range) => {
    const [first = 0, last = first] = range.split('-').map(Number);
    return Array.from({ length: last - first + 1 }, (_, i) => `${section}.${String(first + i)}`);
  }),
);

interface Line {
  number: string;
  level: string;
  words: string;
  state: string;
  where: string;
}

const lines: Line[] = read('asvs.md')
  .split('\n')
  .filter((line) => /^\| \d+\.\d+\.\d+ \|/.test(line))
  .map((line) => {
    const [number = '', level = '', words = '', state = '', where = ''] = line
      .split('|')
      .slice(1, -1)
      .map((cell) => cell.trim());
    return { number, level, words, state, where };
  });

const linksIn = (text: string) => [...text.matchAll(/\]\(([^)\s]+)\)/g)].map((match) => match[1] ?? '');
const isHere = (link: string) => existsSync(join(folder, link.split('#')[0] ?? ''));
/** What is said beside the names of files. */
const reasonOf = (text: string) => text.replaceAll(/\[[^\]]*\]\([^)]*\)/g, '').match(/[\p{L}`]{2,}/gu) ?? [];

describe('the list of requirements', () => {
  it('has each of them once, in order', () => {
    expect(lines.map((line) => line.number)).toEqual(numbers);
    expect(lines.filter((line) => !/^[12]$/.test(line.level))).toEqual([]);
  });

  it('says of each where it is met, or why not', () => {
    const faults = lines.filter(({ state, where }) => {
      const reason = reasonOf(where).length;
      if (state === 'met') return linksIn(where).length === 0 && reason < 1;
      return !['partly', 'no', 'n/a'].includes(state) || reason < 2;
    });
    expect(faults).toEqual([]);
  });

  it('names a test or the code itself for most that are met, not only words', () => {
    const met = lines.filter((line) => line.state === 'met');
    const onlyWords = met.filter((line) => linksIn(line.where).length === 0).map((line) => line.number);
    expect(onlyWords.length, onlyWords.join(', ')).toBeLessThanOrEqual(met.length / 25);
  });

  it('counts itself', () => {
    for (const level of ['1', '2']) {
      const own = lines.filter((line) => line.level === level);
      const counts = ['met', 'partly', 'no', 'n/a'].map(
        (state) => own.filter((one) => one.state === state).length,
      );
      expect(read('asvs.md')).toContain(`| ${[level, ...counts, own.length].join(' | ')} |`);
    }
  });
});

describe.each(['asvs.md', 'threat-model.md'])('%s', (page) => {
  it('names only files that are here', () => {
    const links = linksIn(read(page)).filter((link) => !link.startsWith('https:'));
    expect(links.length).toBeGreaterThan(30);
    expect(links.filter((link) => !isHere(link))).toEqual([]);
  });
});

it('what is said to be tested by a test is tested by one', () => {
  const tests = new Set(
    lines.flatMap((line) => linksIn(line.where)).filter((link) => link.endsWith('.test.ts')),
  );
  const empty = [...tests].filter((link) => !/\bit(\.|\()/.test(readFileSync(join(folder, link), 'utf8')));
  expect(empty).toEqual([]);
});
