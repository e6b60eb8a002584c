import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { frameworkContent, type FrameworkContent } from '#contract/frameworkFile';
import { smallFramework } from '../../../test/support/frameworks.ts';
import { frameworkOf } from './codeFramework.ts';
import { codebookOf } from './codeTree.ts';
import type { CodeNode } from './project.ts';

const told = (content: FrameworkContent) =>
  codebookOf({ id: 'a framework', content, used: [], known: new Map() });

/** All that a file keeps of a framework: names and meanings where they stand, no keys. */
const kept = (content: FrameworkContent) => {
  const group = new Map(content.groups.map(({ key, name, about }) => [key, { name, about }]));
  return content.elements.map(({ key: _, group: at, poles, ...element }) => ({
    ...element,
    group: group.get(at ?? ''),
    poles: (['+', '-', 'none'] as const).map((side) => {
      const pole = poles[side] ?? null;
      return pole && { ...pole, citations: [], codes: pole.codes.map(({ key: __, ...code }) => code) };
    }),
  }));
};

describe('a framework and a tree of codes', () => {
  it('say the same, there and back', () => {
    const { content } = smallFramework;
    expect(kept(frameworkOf(told(content)).content)).toEqual(kept(content));
  });

  const word = fc
    .string({ minLength: 1, maxLength: 40, unit: 'grapheme' })
    .map((text) => text.replaceAll(/[\s\p{Cc}\p{Cs}]+/gu, ' ').trim() || 'word')
    // Words that look like one of the labels are read as such.
    .filter((text) => !text.includes(':') && !text.includes('('));
  const meaning = fc.record({
    name: word,
    definition: word,
    include: fc.oneof(fc.constant(''), word),
    exclude: fc.oneof(fc.constant(''), word),
    example: fc.option(fc.record({ text: word, who: word.filter((who) => !who.includes(')')) })),
  });
  const codesOf = fc.array(
    fc.record({
      meaning,
      inductive: fc.option(fc.record({ on: fc.constant('2026-03-04'), why: word })),
      setAside: fc.option(word),
    }),
    { maxLength: 4 },
  );
  const poleOf = fc.record({ meaning, codes: codesOf });
  const elementsOf = fc.array(
    fc.record({
      name: word,
      level: fc.constantFrom('school', 'teacher', null),
      grouped: fc.boolean(),
      '+': poleOf,
      '-': fc.option(poleOf),
    }),
    { minLength: 1, maxLength: 5 },
  );

  it('say the same, whatever the framework', () => {
    fc.assert(
      fc.property(elementsOf, (list) => {
        let next = 0;
        const pole = (one: { meaning: object; codes: { meaning: object }[] } | null) =>
          one && {
            ...one.meaning,
            codes: one.codes.map(({ meaning: words, ...code }) => ({
              ...words,
              ...code,
              key: `k${String(next++)}`,
            })),
          };
        // A file has groups before what stands in none.
        const ordered = list.toSorted((a, b) => Number(b.grouped) - Number(a.grouped));
        const content = frameworkContent.parse({
          title: 'Words',
          about: 'For trying.',
          groups: ordered.some(({ grouped }) => grouped)
            ? [{ key: 'g', name: 'A group', about: 'Of some.' }]
            : [],
          elements: ordered.map((one, i) => ({
            key: `e${String(i)}`,
            name: one.name,
            level: one.level,
            group: one.grouped ? 'g' : null,
            poles: { '+': pole(one['+']), '-': pole(one['-']) },
            setAside: null,
          })),
        });
        const { content: back } = frameworkOf(told(content));
        expect(kept(back)).toEqual(kept(content));
        expect(frameworkContent.safeParse(back).success).toBe(true);
      }),
    );
  });

  const leaf = (name: string, children: CodeNode[] = []): CodeNode => ({
    guid: name,
    name,
    codable: true,
    description: '',
    pole: null,
    whole: false,
    memos: [],
    children,
  });

  it('take codes of any depth: a group, an element, and names with the way to them', () => {
    const codes = [leaf('A', [leaf('B', [leaf('C', [leaf('D')])])]), leaf('Alone')];
    const { content, sayings } = frameworkOf({ guid: 'x', title: 'Foreign', about: '', codes });
    expect(content.groups.map(({ name }) => name)).toEqual(['A']);
    expect(content.elements.map(({ name, group }) => [name, group])).toEqual([
      ['A', 'a'],
      ['B', 'a'],
      ['Alone', null],
    ]);
    expect(content.elements[1]?.poles.none?.codes.map(({ name }) => name)).toEqual(['C', 'C › D']);
    expect([...sayings.keys()].toSorted((a, b) => a.localeCompare(b))).toEqual(['A', 'Alone', 'B', 'C', 'D']);
    expect(frameworkContent.safeParse(content).success).toBe(true);
  });
});
