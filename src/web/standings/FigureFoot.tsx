import { useId, useState, type ReactNode } from 'react';
import { urlOf } from '#contract/client';
import { standingFigure, standingTable } from '#contract/standings';
import type { Rows } from '#contract/standingsFigures';
import { decimal } from '#contract/words';
import { Scroll } from '../ui/Scroll.tsx';

export interface OfSchool {
  workspace: string;
  school: string;
}

interface FigureFootProps extends OfSchool {
  figure: 'standing' | 'years' | 'like';
  /** What stands behind the figure; the first row is the header. Null where the page shows it already. */
  rows: Rows | null;
  label: string;
  children?: ReactNode;
}

/** Where a figure comes from, and the ways to check it: its table, and both as files. */
export function FigureFoot({ workspace, school, figure, rows, label, children }: FigureFootProps) {
  const [open, setOpen] = useState(false);
  const table = useId();
  const input = { workspace, school, figure };
  return (
    <>
      <figcaption>
        {children}{' '}
        <span className="no-print">
          {rows !== null && (
            <button
              type="button"
              className="linkish"
              aria-expanded={open}
              aria-controls={table}
              onClick={() => setOpen(!open)}
            >
              {open ? 'Hide the table' : 'Show as table'}
            </button>
          )}{' '}
          Download{' '}
          <a href={urlOf(standingTable, input)} download aria-label={`${label}: download the table as CSV`}>
            CSV
          </a>
          {', '}
          <a href={urlOf(standingFigure, input)} download aria-label={`${label}: download the figure as SVG`}>
            SVG
          </a>
        </span>
      </figcaption>
      <div id={table}>{open && rows !== null && <RowsTable rows={rows} label={label} />}</div>
    </>
  );
}

function RowsTable({ rows, label }: { rows: Rows; label: string }) {
  const [header = [], ...body] = rows;
  return (
    <Scroll label={`${label}, as a table`}>
      <table className="table no-print">
        <caption className="vh">{label}</caption>
        <thead>
          <tr>
            {header.map((cell, i) => (
              <th
                key={i}
                scope="col"
                className={body.every((row) => typeof row[i] !== 'string') ? 'n' : undefined}
              >
                {cell}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {body.map((row, r) => (
            <tr key={r}>
              {row.map((cell, i) => (
                <td key={i} className={typeof cell === 'number' ? 'n' : undefined}>
                  {typeof cell === 'number' ? written(cell) : (cell ?? '–')}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </Scroll>
  );
}

/** As many decimals as it has, three at most. */
function written(value: number): string {
  const digits = [0, 1, 2].find((one) => Number(value.toFixed(one)) === value) ?? 3;
  return decimal(value, digits);
}
