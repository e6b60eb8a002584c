import { useQuery } from '@tanstack/react-query';
import { useState, type ReactNode } from 'react';
import { measureTitle, type DictionaryMeasure } from '#contract/schools';
import { count, counted } from '#contract/words';
import { useTitle } from '../ui/hooks.ts';
import { Problem } from '../ui/Problem.tsx';
import { MeasureDialog } from './MeasureDialog.tsx';
import { MeasureRow } from './MeasureRow.tsx';
import { measuresQuery } from './queries.ts';
import { aboutMeasure, kindTitles } from './sentences.ts';
import './registry.css';

interface DictionaryPageProps {
  workspace: string;
  nav: ReactNode;
  mayChange: boolean;
}

/** What each measure is, about whom, of when, from where, and until when it is kept. */
export function DictionaryPage({ workspace, nav, mayChange }: DictionaryPageProps) {
  useTitle('Measures');
  const [find, setFind] = useState('');
  const [said, setSaid] = useState<DictionaryMeasure | null>(null);
  const { data, isError, error, refetch } = useQuery(measuresQuery(workspace));
  if (isError) return <Problem error={error} onRetry={() => void refetch()} />;
  const shown = data?.filter((measure) => fits(measure, find)) ?? [];
  return (
    <>
      <div className="opening">
        {nav}
        <h1>Measures</h1>
        <p className="lede">{data === undefined ? 'Reading the dictionary.' : <Lede measures={data} />}</p>
      </div>
      {data === undefined && <div className="waiting figure-place" />}
      {data !== undefined && data.length > 0 && (
        <section aria-labelledby="dictionary-title">
          <div className="tabhead">
            <div>
              <h2 id="dictionary-title">What each measure is</h2>
              <p className="note">
                On the day after it is kept until, a measure is deleted everywhere, with the files that it
                came from. Partners see shared ones as figures of all schools together.
                {mayChange && (
                  <span className="no-print">
                    {' '}
                    Press a measure to say what it is, and until when it is kept.
                  </span>
                )}
              </p>
            </div>
            <input
              className="input find no-print"
              type="search"
              aria-label="Find a measure"
              placeholder="Find a measure"
              value={find}
              onChange={(event) => setFind(event.target.value)}
            />
          </div>
          <table className="table stacks dictionary">
            <thead>
              <tr>
                <th scope="col">Measure</th>
                <th scope="col">Period</th>
                <th scope="col">High means</th>
                <th scope="col">From</th>
                <th scope="col">Kept until</th>
                <th scope="col">Shared</th>
              </tr>
            </thead>
            {kindTitles.map(({ kind, title }) => {
              const rows = shown.filter((measure) => measure.kind === kind);
              if (rows.length === 0) return null;
              return (
                <tbody key={kind}>
                  <tr className="of-kind">
                    <th scope="rowgroup" colSpan={6}>
                      {title} <span>{count(rows.length)}</span>
                    </th>
                  </tr>
                  {rows.map((measure, i) => (
                    <MeasureRow
                      key={measure.id}
                      workspace={workspace}
                      measure={measure}
                      mayChange={mayChange}
                      again={isSame(rows[i - 1], measure)}
                      onSay={() => setSaid(measure)}
                    />
                  ))}
                </tbody>
              );
            })}
          </table>
          <output className="note under">{shown.length === 0 ? 'No measure is called so.' : ''}</output>
        </section>
      )}
      {said !== null && (
        <MeasureDialog
          workspace={workspace}
          measure={said}
          others={data?.filter((one) => one.id !== said.id && measureTitle(one) === measureTitle(said)) ?? []}
          onClose={() => setSaid(null)}
        />
      )}
    </>
  );
}

function Lede({ measures }: { measures: readonly DictionaryMeasure[] }) {
  if (measures.length === 0) return <>No measures yet. They come with the files that are brought.</>;
  const shared = measures.filter((measure) => measure.shared).length;
  return (
    <>
      <b>{counted(measures.length, 'measure')}</b>: what each is, of whom and when, and from where.
      {shared > 0 && ` ${counted(shared, 'is', 'are')} shared with partners.`}
    </>
  );
}

function fits(measure: DictionaryMeasure, find: string): boolean {
  const wanted = find.trim().toLowerCase();
  return `${measureTitle(measure)} ${measure.period ?? ''}`.toLowerCase().includes(wanted);
}

/** Of another period: its name, and what it is, stand above it already. */
function isSame(above: DictionaryMeasure | undefined, measure: DictionaryMeasure): boolean {
  return (
    above !== undefined &&
    measureTitle(above) === measureTitle(measure) &&
    aboutMeasure(above) === aboutMeasure(measure)
  );
}
