import { methodParagraph } from '#contract/studyMethodWords';
import { columnDigits, differenceWords, settingWords, studyTitle } from '#contract/studyWords';
import { decimal } from '#contract/words';
import { paragraph, textTable } from '../textTable.ts';
import type { StudyAnswer, StudyRow } from './study.ts';

/** The schools drawn, against the means of their groups; who stands in for whom; and the paragraph. */
export function studyText(study: StudyAnswer): string {
  const { facts, schools } = study;
  const title = `${studyTitle(facts.found)}, drawn by lot: ${settingWords(facts)}, seed ${String(facts.seed)}.`;
  const leftOut = schools.filter((one) => one.leftOut !== null);
  return [
    `${title}\n\n${drawnTable(study)}`,
    ...(leftOut.length === 0
      ? []
      : [
          `Left out before the draw\n\n${textTable(
            [{ head: 'id' }, { head: 'name' }, { head: 'reason' }],
            leftOut.map(({ id, name, leftOut: why }) => [id, name, why ?? '']),
          )}`,
        ]),
    `Who stands in, in this order\n\n${orderTable(study)}`,
    `For a method section\n\n${paragraph(methodParagraph(facts))}`,
  ].join('\n');
}

/** Each school drawn under the mean of its group, with the difference from it. */
function drawnTable({ facts, columns, schools }: StudyAnswer): string {
  const drawn = schools.filter((one) => one.drawn);
  const digits = columns.map((_, i) => columnDigits(schools.map(({ values }) => values[i] ?? null)));
  const groups = facts.found.groups.filter(({ name }) => drawn.some(({ group }) => group === name));
  const rows = groups.flatMap((group) => [
    [
      '',
      `${group.name === '' ? 'All' : group.name}: mean of ${String(group.schools)} schools`,
      '',
      ...columns.flatMap((_, i) => [decimal(group.means[i] ?? null, digits[i] ?? 0), '']),
    ],
    ...drawn
      .filter((one) => one.group === group.name)
      .map((school) => [
        school.id,
        school.name,
        kindOf(school),
        ...columns.flatMap((_, i) => {
          const value = school.values[i] ?? null;
          const digit = digits[i] ?? 0;
          return [decimal(value, digit), differenceWords(value, group.means[i] ?? null, digit)];
        }),
      ]),
  ]);
  const heads = columns.flatMap(({ label }) => [
    { head: label, right: true },
    { head: '±', right: true },
  ]);
  return textTable([{ head: 'id' }, { head: 'name' }, { head: 'kind' }, ...heads], rows);
}

const kindOf = ({ kind, pair }: StudyRow) => (pair === null ? kind : `${kind}, pair ${String(pair)}`);

/** So many a group stand on the screen; JSON and CSV have all. */
const most = 5;

function orderTable({ facts, schools }: StudyAnswer): string {
  const each = facts.design === 'each kind';
  const seen = new Map<string, number>();
  const rows = schools
    .filter(({ drawn, place }) => !drawn && place !== null)
    .filter(({ group, kind }) => {
      const order = each ? `${group} ${kind}` : group;
      seen.set(order, (seen.get(order) ?? 0) + 1);
      return (seen.get(order) ?? 0) <= most;
    })
    .map((school) => [school.group, String(school.place), school.id, school.name, kindOf(school)]);
  if (rows.length === 0) return '  Nobody: all were drawn.\n';
  const columns = [
    { head: facts.found.grouping ?? '' },
    { head: 'place', right: true },
    { head: 'id' },
    { head: 'name' },
    { head: 'kind' },
  ];
  const hidden = [...seen.values()].reduce((sum, count) => sum + Math.max(0, count - most), 0);
  const more = hidden === 0 ? '' : `  … and ${String(hidden)} more: --format json has all.\n`;
  return `${textTable(columns, rows)}${more}`;
}
