import type { Learned } from '#contract/suggestions';
import { poleWords } from '#contract/frameworkSides';
import { namesOf, type TableParts } from '../coding/index.ts';
import { csvText } from '../imports/index.ts';

const headings = [
  'Framework',
  'Element',
  'Pole',
  'Code',
  'Given',
  'Held out',
  'Units held out',
  'Given there',
  'Suggested there',
  'Right there',
  'Suggested now',
];

const stateWords = {
  few: 'too little to learn from',
  chance: 'the words do not tell it',
  learned: '',
} as const;

/** A line for each code that was learned from. */
export function learnedTable({ codes }: Learned, frameworks: TableParts['frameworks']): string {
  const latest = new Map<string, number>();
  for (const { framework, version } of frameworks)
    latest.set(framework, Math.max(latest.get(framework) ?? 0, version));
  const names = namesOf(frameworks);
  const rows = codes.map(({ target, given, state, by, heldOut, suggested }) => {
    const { framework, element, code } = names({ ...target, version: latest.get(target.framework) ?? 1 });
    return [
      framework,
      element,
      poleWords[target.pole],
      code,
      given,
      state === 'learned' ? (by ?? '') : stateWords[state],
      heldOut?.units ?? null,
      heldOut?.given ?? null,
      heldOut?.suggested ?? null,
      heldOut?.right ?? null,
      suggested,
    ];
  });
  return csvText([headings, ...rows], { byteOrderMark: true });
}
