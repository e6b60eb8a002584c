import { useId, useState, type ReactNode } from 'react';
import { tickLabel } from '#charts/ticks';
import { wordsOf } from './Problem.tsx';
import { savePng } from './savePng.ts';
import { Scroll } from './Scroll.tsx';

interface FigureFootProps {
  /** Addresses of the figure's files. */
  csv: string;
  svg: string;
  /** What stands behind the figure; the first row is the header. Null where the page shows it already. */
  rows: readonly (readonly (string | number | null)[])[] | null;
  label: string;
  children?: ReactNode;
}

/** Where a figure comes from, and the ways to check it: its table, and both as files. */
export function FigureFoot({ csv, svg, rows, label, children }: FigureFootProps) {
  const [open, setOpen] = useState(false);
  const [failed, setFailed] = useState<string | null>(null);
  const table = useId();
  const png = () => {
    setFailed(null);
    savePng(svg).catch((error: unknown) => setFailed(wordsOf(error).detail));
  };
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
          <a href={csv} download aria-label={`${label}: download the table as CSV`}>
            CSV
          </a>
          {', '}
          <a href={svg} download aria-label={`${label}: download the figure as SVG`}>
            SVG
          </a>
          {', '}
          <button
            type="button"
            className="linkish"
            aria-label={`${label}: download the figure as PNG`}
            onClick={png}
          >
            PNG
          </button>
        </span>
      </figcaption>
      {failed !== null && (
        <p className="err" role="alert">
          The picture could not be made: {failed} The SVG is the same drawing.
        </p>
      )}
      <div id={table}>{open && rows !== null && <RowsTable rows={rows} label={label} />}</div>
    </>
  );
}

function RowsTable({ rows, label }: { rows: NonNullable<FigureFootProps['rows']>; label: string }) {
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
const written = (value: number) => tickLabel(Number(value.toFixed(3)));
