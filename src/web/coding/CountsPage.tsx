import { useQuery } from '@tanstack/react-query';
import { useState, type ReactNode } from 'react';
import { urlOf } from '#contract/client';
import { codeCountsTable, type CodeCounts } from '#contract/exchange';
import { counted } from '#contract/words';
import { useTitle } from '../ui/hooks.ts';
import { Problem } from '../ui/Problem.tsx';
import { Scroll } from '../ui/Scroll.tsx';
import { Sign } from './Codebook.tsx';
import { countsQuery } from './queries.ts';
import './counts.css';

interface CountsPageProps {
  workspace: string;
  sourcesLink: ReactNode;
  deskLink: (source: string, words: string) => ReactNode;
}

/** How often each code was given in each source. */
export function CountsPage({ workspace, sourcesLink, deskLink }: CountsPageProps) {
  const { data, isError, error, refetch } = useQuery(countsQuery(workspace));
  useTitle('Codes by source');
  if (isError) return <Problem error={error} onRetry={() => void refetch()} />;
  return (
    <>
      <div className="opening">
        <p className="kick">{sourcesLink} · Codes by source</p>
        <h1>Codes by source</h1>
        <p className="lede">
          {data === undefined || data.codes.length === 0 ? (
            'How often each code was given in each source.'
          ) : (
            <>
              {counted(data.codes.length, 'code')} in {counted(data.sources.length, 'source')}.{' '}
              <b>Each coder’s code counts: words that two people coded alike count twice.</b>
            </>
          )}
        </p>
      </div>
      {data === undefined ? (
        <div className="waiting figure-place" />
      ) : data.codes.length === 0 ? (
        <div className="empty">
          <p className="lede">Nothing was coded yet.</p>
          <p className="quiet">Open a source and code its words: they are counted here at once.</p>
        </div>
      ) : (
        <Counted workspace={workspace} data={data} deskLink={deskLink} />
      )}
    </>
  );
}

function Counted({
  workspace,
  data,
  deskLink,
}: { data: CodeCounts } & Pick<CountsPageProps, 'workspace' | 'deskLink'>) {
  const [find, setFind] = useState('');
  const { sources, codes, counts } = data;
  const wanted = find.trim().toLocaleLowerCase('en-GB');
  const rows = sources
    .map((source, i) => ({ ...source, counts: counts[i] ?? [] }))
    .filter(({ title }) => title.toLocaleLowerCase('en-GB').includes(wanted));
  const totals = codes.map((_, column) => rows.reduce((sum, row) => sum + (row.counts[column] ?? 0), 0));
  const most = Math.max(1, ...rows.flatMap((row) => row.counts));
  return (
    <section className="section first" aria-label="Codes by source">
      <div className="counts-bar no-print">
        <label>
          <span className="vh">Find a source</span>
          <input
            className="input"
            type="search"
            placeholder="Find a source"
            value={find}
            onChange={(event) => setFind(event.currentTarget.value)}
          />
        </label>
        <a className="btn line small" href={urlOf(codeCountsTable, { workspace })} download>
          Download table
        </a>
      </div>
      <Scroll label="Codes by source" className="counts">
        <table>
          <thead>
            <tr>
              <th scope="col">Source</th>
              {codes.map((code) => (
                <th scope="col" key={`${code.framework} ${code.element} ${code.pole} ${code.code ?? ''}`}>
                  <span>
                    {code.pole !== 'none' && <Sign pole={code.pole} />} {code.name}
                    <small>{code.elementName}</small>
                  </span>
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <tr key={row.id}>
                <th scope="row">{deskLink(row.id, row.title)}</th>
                {row.counts.map((count, column) => (
                  <td
                    key={column}
                    className={count === 0 ? 'nought' : `shade-${String(Math.ceil((4 * count) / most))}`}
                  >
                    {count}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
          <tfoot>
            <tr>
              <th scope="row">{wanted === '' ? 'All' : 'Those shown'}</th>
              {totals.map((total, column) => (
                <td key={column}>{total}</td>
              ))}
            </tr>
          </tfoot>
        </table>
      </Scroll>
      <output className="note under">
        {rows.length < sources.length &&
          `Showing ${String(rows.length)} of ${counted(sources.length, 'source')}.`}
      </output>
    </section>
  );
}
