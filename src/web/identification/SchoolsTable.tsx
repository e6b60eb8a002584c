import { useDeferredValue, useMemo, useState } from 'react';
import type { Frame } from '#contract/identification';
import { groupNoun } from '#contract/groupingWords';
import { count, decimal, decimalsFor } from '#contract/words';
import { CellBar } from '../ui/CellBar.tsx';
import { SortHeader, type Sort } from '../ui/SortHeader.tsx';
import { Mark } from '../ui/Mark.tsx';
import type { Findings } from '#contract/identificationFindings';
import { numbers } from '#contract/identificationInput';
import { isWeak, toldOf, type Beside } from './beside.ts';
import { fromMiddle, mostFromMiddle } from './fromMiddle.ts';
import { BesideCells, BesideHeads } from './BesideColumns.tsx';
import { alphabet, filterRows, sortRows, type Column, type Filter, type List } from './rows.ts';
import { TableFilters } from './TableFilters.tsx';
import { indexName, measureName } from '#contract/identificationWords';
import { Scroll } from '../ui/Scroll.tsx';

interface SchoolsTableProps {
  frame: Frame;
  findings: Findings;
  beside: Beside;
  list: List;
  onList: (list: List) => void;
  /** The way to the page of a school; null where its name leads nowhere. */
  link: ((school: string, name: string) => React.ReactNode) | null;
  children: React.ReactNode;
}

const first = 10;
/** So many rows a browser builds without a pause; more come in steps. */
const step = 2000;

/** Every school, by filter, search and order. */
export function SchoolsTable(props: SchoolsTableProps) {
  const { frame, findings, beside, list, onList, link, children } = props;
  const [own, setOwn] = useState({ group: -1, find: '' });
  const [sort, setSort] = useState<Sort<Column>>({ by: 'kind', down: false });
  const [most, setMost] = useState(first);
  const filter: Filter = { list, ...own };
  const find = useDeferredValue(own.find);
  const place = alphabet(frame.schools.name);
  const { years } = beside;
  const told = toldOf(beside);
  const rows = useMemo(
    () =>
      sortRows(
        filterRows(frame, findings, { list, group: own.group, find }),
        { findings, place, told, years },
        sort,
      ),
    [frame, findings, told, years, list, own.group, find, place, sort],
  );
  const change = (next: Partial<Filter>) => {
    if (next.list !== undefined) onList(next.list);
    setOwn({ group: next.group ?? own.group, find: next.find ?? own.find });
    setMost(first);
  };
  const more = Math.min(rows.length, most < step ? step : most + step);
  return (
    <section className="section" id="schools" aria-labelledby="schools-title" tabIndex={-1}>
      <div className="tabhead">
        <div>
          <h2 id="schools-title">{headingOf(list, rows.length, findings)}</h2>
          <p className="note">
            {findings.parts.usual ? 'Quarters' : 'Parts'} are of the schools{' '}
            {findings.chosen.missing === undefined ? 'with all values' : 'that take part'}
            {findings.grouping === null ? '' : ` in the same ${groupNoun(findings.grouping)}`}. Bars show
            results above (solid) and below (hatched) the middle
            {findings.grouping === null ? ' of all' : ` of the ${groupNoun(findings.grouping)}`}. Schools are
            not ranked.
          </p>
        </div>
        {children}
      </div>
      <TableFilters filter={filter} findings={findings} onChange={change} />
      <Scroll label="Schools">
        <table className="table schools">
          <thead>
            <tr>
              <SortHeader name="name" sort={sort} onSort={setSort}>
                School
              </SortHeader>
              <SortHeader name="group" sort={sort} onSort={setSort}>
                {findings.grouping ?? 'Group'}
              </SortHeader>
              <SortHeader name="index" sort={sort} onSort={setSort} className="n">
                {indexName(findings.indicators)}
              </SortHeader>
              <th scope="col">Circumstances</th>
              <SortHeader name="result" sort={sort} onSort={setSort} className="n">
                {measureName(findings.measure)}
              </SortHeader>
              <th scope="col">Results</th>
              <BesideHeads beside={beside} sort={sort} onSort={setSort} />
            </tr>
          </thead>
          <Rows frame={frame} findings={findings} beside={beside} rows={rows.slice(0, most)} link={link} />
        </table>
      </Scroll>
      <output className="note under">
        {rows.length === 0
          ? 'No school fits. Clear the search or choose another list.'
          : `Showing ${count(Math.min(most, rows.length))} of ${count(rows.length)}. `}
        {rows.length > most && (
          <button type="button" className="linkish" onClick={() => setMost(more)}>
            {more === rows.length ? 'Show all' : `Show ${count(more)}`}
          </button>
        )}
        {most > first && rows.length > first && (
          <button type="button" className="linkish" onClick={() => setMost(first)}>
            Show fewer
          </button>
        )}
      </output>
    </section>
  );
}

interface RowsProps {
  frame: Frame;
  findings: Findings;
  beside: Beside;
  rows: readonly number[];
  link: SchoolsTableProps['link'];
}

function Rows({ frame, findings, beside, rows, link }: RowsProps) {
  const { result, measure, groups, code, indicators, parts } = findings;
  const indexDigits = useMemo(
    () => (indicators.length > 1 ? 2 : decimalsFor(result.index)),
    [indicators, result],
  );
  const resultDigits = decimalsFor(numbers(measure));
  const most = useMemo(() => mostFromMiddle(findings), [findings]);
  const told = toldOf(beside);
  return (
    <tbody>
      {rows.map((row) => {
        const kind = result.kind[row] ?? 0;
        const mark = (isWeak(findings, told, row) ? weakMarks : marks)[kind] ?? 'none';
        return (
          <tr key={row}>
            <th scope="row">
              <Mark kind={mark} {...(kind === 0 ? {} : { label: kinds[kind] ?? '' })} />
              {link?.(frame.schools.id[row] ?? '', frame.schools.name[row] ?? '') ?? frame.schools.name[row]}
            </th>
            <td>{groups[code[row] ?? -1]?.group ?? '–'}</td>
            <td className="n">{decimal(result.index[row] ?? null, indexDigits)}</td>
            <td>{words(parts.context[result.contextQuartile[row] ?? 0])}</td>
            <td className="n">
              <CellBar value={fromMiddle(findings, row)} most={most} poles />
              {decimal(measure.values[row] ?? null, resultDigits)}
            </td>
            <td>{words(parts.results[result.resultQuartile[row] ?? 0])}</td>
            <BesideCells findings={findings} beside={beside} row={row} />
          </tr>
        );
      })}
    </tbody>
  );
}

const marks = ['none', 'disc', 'diamond'] as const;
const weakMarks = ['none', 'ring', 'cross'] as const;
const kinds = ['', 'Resilient:', 'Struggling:'] as const;

const words = (part: string | undefined) => (part === undefined || part === '' ? '–' : part);

function headingOf(list: List, rows: number, { tally, parts }: Findings): string {
  const schools = rows === 1 ? 'school' : 'schools';
  switch (list) {
    case 'both':
      return tally.resilient + tally.struggling === rows
        ? `The ${count(rows)} ${schools} in the hardest ${parts.hardest}’s two groups`
        : `${count(rows)} ${schools} of the hardest ${parts.hardest}’s two groups`;
    case 'resilient':
      return `${count(rows)} resilient ${schools}`;
    case 'struggling':
      return `${count(rows)} struggling ${schools}`;
    case 'all':
      return `${count(rows)} ${schools} with all values`;
    case 'left out':
      return `${count(rows)} ${schools} left out: a value or the group is missing`;
  }
}
