import { useMemo, useState } from 'react';
import type { Frame } from '#contract/identification';
import type { Findings } from '#contract/identificationFindings';
import { indexName } from '#contract/identificationWords';
import { count, decimal } from '#contract/words';
import { Scroll } from '../../ui/Scroll.tsx';
import { SortHeader, type Sort } from '../../ui/SortHeader.tsx';
import { alphabet } from '../rows.ts';
import type { Modelled } from '../useModel.ts';
import type { Disagreeing } from './disagreements.ts';
import { IntervalBar } from './IntervalBar.tsx';
import { intervalOf } from './intervals.ts';
import { signed } from './signed.ts';

interface DisagreeTableProps {
  frame: Frame;
  findings: Findings;
  told: Modelled;
  list: Disagreeing;
}

type Column = 'name' | 'group' | 'index';
const first = 10;

/** In the order of names, groups or circumstances; by how much schools differ nobody is put in order. */
export function DisagreeTable({ frame, findings, told, list }: DisagreeTableProps) {
  const { result, code, groups, grouping, indicators } = findings;
  const [sort, setSort] = useState<Sort<Column>>({ by: 'name', down: false });
  const [all, setAll] = useState(false);
  const place = alphabet(frame.schools.name);
  const rows = useMemo(() => {
    const value = (row: number) =>
      ({ name: place[row], group: code[row], index: result.index[row] })[sort.by] ?? NaN;
    const sign = sort.down ? -1 : 1;
    return list.schools.toSorted(
      (a, b) => sign * (value(a.row) - value(b.row)) || (place[a.row] ?? 0) - (place[b.row] ?? 0),
    );
  }, [list, place, code, result, sort]);
  const shown = all ? rows : rows.slice(0, first);
  const { effects } = told.model.fit;
  const interval = (row: number) => intervalOf(effects, row);
  const reach = Math.max(...rows.map(({ row }) => interval(row).reach));
  return (
    <>
      <Scroll label={list.label}>
        <table className="table">
          <thead>
            <tr>
              <SortHeader name="name" sort={sort} onSort={setSort}>
                School
              </SortHeader>
              <SortHeader name="group" sort={sort} onSort={setSort}>
                {grouping ?? 'Group'}
              </SortHeader>
              <SortHeader name="index" sort={sort} onSort={setSort} className="n">
                {indexName(indicators)}
              </SortHeader>
              <th scope="col" className="n">
                Above or below expected
              </th>
              <th scope="col">95% interval</th>
              <th scope="col">Why</th>
            </tr>
          </thead>
          <tbody>
            {shown.map(({ row, why }) => (
              <tr key={row}>
                <th scope="row">{frame.schools.name[row]}</th>
                <td>{groups[code[row] ?? -1]?.group ?? '–'}</td>
                <td className="n">{decimal(result.index[row] ?? null, 2)}</td>
                <td className="n">{signed(effects.effect[row])}</td>
                <td>
                  <IntervalBar {...interval(row)} reach={reach} />
                </td>
                <td className="why">{why}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </Scroll>
      <p className="note under">
        Showing {count(shown.length)} of {count(rows.length)}. The table as a file has these columns for every
        school.{' '}
        {rows.length > first && (
          <button type="button" className="linkish no-print" onClick={() => setAll(!all)}>
            {all ? 'Show fewer' : 'Show all'}
          </button>
        )}
      </p>
    </>
  );
}
