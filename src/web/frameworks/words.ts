import { allPoles } from '#contract/frameworkEdits';
import type { Element, FrameworkContent, Level, Pole, Side, Sign } from '#contract/frameworkFile';
import { counted } from '#contract/words';

export const levels: readonly { value: Level; label: string }[] = [
  { value: 'system', label: 'System' },
  { value: 'school', label: 'School' },
  { value: 'principal', label: 'Principal' },
  { value: 'teacher', label: 'Teacher' },
  { value: 'pupil', label: 'Pupil' },
];

export const levelName = (level: Level | null): string =>
  levels.find(({ value }) => value === level)?.label ?? '';

export const signs: readonly Sign[] = ['-', '+'];
export const signMark: Record<Side, string> = { '+': '+', '-': '−', none: '·' };
export const poleWords: Record<Side, { column: string; one: string }> = {
  '+': { column: 'When it is a strength', one: 'strength' },
  '-': { column: 'When it is a concern', one: 'concern' },
  none: { column: 'Whichever way', one: 'matter that is neither' },
};

/** **22 elements, 118 codes**; most can be a strength or a concern, and the two are described separately. */
export function sizeWords(content: FrameworkContent, size: { elements: number; codes: number }) {
  const both = content.elements.filter(({ poles }) => poles['+'] !== null && poles['-'] !== null).length;
  const codes = size.codes === 0 ? '' : `, ${counted(size.codes, 'code')}`;
  const most = both * 2 > content.elements.length ? 'most' : both === 1 ? 'one' : 'some';
  return {
    bold: `${counted(size.elements, 'element')}${codes}`,
    after: content.elements.every(({ poles }) => poles['+'] === null && poles['-'] === null)
      ? '; none of them says whether it is a strength or a concern.'
      : both === 0
        ? '; each is a strength where it is heard.'
        : `; ${most} can be a strength or a concern, and the two are described separately.`,
  };
}

/** Whether an element, one of its poles or codes is called so, or speaks of it. */
export function fits(element: Element, find: string): boolean {
  const wanted = find.trim().toLowerCase();
  if (wanted === '') return true;
  const texts = [element.name, ...allOf(element).flatMap((pole) => [pole, ...pole.codes].flatMap(textsOf))];
  return texts.some((text) => text.toLowerCase().includes(wanted));
}

const allOf = (element: Element): Pole[] => allPoles({ elements: [element] });
const textsOf = ({ name, definition, include }: Pick<Pole, 'name' | 'definition' | 'include'>) => [
  name,
  definition,
  include,
];

/** Where the words of an element rest: each source once, with its places. */
export function sourcesOf(element: Element, { sources }: FrameworkContent): string[] {
  const places = new Map<string, string[]>();
  for (const { citations } of allOf(element)) {
    for (const { source, place } of citations) {
      const known = places.get(source) ?? [];
      if (place !== '' && !known.includes(place)) known.push(place);
      places.set(source, known);
    }
  }
  return [...places].map(([key, found]) => {
    const citation = sources.find((one) => one.key === key)?.citation ?? key;
    return found.length === 0 ? citation : `${citation} (${found.join('; ')})`;
  });
}
