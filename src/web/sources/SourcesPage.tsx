import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { urlOf } from '#contract/client';
import { projectFile, workbookFile } from '#contract/exchange';
import type { SourceSummary } from '#contract/sources';
import { counted } from '#contract/words';
import { dayOf } from '../ui/days.ts';
import { useTitle } from '../ui/hooks.ts';
import { Problem } from '../ui/Problem.tsx';
import { Bring } from './Bring.tsx';
import { sourcesQuery } from './queries.ts';
import { aboutWhom } from './words.ts';
import './sources.css';

interface SourcesPageProps {
  workspace: string;
  /** Leads to the table of codes by source. */
  countsLink: (words: ReactNode) => ReactNode;
  /** Leads to what was concluded. */
  findingsLink: (words: ReactNode) => ReactNode;
  /** Leads to how far coders agree. */
  agreementLink: (words: ReactNode) => ReactNode;
  /** Leads to what was heard of each element. */
  heardLink: (words: ReactNode) => ReactNode;
  /** Leads to codes that are suggested. */
  suggestionsLink: (words: ReactNode) => ReactNode;
  /** Leads to where all sources are searched. */
  findLink: (words: ReactNode) => ReactNode;
  understand: ReactNode;
  link: (source: string, words: string) => ReactNode;
  onCome: (source: string) => void;
}

/** What people said: every interview, lesson and document of the workspace. */
export function SourcesPage(props: SourcesPageProps) {
  const {
    workspace,
    agreementLink,
    findingsLink,
    heardLink,
    countsLink,
    findLink,
    suggestionsLink,
    understand,
    link,
    onCome,
  } = props;
  const { data, isError, error, refetch } = useQuery(sourcesQuery(workspace));
  useTitle('What people said');
  if (isError) return <Problem error={error} onRetry={() => void refetch()} />;
  return (
    <>
      <div className="opening">
        <p className="kick">{understand} · What people said</p>
        <h1>What people said</h1>
        <p className="lede">
          Interviews, lessons and documents, in the words they were said in.{' '}
          <b>Only researchers of this workspace read them.</b>
        </p>
      </div>
      {data === undefined ? (
        <div className="waiting figure-place" />
      ) : (
        <section className="section first split" aria-labelledby="sources-title">
          <div>
            <h2 id="sources-title">
              {data.sources.length === 0 ? 'No source yet' : counted(data.sources.length, 'source')}
            </h2>
            {data.sources.length > 0 && (
              <p className="note whole no-print">
                {findLink('Find')} · {suggestionsLink('Suggestions')} · {heardLink('Elements heard')} ·{' '}
                {countsLink('Codes by source')} · {agreementLink('Agreement')} · {findingsLink('Findings')} ·{' '}
                <a href={urlOf(workbookFile, { workspace })} download>
                  Everything, as a workbook
                </a>{' '}
                ·{' '}
                <a href={urlOf(projectFile, { workspace })} download>
                  Everything, for other packages (.qdpx)
                </a>
              </p>
            )}
            <SourceList sources={data.sources} link={link} />
          </div>
          <Bring workspace={workspace} link={link} onCome={onCome} />
        </section>
      )}
    </>
  );
}

function SourceList({
  sources,
  link,
}: { sources: readonly SourceSummary[] } & Pick<SourcesPageProps, 'link'>) {
  if (sources.length === 0)
    return (
      <div className="empty">
        <p className="lede">Nobody has said anything here yet.</p>
        <p className="quiet">Bring a transcript or a document, or paste words from the clipboard.</p>
      </div>
    );
  return (
    <ul className="sources">
      {sources.map((one) => (
        <li key={one.id}>
          <h3>{link(one.id, one.title)}</h3>
          <p>
            {aboutWhom(one)}
            {one.school !== null && `, ${one.school.name}`}
          </p>
          <p className="note">
            {one.heldOn === null ? `Brought ${dayOf(one.addedAt)}` : dayOf(one.heldOn)}
            {one.turns > 0 && ` · ${counted(one.turns, 'turn')}`} ·{' '}
            {`${one.length.toLocaleString('en-GB')} characters`}
          </p>
        </li>
      ))}
    </ul>
  );
}
