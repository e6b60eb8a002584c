import { useDeferredValue, useMemo, useState } from 'react';
import type { Frame } from '#contract/identification';
import { count, decimal, decimalsFor, inSentence } from '#contract/words';
import { SortHeader, type Sort } from '../ui/SortHeader.tsx';
import { Mark } from '../ui/Mark.tsx';
import type { Findings } from '#contract/identificationFindings';
import { alphabet, filterRows, sortRows, type Column, type Filter, type List } from './rows.ts';
import { TableFilters } from './TableFilters.tsx';
import { indexName, measureName } from '#contract/identificationWords';
import { contextQuarters, resultQuarters } from './sentences.ts';
import { Scroll } from '../ui/Scroll.tsx';

interface SchoolsTableProps {
  frame: Frame;
  findings: Findings;
  /** Rows drawn for study. */
  sample: ReadonlySet<number>;
  list: List;
  onList: (list: List) => void;
  /** The way to the page of a school; null where its name leads nowhere. */
  link: ((school: string, name: string) => React.ReactNode) | null;
  children: React.ReactNode;
}

/** In the list of those drawn, nobody needs to be told apart. */
const nobody: ReadonlySet<number> = new Set();
const first = 10;
/** So many rows a browser builds without a pause; more come in steps. */
const step = 2000;

/** Every school, by filter, search and order. */
export function SchoolsTable({ frame, findings, sample, list, onList, link, children }: SchoolsTableProps) {
  const [own, setOwn] = useState({ group: -1, find: '' });
  const [sort, setSort] = useState<Sort<Column>>({ by: 'kind', down: false });
  const [most, setMost] = useState(first);
  const filter: Filter = { list, ...own };
  const find = useDeferredValue(own.find);
  const place = useMemo(() => alphabet(frame.schools.name), [frame]);
  const rows = useMemo(
    () =>
      sortRows(filterRows(frame, findings, sample, { list, group: own.group, find }), findings, place, sort),
    [frame, findings, sample, list, own.group, find, place, sort],
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
            Quarters are of the schools with all values
            {findings.grouping === null ? '' : ` in the same ${inSentence(findings.grouping)}`}. Schools are
            not ranked.
          </p>
        </div>
        {children}
      </div>
      <TableFilters filter={filter} findings={findings} hasSample={sample.size > 0} onChange={change} />
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
            </tr>
          </thead>
          <Rows
            frame={frame}
            findings={findings}
            sample={list === 'drawn' ? nobody : sample}
            rows={rows.slice(0, most)}
            link={link}
          />
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
  sample: ReadonlySet<number>;
  rows: readonly number[];
  link: SchoolsTableProps['link'];
}

function Rows({ frame, findings, sample, rows, link }: RowsProps) {
  const { result, measure, groups, code, indicators } = findings;
  const indexDigits = useMemo(
    () => (indicators.length > 1 ? 2 : decimalsFor(result.index)),
    [indicators, result],
  );
  const resultDigits = useMemo(
    () => decimalsFor(measure.values.filter((value) => value !== null)),
    [measure],
  );
  return (
    <tbody>
      {rows.map((row) => {
        const kind = result.kind[row] ?? 0;
        return (
          <tr key={row} className={sample.has(row) ? 'chosen' : undefined}>
            <th scope="row">
              <Mark kind={marks[kind] ?? 'none'} {...(kind === 0 ? {} : { label: kinds[kind] ?? '' })} />
              {link?.(frame.schools.id[row] ?? '', frame.schools.name[row] ?? '') ?? frame.schools.name[row]}
              {sample.has(row) && <span className="tag">drawn</span>}
            </th>
            <td>{groups[code[row] ?? -1]?.group ?? '–'}</td>
            <td className="n">{decimal(result.index[row] ?? null, indexDigits)}</td>
            <td>{words(contextQuarters[result.contextQuartile[row] ?? 0])}</td>
            <td className="n">{decimal(measure.values[row] ?? null, resultDigits)}</td>
            <td>{words(resultQuarters[result.resultQuartile[row] ?? 0])}</td>
          </tr>
        );
      })}
    </tbody>
  );
}

const marks = ['none', 'disc', 'diamond'] as const;
const kinds = ['', 'Resilient:', 'Struggling:'] as const;

function words(quarter: string | undefined): string {
  return quarter === undefined || quarter === '' ? '–' : `${quarter} quarter`;
}

function headingOf(list: List, rows: number, { tally }: Findings): string {
  const schools = rows === 1 ? 'school' : 'schools';
  switch (list) {
    case 'both':
      return tally.resilient + tally.struggling === rows
        ? `The ${count(rows)} ${schools} in the hardest quarter’s two groups`
        : `${count(rows)} ${schools} of the hardest quarter’s two groups`;
    case 'resilient':
      return `${count(rows)} resilient ${schools}`;
    case 'struggling':
      return `${count(rows)} struggling ${schools}`;
    case 'drawn':
      return `${count(rows)} ${schools} drawn for study`;
    case 'all':
      return `${count(rows)} ${schools} with all values`;
    case 'left out':
      return `${count(rows)} ${schools} left out: a value or the group is missing`;
  }
}
