import { readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { Code, FrameworkFile, Pole } from '../../src/contract/frameworkFile.ts';
import { folder, parsed, read, sidesOf, signs } from '../support/frameworkFiles.ts';

const keys = [
  'conditions-for-change',
  'leadership-actions',
  'network-sustainability',
  'organisational-resilience',
  'programme-outcomes',
  'resilience-framework',
  'school-elements',
];

/** Whatever a coder can choose: poles and their codes. */
const heardIn = (file: FrameworkFile): (Pole | Code)[] =>
  sidesOf(file).flatMap(({ pole }) => [pole, ...pole.codes]);
const twice = (list: string[]) => list.filter((one, i) => list.indexOf(one) !== i);

describe('the shipped frameworks', () => {
  it('are these seven', () => {
    const files = readdirSync(folder).filter((name) => name.endsWith('.json'));
    expect(files.sort()).toEqual(keys.map((key) => `${key}.json`));
  });

  it.each(keys)('%s is valid, and named like its file', (key) => {
    expect(parsed(key).error?.issues ?? []).toEqual([]);
    expect(read(key)).toMatchObject({ key, version: 1 });
  });

  it.each(keys)('%s says of everything what it is, what counts and what does not, with an example', (key) => {
    const bare = heardIn(read(key)).filter(
      (one) => [one.definition, one.include, one.exclude].includes('') || one.example === null,
    );
    expect(bare.map(({ name }) => name)).toEqual([]);
  });

  it('define no two things with the same words', () => {
    const all = keys.flatMap((key) => heardIn(read(key)));
    expect(all.length).toBeGreaterThan(200);
    expect(twice(all.map(({ definition }) => definition.toLowerCase()))).toEqual([]);
    expect(twice(all.map(({ example }) => example?.text ?? ''))).toEqual([]);
  });

  it.each(keys)('%s has no two codes of the same name in a pole', (key) => {
    const names = sidesOf(read(key)).map(({ pole }) => pole.codes.map(({ name }) => name.toLowerCase()));
    expect(names.flatMap(twice)).toEqual([]);
  });

  it.each(keys)('%s sends nobody to a neighbour that is not there', (key) => {
    const all = heardIn(read(key));
    const names = new Set(all.map(({ name }) => name));
    const neighbours = all.flatMap(({ exclude }) =>
      [...exclude.matchAll(/\(‘(.+?)’\)/g)].flatMap(([, list = '']) => list.split('’, ‘')),
    );
    expect(neighbours.length).toBeGreaterThan(0);
    expect(neighbours.filter((name) => !names.has(name))).toEqual([]);
  });

  it.each(keys)('%s rests on its sources, every one of them, at every pole', (key) => {
    const file = read(key);
    const cited = new Set(
      sidesOf(file)
        .flatMap(({ pole }) => pole.citations)
        .map(({ source }) => source),
    );
    expect(file.content.sources.map((one) => one.key).filter((one) => !cited.has(one))).toEqual([]);
    expect(sidesOf(file).filter(({ pole }) => pole.citations.length === 0)).toEqual([]);
  });

  it.each(keys)('%s marks strengths and failings only where it has that pole', (key) => {
    const file = read(key);
    const has = new Set(sidesOf(file).map(({ element, sign }) => element.key + sign));
    const marks = file.content.crosswalks.flatMap((one) => one.marks);
    expect(marks.filter(({ element, sign }) => !has.has(element + sign))).toEqual([]);
  });

  it('invent no negatives: these have one pole only', () => {
    const single = keys.flatMap((key) =>
      read(key).content.elements.flatMap((one) => {
        const [only, ...others] = signs.filter((sign) => one.poles[sign] !== null);
        return others.length > 0 ? [] : [`${key} ${one.key} ${only}`];
      }),
    );
    const elements = single.filter((one) => one.startsWith('school-elements'));
    expect(elements.map((one) => one.replace('school-elements ', '')).sort()).toEqual([
      'budget +',
      'community-support +',
      'differentiation +',
      'homework +',
      'mobility -',
      'motivation +',
      'relations +',
      'rights +',
      'social-capital +',
    ]);
    const others = keys.filter((key) => key !== 'school-elements').flatMap((key) => sidesOf(read(key)));
    const negative = others.filter(({ sign }) => sign === '-');
    expect(negative.map(({ element }) => element.key)).toEqual(['power-responsibility']);
  });
});

describe('the Resilience Framework', () => {
  it('has the items of its five compartments', () => {
    const { groups, elements } = read('resilience-framework').content;
    const counts = groups.map(({ key }) => [key, elements.filter(({ group }) => group === key).length]);
    expect(counts).toEqual([
      ['basics', 9],
      ['belonging', 12],
      ['learning', 6],
      ['coping', 9],
      ['core-self', 6],
    ]);
  });
});
