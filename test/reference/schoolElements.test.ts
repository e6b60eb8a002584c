import { describe, expect, it } from 'vitest';
import type { Sign } from '../../src/contract/frameworkFile.ts';
import { read, sidesOf, signs } from '../support/frameworkFiles.ts';

/** How many codes the published study had in a group, or the mission asks for. */
const least: [element: string, sign: Sign, codes: number][] = [
  ['focus-on-learning', '+', 8],
  ['focus-on-learning', '-', 2],
  ['parents', '+', 6],
  ['parents', '-', 5],
  ['high-expectations', '+', 1],
  ['high-expectations', '-', 6],
  ['leadership', '+', 13],
  ['leadership', '-', 7],
  ['professional-development', '+', 5],
  ['differentiation', '+', 3],
];

/** Annex 1: the level by which it sets out the elements it names. */
const annexLevels: Record<string, string[]> = {
  school: [
    'focus-on-learning',
    'public-celebration',
    'high-expectations',
    'core-targets',
    'professional-development',
    'shared-vision',
    'culture',
    'parents',
    'rights',
  ],
  principal: ['leadership'],
  teacher: ['effective-teaching', 'measures-for-strugglers', 'monitoring'],
};

/** Table 1, a row a line: where each is marked. Its first row is two elements here. */
const tableOne: Record<string, string> = {
  'shared-vision': 'effective-schools resilient-schools study',
  'focus-on-learning': 'effective-schools resilient-schools study',
  culture: 'effective-schools resilient-schools study',
  leadership: 'effective-schools resilient-schools study',
  parents: 'effective-schools resilient-schools study',
  'high-expectations': 'effective-schools resilient-schools study',
  'productive-time': 'effective-schools resilient-schools',
  monitoring: 'effective-schools study',
  'effective-teaching': 'resilient-schools study',
  relations: 'resilient-schools',
  'public-celebration': 'resilient-schools study',
  'community-support': 'resilient-schools study',
  budget: 'resilient-schools',
};

/** The seven correlates, and where Annex 1 and the review of literature name a strength or a failing. */
const named: Record<string, Record<Sign, string>> = {
  'lezotte-snyder': {
    '+': 'culture focus-on-learning high-expectations leadership monitoring parents productive-time shared-vision',
    '-': '',
  },
  'sammons-bakkum': {
    '+': 'culture effective-teaching focus-on-learning high-expectations leadership monitoring parents productive-time professional-development public-celebration rights shared-vision',
    '-': 'culture effective-teaching high-expectations leadership professional-development shared-vision',
  },
  reynolds: {
    '+': 'culture effective-teaching focus-on-learning high-expectations leadership monitoring parents productive-time professional-development public-celebration rights shared-vision',
    '-': '',
  },
  stringfield: {
    '+': '',
    '-': 'core-targets effective-teaching focus-on-learning leadership productive-time professional-development public-celebration',
  },
  'van-de-grift-houtveen': {
    '+': '',
    '-': 'core-targets effective-teaching leadership measures-for-strugglers mobility monitoring professional-development stable-leadership',
  },
};

describe('effective and ineffective school elements', () => {
  const file = read('school-elements');
  const elementOf = (key: string) => file.content.elements.find((one) => one.key === key);
  const marksOf = (key: string) => file.content.crosswalks.find((one) => one.key === key)?.marks ?? [];

  it('has at least a hundred codes', () => {
    expect(sidesOf(file).flatMap(({ pole }) => pole.codes).length).toBeGreaterThanOrEqual(100);
  });

  it.each(least)('%s %s has at least %i', (element, sign, codes) => {
    expect(elementOf(element)?.poles[sign]?.codes.length ?? 0).toBeGreaterThanOrEqual(codes);
  });

  it('places elements at the level of Annex 1', () => {
    for (const [level, elements] of Object.entries(annexLevels))
      for (const key of elements) expect(elementOf(key)?.level, key).toBe(level);
  });

  it('says which elements the study found in its interviews', () => {
    const found = sidesOf(file).filter(({ pole }) =>
      pole.definition.includes('found this in its interviews'),
    );
    expect(found.map(({ element }) => element.key).sort()).toEqual([
      'differentiation',
      'motivation',
      'social-capital',
    ]);
  });

  it('compares the correlates and factors as Table 1 does', () => {
    const expected = Object.entries(tableOne).flatMap(([element, models]) =>
      models.split(' ').map((model) => `${element} ${model} +`),
    );
    const marks = marksOf('correlates').map(({ element, model, sign }) => `${element} ${model} ${sign}`);
    expect(marks.sort()).toEqual(expected.sort());
  });

  it('numbers the seven correlates', () => {
    const numbered = marksOf('correlates').flatMap(({ element, place }) => {
      const number = /correlate (\d)/.exec(place)?.[1];
      return number === undefined ? [] : [`${number} ${element}`];
    });
    expect(numbered.sort()).toEqual([
      '1 high-expectations',
      '2 leadership',
      '3 focus-on-learning',
      '3 shared-vision',
      '4 productive-time',
      '5 monitoring',
      '6 culture',
      '7 parents',
    ]);
  });

  it.each(Object.entries(named))('marks what %s names', (model, expected) => {
    for (const sign of signs) {
      const marks = marksOf('five-models').filter((one) => one.model === model && one.sign === sign);
      expect(
        marks
          .map(({ element }) => element)
          .sort()
          .join(' '),
        sign,
      ).toBe(expected[sign]);
    }
  });
});
