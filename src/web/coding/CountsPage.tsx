import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState, type ReactNode } from 'react';
import { urlOf } from '#contract/client';
import {
  codeCountsTable,
  decidedWords,
  ruleWords,
  type CodeCounts,
  type CountedBy,
  type Counting,
} from '#contract/counting';
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

const ways = [
  { value: 'source', label: 'Sources' },
  { value: 'speaker', label: 'Speakers' },
  { value: 'role', label: 'Roles' },
  { value: 'school', label: 'Schools' },
] as const;
const columnChoices = [
  { value: 'codes', label: 'Codes' },
  { value: 'groups', label: 'Groups' },
] as const;
/** Of single codes, once a code and once a group are the same. */
const codeRules = [
  { value: 'code', label: 'Once a source' },
  { value: 'quotation', label: 'Each quotation' },
  { value: 'coding', label: 'Each coding' },
] as const;
const groupRules = [
  { value: 'code', label: 'Different codes' },
  { value: 'group', label: 'Once a source' },
  { value: 'quotation', label: 'Each quotation' },
  { value: 'coding', label: 'Each coding' },
] as const;
const heads: Record<CountedBy, string> = {
  source: 'Source',
  speaker: 'Speaker',
  role: 'Role',
  school: 'School',
};

const byWords = (by: CountedBy, rows: number) =>
  by === 'source' ? `in ${counted(rows, 'source')}` : `by ${counted(rows, heads[by].toLowerCase())}`;

/** How often each code was given: in each source, by each speaker, kind of informant or school. */
export function CountsPage({ workspace, sourcesLink, deskLink }: CountsPageProps) {
  const [asked, setAsked] = useState<Omit<Counting, 'workspace'>>({
    by: 'source',
    columns: 'codes',
    rule: 'code',
  });
  const { by, columns, rule } = asked;
  const { data, isError, error, refetch } = useQuery({
    ...countsQuery({ workspace, ...asked }),
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
              {counted(data.codes.length, columns === 'codes' ? 'code' : 'group')}{' '}
              {byWords(by, data.rows.length)}. <b>{ruleWords(rule, columns)}.</b>
              {decidedWords(rule)}
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
        <Counted workspace={workspace} data={data} asked={asked} onAsk={setAsked} deskLink={deskLink} />
      )}
    </>
  );
}

function Counted({
  workspace,
  data,
  asked,
  onAsk,
  deskLink,
}: {
  data: CodeCounts;
  asked: Omit<Counting, 'workspace'>;
  onAsk: (asked: Omit<Counting, 'workspace'>) => void;
} & Pick<CountsPageProps, 'workspace' | 'deskLink'>) {
  const { by, columns, rule } = asked;
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
        <Switch
          label="Counted by"
          choices={ways}
          value={by}
          onChange={(chosen) => onAsk({ ...asked, by: chosen })}
        />
        <Switch
          label="Columns"
          choices={columnChoices}
          value={columns}
          onChange={(chosen) => onAsk({ by, columns: chosen, rule: rule === 'group' ? 'code' : rule })}
        />
        <Switch
          label="What counts"
          choices={columns === 'codes' ? codeRules : groupRules}
          value={rule}
          onChange={(chosen) => onAsk({ ...asked, rule: chosen })}
        />
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
        <a className="btn line small" href={urlOf(codeCountsTable, { workspace, ...asked })} download>
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
