import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState, type ReactNode } from 'react';
import { urlOf } from '#contract/client';
import { codeCountsTable, type CodeCounts, type countedBy } from '#contract/exchange';
import { counted } from '#contract/words';
import { useTitle } from '../ui/hooks.ts';
import { Problem } from '../ui/Problem.tsx';
import { Switch } from '../ui/Switch.tsx';
import { Scroll } from '../ui/Scroll.tsx';
import { Sign } from './Codebook.tsx';
import { countsQuery } from './queries.ts';
import './counts.css';

interface CountsPageProps {
  workspace: string;
  sourcesLink: ReactNode;
  deskLink: (source: string, words: string) => ReactNode;
}

type By = (typeof countedBy)[number];

const ways = [
  { value: 'source', label: 'Sources' },
  { value: 'speaker', label: 'Speakers' },
  { value: 'role', label: 'Roles' },
  { value: 'school', label: 'Schools' },
] as const;
const heads: Record<By, string> = { source: 'Source', speaker: 'Speaker', role: 'Role', school: 'School' };

const byWords = (by: By, rows: number) =>
  by === 'source' ? `in ${counted(rows, 'source')}` : `by ${counted(rows, heads[by].toLowerCase())}`;

/** How often each code was given: in each source, by each speaker, kind of informant or school. */
export function CountsPage({ workspace, sourcesLink, deskLink }: CountsPageProps) {
  const [by, setBy] = useState<By>('source');
  const { data, isError, error, refetch } = useQuery({
    ...countsQuery(workspace, by),
    placeholderData: keepPreviousData,
  });
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
              {counted(data.codes.length, 'code')} {byWords(by, data.rows.length)}.{' '}
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
        <Counted workspace={workspace} data={data} by={by} onBy={setBy} deskLink={deskLink} />
      )}
    </>
  );
}

function Counted({
  workspace,
  data,
  by,
  onBy,
  deskLink,
}: { data: CodeCounts; by: By; onBy: (by: By) => void } & Pick<CountsPageProps, 'workspace' | 'deskLink'>) {
  const [find, setFind] = useState('');
  const { rows: all, codes, counts } = data;
  const wanted = find.trim().toLocaleLowerCase('en-GB');
  const rows = all
    .map((one, i) => ({ ...one, counts: counts[i] ?? [] }))
    .filter(({ title }) => title.toLocaleLowerCase('en-GB').includes(wanted));
  const totals = codes.map((_, column) => rows.reduce((sum, row) => sum + (row.counts[column] ?? 0), 0));
  const most = rows.reduce((high, row) => Math.max(high, ...row.counts), 1);
  return (
    <section className="section first" aria-label="Codes by source">
      <div className="counts-bar no-print">
        <Switch label="Counted by" choices={ways} value={by} onChange={onBy} />
        <label>
          <span className="vh">Find a row</span>
          <input
            className="input"
            type="search"
            placeholder="Find a row"
            value={find}
            onChange={(event) => setFind(event.currentTarget.value)}
          />
        </label>
        <a className="btn line small" href={urlOf(codeCountsTable, { workspace, by })} download>
          Download table
        </a>
      </div>
      <Scroll label="Codes by source" className="counts">
        <table>
          <thead>
            <tr>
              <th scope="col">{heads[by]}</th>
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
              <tr key={`${row.source ?? ''} ${row.title}`}>
                <th scope="row">{row.source === null ? row.title : deskLink(row.source, row.title)}</th>
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
        {rows.length < all.length &&
          `Showing ${String(rows.length)} of ${counted(all.length, by === 'source' ? 'source' : 'row')}.`}
      </output>
    </section>
  );
}
