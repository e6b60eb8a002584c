import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { smallFramework } from '../../test/support/frameworks.ts';
import { changesBetween } from './frameworkDiff.ts';
import { allCodes, edited, type Edit } from './frameworkEdits.ts';
import { frameworkContent, frameworkFile, type FrameworkContent } from './frameworkFile.ts';

const { content } = smallFramework;
const meaning = { name: 'New', definition: 'What it is.', include: '', exclude: '', example: null };
const told = (made: Edit[]) =>
  changesBetween(content, edited(content, made)).map(({ change, what, name }) => `${change} ${what} ${name}`);

describe('the file of a framework', () => {
  it('is taken as it is', () => {
    expect(frameworkFile.parse(smallFramework)).toEqual(smallFramework);
  });

  const faults = (change: (content: FrameworkContent) => void) => {
    const copy = frameworkContent.parse(content);
    change(copy);
    return frameworkContent
      .safeParse(copy)
      .error?.issues.map((one) => `${one.path.join('/')}: ${one.message}`);
  };

  it('is refused where a key stands twice or leads nowhere, with the place', () => {
    expect(faults(({ elements }) => elements.push(...elements.slice(0, 1)))).toEqual([
      'elements/2/key: ‘parents’ stands twice.',
      'elements/2/poles/+/codes/0/key: ‘meets-daily’ stands twice.',
      'elements/2/poles/+/codes/1/key: ‘good-news’ stands twice.',
      'elements/2/poles/-/codes/0/key: ‘told’ stands twice.',
    ]);
    expect(faults((copy) => (copy.groups = []))).toEqual(['elements/0/group: There is no ‘home’.']);
    expect(faults((copy) => (copy.sources = []))).toHaveLength(3);
    expect(faults(({ crosswalks }) => (crosswalks[0]?.models ?? []).pop())).toEqual([
      'crosswalks/0/marks/1/model: There is no ‘two’.',
    ]);
  });

  it('is refused where an element has no pole', () => {
    expect(
      faults(({ elements }) => {
        const [, motivation] = elements;
        if (motivation !== undefined) motivation.poles['+'] = null;
      }),
    ).toEqual(['elements/1/poles: An element is a strength, a concern or both.']);
  });
});

describe('edits', () => {
  it('leave what was given as it is', () => {
    const before = JSON.stringify(content);
    edited(content, [{ edit: 'framework', title: 'Other', about: 'Else.' }]);
    expect(JSON.stringify(content)).toBe(before);
  });

  it('change words, which the difference tells field by field', () => {
    const name = 'Families take part';
    const [parents] = content.elements;
    const now = parents?.poles['+'] ?? null;
    if (now === null) throw new Error('There is no pole.');
    const { definition, include, exclude, example } = now;
    const next = edited(content, [
      {
        edit: 'pole',
        element: 'parents',
        sign: '+',
        meaning: { name, definition, include, exclude, example },
      },
    ]);
    expect(changesBetween(content, next)).toEqual([
      {
        what: 'pole',
        key: 'parents',
        sign: '+',
        name,
        why: null,
        change: 'words',
        field: 'name',
        before: 'Parents take part',
        after: name,
      },
    ]);
    // Its codes and sources stay with it.
    expect(next.elements[0]?.poles['+']?.codes).toEqual(now.codes);
    expect(next.elements[0]?.poles['+']?.citations).toEqual(now.citations);
  });

  it('add an element, a pole and a code found in what people said', () => {
    const inductive = { on: '2026-03-04', why: 'Heard in four interviews.' };
    const made: Edit[] = [
      { edit: 'add element', name: 'Übergang & Ankunft', level: null, group: null, sign: '-', meaning },
      { edit: 'pole', element: 'ubergang-ankunft', sign: '+', meaning: { ...meaning, name: 'Arrival' } },
      {
        edit: 'add code',
        element: 'ubergang-ankunft',
        sign: '+',
        meaning: { ...meaning, name: 'Told, not asked' },
        inductive,
      },
    ];
    const next = edited(content, made);
    expect(frameworkContent.safeParse(next).success).toBe(true);
    // A code bears a key that no other has.
    expect(allCodes(next).at(-1)).toMatchObject({ key: 'told-not-asked', inductive });
    expect(
      edited(next, [
        {
          edit: 'add code',
          element: 'parents',
          sign: '-',
          meaning: { ...meaning, name: 'Told!' },
          inductive: null,
        },
      ]).elements[0]?.poles['-']?.codes.at(-1)?.key,
    ).toBe('told-2');
    expect(told(made)).toEqual([
      'new element Übergang & Ankunft',
      'new pole Arrival',
      'new code Told, not asked',
      'new pole New',
    ]);
  });

  it('move a code, and set it aside and bring it back', () => {
    expect(told([{ edit: 'move code', code: 'told', element: 'motivation', sign: '+' }])).toEqual([
      'moved code Told, not asked',
    ]);
    const aside: Edit = { edit: 'set aside', what: 'code', key: 'told', why: 'Never heard.' };
    expect(changesBetween(content, edited(content, [aside]))).toMatchObject([
      { change: 'set aside', name: 'Told, not asked', why: 'Never heard.', text: 'A letter, no answer.' },
    ]);
    expect(told([aside, { edit: 'bring back', what: 'code', key: 'told' }])).toEqual([]);
    expect(told([{ edit: 'set aside', what: 'element', key: 'parents', why: 'Elsewhere.' }])).toEqual([
      'set aside element Parents',
    ]);
  });

  it('say in words where something is not there any more', () => {
    const gone = /is not|There is no/;
    expect(() => edited(content, [{ edit: 'code', code: 'gone', meaning }])).toThrow(gone);
    expect(() =>
      edited(content, [{ edit: 'move code', code: 'told', element: 'motivation', sign: '-' }]),
    ).toThrow(gone);
    expect(() =>
      edited(content, [{ edit: 'element', element: 'parents', name: 'P', level: null, group: 'no' }]),
    ).toThrow(gone);
  });

  it('never make two codes of one key, whatever they are called', () => {
    const name = fc
      .string({ minLength: 1, maxLength: 30, unit: 'grapheme' })
      .filter((one) => one.trim() !== '' && !/[\p{Cc}\p{Cs}]/u.test(one));
    fc.assert(
      fc.property(fc.array(name, { maxLength: 8 }), (names) => {
        const made = names.map((one): Edit => ({
          edit: 'add code',
          element: 'parents',
          sign: '+',
          inductive: null,
          meaning: { ...meaning, name: one.trim() },
        }));
        const next = edited(content, made);
        expect(frameworkContent.safeParse(next).error?.issues ?? []).toEqual([]);
        expect(changesBetween(content, next)).toHaveLength(names.length);
        expect(changesBetween(next, content).every(({ change }) => change === 'gone')).toBe(true);
        expect(changesBetween(next, next)).toEqual([]);
      }),
      { numRuns: 60 },
    );
  });
});
