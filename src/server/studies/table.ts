import type { Study, StudySchool } from '#contract/studies';
import { columnName } from '#contract/studyWords';
import { csvText, type CsvCell } from '../imports/index.ts';

/** The name or the letter by which a school stands in a file. */
export const shownAs = (school: StudySchool, by: 'letters' | 'names') =>
  by === 'names' ? school.name : school.letter;

/** Schools of the study under the mean of their group, and those who stand in behind them, with all digits. */
export function tableCsv(study: Study, by: 'letters' | 'names'): string {
  const { found, schools } = study;
  const header = [
    ...(by === 'names' ? ['reference'] : []),
    'school',
    found.grouping ?? 'group',
    'type',
    'place in the order',
    ...(study.design === 'matched pairs' ? ['pair'] : []),
    'in the study',
    'context index',
    ...found.columns.map(columnName),
  ];
  const pair = (cell: CsvCell) => (study.design === 'matched pairs' ? [cell] : []);
  const rows = found.groups.flatMap((group): CsvCell[][] => [
    [
      ...(by === 'names' ? [''] : []),
      `mean of ${String(group.schools)} schools`,
      group.name,
      '',
      null,
      ...pair(null),
      '',
      group.index,
      ...group.means,
    ],
    ...schools
      .filter((school) => school.group === group.name)
      .map((school): CsvCell[] => [
        ...(by === 'names' ? [school.reference] : []),
        shownAs(school, by),
        school.group,
        school.kind,
        school.place,
        ...pair(school.pair),
        standingOf(school),
        school.index,
        ...school.values,
      ]),
  ]);
  return csvText([header, ...rows], { byteOrderMark: true });
}

function standingOf({ chosen, declined, leftOut }: StudySchool): string {
  if (leftOut !== null) return 'left out before the draw';
  if (declined !== null) return 'declined';
  return chosen ? 'yes' : 'waits';
}
