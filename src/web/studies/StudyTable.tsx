import { useMemo, type ReactNode } from 'react';
import type { Study, StudyColumn, StudyGroup, StudySchool } from '#contract/studies';
import { columnDigits, differenceWords } from '#contract/studyWords';
import { groupNoun, groupNouns } from '#contract/groupingWords';
import { count, decimal, inWords } from '#contract/words';
import { Mark } from '../ui/Mark.tsx';
import { Scroll } from '../ui/Scroll.tsx';
import { headsOf, type Head } from './heads.ts';
import { SchoolName, type Naming } from './SchoolName.tsx';
import { tableTitle } from './titles.ts';

interface StudyTableProps {
  study: Study;
  naming: Naming;
  /** Keys of the columns shown. */
  shown: ReadonlySet<string>;
  children: ReactNode;
}

/** Which columns a study opens with: what it was computed from, pupils, and the same result in its years. */
export function usualColumns({ columns }: Study['found']): string[] {
  const result = columns.find(({ role, used }) => role === 'result' && used);
  const usual = columns.filter(
    ({ role, used, label }) => used || role === 'pupils' || (role === 'result' && label === result?.label),
  );
  return usual.map(({ key }) => key);
}

/** Each school of the study beside the others of its group, under the group's mean, as in a paper. */
export function StudyTable({ study, naming, shown, children }: StudyTableProps) {
  const { found, schools } = study;
  const columns = useMemo(() => withDigits(study, shown), [study, shown]);
  const { heads, notes } = useMemo(() => headsOf(columns.map(({ column }) => column)), [columns]);
  const groups = found.groups.filter(({ name }) => schools.some((one) => one.chosen && one.group === name));
  const number = inWords(study.now.resilient + study.now.struggling);
  return (
    <section className="section table-part" aria-labelledby="table-title">
      <div className="tabhead">
        <h2 id="table-title">{tableTitle(study)}</h2>
        {children}
      </div>
      <Scroll label="The schools of the study">
        <table className="table paper">
          <caption>
            <span className="told-above">
              <b>
                Table 1. The {number} schools
                {found.grouping === null
                  ? ''
                  : ` and their ${groups.length === 1 ? groupNoun(found.grouping) : groupNouns(found.grouping)}`}
                .
              </b>{' '}
              <span className="small-print">
                In small figures the difference from the mean
                {found.grouping === null ? '' : ` of the ${groupNoun(found.grouping)}`}.
              </span>
            </span>
          </caption>
          <Headings heads={heads} />
          {groups.map((group) => (
            <Group key={group.name} {...{ group, columns, naming }}>
              {schools.filter((one) => one.chosen && one.group === group.name)}
            </Group>
          ))}
        </table>
      </Scroll>
      <p className="note under">
        <Mark kind="disc" />
        resilient &ensp; <Mark kind="diamond" />
        struggling. Means are over the schools of the group that have all values. {notes.join(' ')}{' '}
        {naming.by === 'names' && !naming.printed && 'Shared and printed copies show letters. '}
        {found.source ?? ''}
      </p>
    </section>
  );
}

/** A measure over its years; one row where no measure has several. */
function Headings({ heads }: { heads: readonly Head[] }) {
  const rows = heads.some(({ periods }) => periods.length > 1) ? 2 : 1;
  return (
    <thead>
      <tr>
        <th scope="col" rowSpan={rows}>
          School
        </th>
        {heads.map(({ label, periods }, i) =>
          periods.length > 1 ? (
            <th scope="colgroup" className="over" colSpan={periods.length} key={i}>
              <span>{label}</span>
            </th>
          ) : (
            <th scope="col" className="n" rowSpan={rows} key={i}>
              {label}
            </th>
          ),
        )}
      </tr>
      {rows > 1 && (
        <tr>
          {heads.flatMap(({ periods }, i) =>
            periods.length > 1
              ? periods.map((period) => (
                  <th scope="col" className="n" key={`${String(i)} ${period}`}>
                    {period}
                  </th>
                ))
              : [],
          )}
        </tr>
      )}
    </thead>
  );
}

interface Shown {
  column: StudyColumn;
  /** Its place among the values. */
  at: number;
  digits: number;
}

function withDigits({ found, schools }: Study, shown: ReadonlySet<string>): Shown[] {
  return found.columns.flatMap((column, at) =>
    shown.has(column.key)
      ? [{ column, at, digits: columnDigits(schools.map(({ values }) => values[at] ?? null)) }]
      : [],
  );
}

interface GroupProps {
  group: StudyGroup;
  columns: readonly Shown[];
  naming: Naming;
  children: readonly StudySchool[];
}

function Group({ group, columns, naming, children: schools }: GroupProps) {
  return (
    <tbody>
      <tr className="reg">
        <th scope="rowgroup">
          {group.name !== '' && <b>{group.name}</b>} mean of {count(group.schools)} schools
        </th>
        {columns.map(({ column, at, digits }) => (
          <td className="n" key={column.key}>
            {decimal(group.means[at] ?? null, digits)}
            {column.role !== 'pupils' && <small />}
          </td>
        ))}
      </tr>
      {schools.map((school) => (
        <tr key={school.school}>
          <th scope="row">
            <Mark
              kind={school.kind === 'resilient' ? 'disc' : 'diamond'}
              label={school.kind === 'resilient' ? 'Resilient:' : 'Struggling:'}
            />
            <SchoolName school={school} naming={naming} />
          </th>
          {columns.map(({ column, at, digits }) => (
            <td className="n" key={column.key}>
              {decimal(school.values[at] ?? null, digits)}
              {column.role !== 'pupils' && (
                <small>{differenceWords(school.values[at] ?? null, group.means[at] ?? null, digits)}</small>
              )}
            </td>
          ))}
        </tr>
      ))}
    </tbody>
  );
}
