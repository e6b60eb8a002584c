import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { allCodes, allPoles } from '#contract/frameworkEdits';
import { frameworkFile, type FrameworkFile } from '#contract/frameworkFile';

const folder = join(import.meta.dirname, '../../frameworks');
const files: FrameworkFile[] = readdirSync(folder)
  .filter((name) => name.endsWith('.json'))
  .map((name) => {
    const file = frameworkFile.parse(JSON.parse(readFileSync(join(folder, name), 'utf8')));
    expect(`${file.key}.json`).toBe(name);
    return file;
  });
const elements = files.find(({ key }) => key === 'school-elements')?.content;
if (elements === undefined) throw new Error('There is no file of school elements.');

describe('the frameworks that come with the product', () => {
  it('are the seven', () => {
    expect(files.map(({ key }) => key).toSorted()).toEqual([
      'conditions-for-change',
      'leadership-actions',
      'network-sustainability',
      'organisational-resilience',
      'programme-outcomes',
      'resilience-framework',
      'school-elements',
    ]);
  });

  it.each(files)(
    '$key says of every term what it is, what counts, what does not, and an invented example',
    ({ content }) => {
      const terms = [...allPoles(content), ...allCodes(content)];
      for (const { name, definition, include, exclude, example } of terms) {
        const lengths = [definition, include, exclude, example?.text ?? '', example?.who ?? ''].map(
          (text) => text.length,
        );
        expect(Math.min(...lengths), name).toBeGreaterThan(3);
      }
      const told = (pick: (term: (typeof terms)[number]) => string) => new Set(terms.map(pick)).size;
      expect(told(({ definition }) => definition)).toBe(terms.length);
      expect(told(({ example }) => example?.text ?? '')).toBe(terms.length);
      for (const { name, codes } of allPoles(content))
        expect(new Set(codes.map((one) => one.name)).size, name).toBe(codes.length);
    },
  );

  it.each(files)('$key cites each of its sources', ({ content }) => {
    const cited = new Set([
      ...allPoles(content).flatMap(({ citations }) => citations.map(({ source }) => source)),
      ...content.crosswalks.flatMap(({ models }) => models.map(({ source }) => source)),
    ]);
    expect(content.sources.map(({ key }) => key).filter((key) => !cited.has(key))).toEqual([]);
    for (const { name, citations } of allPoles(content)) expect(citations.length, name).toBeGreaterThan(0);
  });
});

describe('effective and ineffective school elements', () => {
  const codes = (key: string, sign: '+' | '-') =>
    elements.elements.find((one) => one.key === key)?.poles[sign]?.codes.length;

  it('have at least a hundred codes, and as many of a group as the study', () => {
    expect(allCodes(elements).length).toBeGreaterThanOrEqual(100);
    expect([codes('focus-on-learning', '+'), codes('parents', '+'), codes('expectations', '+')]).toEqual([
      8, 6, 1,
    ]);
    expect([codes('leadership', '+'), codes('staff', '+'), codes('differentiation', '+')]).toEqual([
      13, 5, 3,
    ]);
    expect(
      ['focus-on-learning', 'parents', 'expectations', 'leadership'].map((key) => codes(key, '-')),
    ).toEqual([2, 5, 6, 7]);
  });

  it('have no negative pole where research names none, and none but that where it names no other', () => {
    const only = (sign: '+' | '-') =>
      elements.elements
        .filter(({ poles }) => poles[sign === '+' ? '-' : '+'] === null)
        .map(({ key }) => key)
        .toSorted();
    expect(only('+')).toEqual([
      'adults',
      'budget',
      'community',
      'differentiation',
      'homework',
      'motivation',
      'rights',
      'social-capital',
    ]);
    expect(only('-')).toEqual(['mobility']);
  });

  const marks = (key: string) =>
    elements.crosswalks
      .find((one) => one.key === key)
      ?.marks.map(({ element, model, sign }) => `${element} ${model} ${sign}`)
      .toSorted();

  it('are compared as in Table 1 of the study', () => {
    const rows: Record<string, string> = {
      'shared-vision': 'effective resilient study',
      culture: 'effective resilient study',
      leadership: 'effective resilient study',
      parents: 'effective resilient study',
      expectations: 'effective resilient study',
      time: 'effective resilient',
      monitoring: 'effective study',
      teaching: 'resilient study',
      adults: 'resilient',
      celebration: 'resilient study',
      community: 'resilient study',
      budget: 'resilient',
    };
    const expected = Object.entries(rows).flatMap(([element, models]) =>
      models.split(' ').map((model) => `${element} ${model} +`),
    );
    expect(marks('correlates')).toEqual(expected.toSorted());
  });

  it('are compared by five models as in its Annex 1, failings where the models name them', () => {
    const found = marks('five-models') ?? [];
    const of = (model: string, sign: string) =>
      found.filter((mark) => mark.endsWith(` ${model} ${sign}`)).map((mark) => mark.split(' ')[0]);
    expect(of('lezotte', '+')).toEqual([
      'culture',
      'expectations',
      'leadership',
      'monitoring',
      'parents',
      'shared-vision',
      'time',
    ]);
    expect(of('lezotte', '-')).toEqual([]);
    expect(of('reynolds', '-')).toEqual([]);
    expect([of('stringfield', '+'), of('grift', '+')]).toEqual([[], []]);
    expect(of('stringfield', '-')).toEqual([
      'celebration',
      'focus-on-learning',
      'leadership',
      'material',
      'staff',
      'teaching',
      'time',
    ]);
    expect(of('grift', '-')).toEqual([
      'leadership',
      'material',
      'mobility',
      'monitoring',
      'stable-leadership',
      'staff',
      'strugglers',
      'teaching',
      'time',
    ]);
    // Each mark lies in a pole that the element has.
    for (const mark of found) {
      const [key, , sign] = mark.split(' ');
      expect(elements.elements.find((one) => one.key === key)?.poles[sign as '+' | '-'], mark).not.toBeNull();
    }
  });
});
