import { poleWords } from '#contract/frameworkSides';
import type { Hit } from '#contract/finding';
import { csvText } from '../imports/index.ts';
import { namesOf, type TableParts } from './table.ts';

const heads = [
  'Source',
  'School',
  'Turn',
  'Speaker',
  'Informant',
  'Start',
  'End',
  'Before',
  'Words',
  'After',
  'Codes',
];

/** What was found, a row each. */
export function foundTable({
  hits,
  frameworks,
}: {
  hits: readonly Hit[];
  frameworks: TableParts['frameworks'];
}): string {
  const names = namesOf(frameworks);
  const codesOf = ({ codes }: Hit) => {
    const said = codes.map((one) => {
      const { element, code } = names(one);
      return `${code === '' ? element : code} (${poleWords[one.pole]}, ${one.by})`;
    });
    return [...new Set(said)].join('; ');
  };
  const rows = hits.map((hit) => [
    hit.title,
    hit.school,
    hit.turn,
    hit.speaker,
    hit.informant,
    hit.start,
    hit.end,
    hit.before,
    hit.words,
    hit.after,
    codesOf(hit),
  ]);
  return csvText([heads, ...rows], { byteOrderMark: true });
}
