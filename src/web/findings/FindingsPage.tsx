import { useQuery } from '@tanstack/react-query';
import { useState, type ReactNode } from 'react';
import { urlOf } from '#contract/client';
import { findingsTable, findingsWord, type Cited, type Finding } from '#contract/findings';
import { useTitle } from '../ui/hooks.ts';
import { Problem } from '../ui/Problem.tsx';
import { FindingDialog } from './FindingDialog.tsx';
import { FindingShown } from './FindingShown.tsx';
import { findingsQuery } from './queries.ts';
import { RemoveFinding } from './RemoveFinding.tsx';
import './findings.css';

interface FindingsPageProps {
  workspace: string;
  /** Whether the reader is a researcher, who writes them. */
  writes: boolean;
  understand: ReactNode;
  heardLink: (words: ReactNode) => ReactNode;
  placeLink: (place: NonNullable<Cited['place']>) => ReactNode;
}

/** What researchers conclude, each finding with the words behind it. */
export function FindingsPage({ workspace, writes, understand, heardLink, placeLink }: FindingsPageProps) {
  const { data, isError, error, refetch } = useQuery(findingsQuery(workspace));
  const [open, setOpen] = useState<Finding | 'new' | null>(null);
  const [going, setGoing] = useState<Finding | null>(null);
  useTitle('Findings');
  if (isError) return <Problem error={error} onRetry={() => void refetch()} />;
  const findings = data?.findings ?? [];
  return (
    <>
      <div className="opening">
        <p className="kick">{understand} · Findings</p>
        <h1>Findings</h1>
        <p className="lede">
          {writes
            ? 'What the evidence comes to, each sentence with the words that speak for it, and those that speak against it.'
            : 'What the researchers of this workspace conclude from what they heard, with words that were let go to be read here.'}
        </p>
        {writes && (
          <p className="findings-acts no-print">
            <button type="button" className="btn" onClick={() => setOpen('new')}>
              Write down a finding
            </button>
          </p>
        )}
      </div>
      {data === undefined ? (
        <div className="waiting figure-place" />
      ) : findings.length === 0 ? (
        <Nothing writes={writes} heardLink={heardLink} />
      ) : (
        <section className="section first findings" aria-label="Findings">
          {findings.map((finding) => (
            <FindingShown
              key={finding.id}
              workspace={workspace}
              finding={finding}
              writes={writes}
              placeLink={placeLink}
              onChange={() => setOpen(finding)}
              onRemove={() => setGoing(finding)}
            />
          ))}
          <p className="note no-print">
            <a href={urlOf(findingsWord, { workspace })} download>
              For Word
            </a>{' '}
            ·{' '}
            <a href={urlOf(findingsTable, { workspace })} download>
              Download table
            </a>
          </p>
        </section>
      )}
      {open !== null && (
        <FindingDialog
          workspace={workspace}
          finding={open === 'new' ? null : open}
          onClose={() => setOpen(null)}
        />
      )}
      {going !== null && (
        <RemoveFinding workspace={workspace} finding={going} onClose={() => setGoing(null)} />
      )}
    </>
  );
}

function Nothing({ writes, heardLink }: Pick<FindingsPageProps, 'writes' | 'heardLink'>) {
  return (
    <div className="empty">
      <p className="lede">{writes ? 'Nothing was concluded yet.' : 'Nothing is shared here yet.'}</p>
      <p className="quiet">
        {writes ? (
          <>
            Write down a finding here; or look through {heardLink('what was heard')}, or at the desk, and
            choose <i>Conclude from it</i> beside the words.
          </>
        ) : (
          'When researchers share a finding, everybody in the workspace reads it here.'
        )}
      </p>
    </div>
  );
}
