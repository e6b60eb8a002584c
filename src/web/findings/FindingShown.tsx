import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { call } from '#contract/client';
import { strengths } from '#contract/codingChanges';
import { poleWords } from '#contract/frameworkSides';
import { behind } from '#contract/findingWords';
import { citeEvidence, dropEvidence, type Cited, type Finding } from '#contract/findings';
import { roleWords } from '#contract/heard';
import { connection } from '../ui/connection.ts';
import { dayOf } from '../ui/days.ts';
import { wordsOf } from '../ui/Problem.tsx';
import { findingsQuery } from './queries.ts';

interface FindingShownProps {
  workspace: string;
  finding: Finding;
  writes: boolean;
  placeLink: (place: NonNullable<Cited['place']>) => ReactNode;
  onChange: () => void;
  onRemove: () => void;
}

export function FindingShown(props: FindingShownProps) {
  const { finding, writes, onChange, onRemove } = props;
  const { said, day, by, shared } = finding;
  const sides = (['for', 'against'] as const).map((side) => ({
    side,
    cited: finding.cited.filter(({ speaks }) => speaks === side),
  }));
  return (
    <article aria-label={said}>
      <h2>{said}</h2>
      <p className="note">
        {behind(finding)}{' '}
        {writes && (shared ? 'Everybody in the workspace reads it. ' : 'For researchers alone. ')}
        {by === null ? dayOf(day) : `${by}, ${dayOf(day)}`}
        {writes && (
          <span className="no-print">
            {' '}
            <button type="button" className="linkish" aria-label={`Change: ${said}`} onClick={onChange}>
              Change
            </button>
            <button type="button" className="linkish" aria-label={`Remove: ${said}`} onClick={onRemove}>
              Remove
            </button>
          </span>
        )}
      </p>
      {sides
        .filter(({ cited }) => cited.length > 0)
        .map(({ side, cited }) => (
          <section
            key={side}
            className={side}
            aria-label={side === 'for' ? 'Speaks for it' : 'Speaks against it'}
          >
            <h3>{side === 'for' ? 'For it' : 'Against it'}</h3>
            <ul>
              {cited.map((one, i) => (
                // Words that others read have no id: their order is theirs.
                <li key={one.place?.evidence ?? i}>
                  <Words {...props} cited={one} />
                </li>
              ))}
            </ul>
          </section>
        ))}
    </article>
  );
}

function Words({ workspace, finding, writes, placeLink, cited }: FindingShownProps & { cited: Cited }) {
  const { words, element, pole, strength, place } = cited;
  const weight = strengths.find(({ value }) => value === strength)?.words;
  return (
    <>
      <blockquote>‘{words.trim()}’</blockquote>
      <p className="note">
        {roleWords(cited)} · {element}, {poleWords[pole]}
        {weight !== undefined && `, ${weight}`}
        {place !== null && <> · {placeLink(place)}</>}
      </p>
      {writes && place !== null && (
        <Bearing workspace={workspace} finding={finding} cited={cited} evidence={place.evidence} />
      )}
    </>
  );
}

interface BearingProps {
  workspace: string;
  finding: Finding;
  cited: Cited;
  evidence: string;
}

/** Which way words speak, whether others read them, and the way out. */
function Bearing({ workspace, finding, cited, evidence }: BearingProps) {
  const client = useQueryClient();
  const at = { workspace, finding: finding.id, evidence };
  const { speaks, shown, words } = cited;
  const act = useMutation({
    mutationFn: (change: Partial<Pick<Cited, 'speaks' | 'shown'>> | 'drop') =>
      change === 'drop'
        ? call(connection, dropEvidence, at)
        : call(connection, citeEvidence, { ...at, speaks, shown, ...change }),
    onSuccess: () => client.invalidateQueries({ queryKey: findingsQuery(workspace).queryKey }),
  });
  const other = speaks === 'for' ? 'against' : 'for';
  return (
    <p className="bearing no-print">
      <label className="tick">
        <input
          className="check"
          type="checkbox"
          checked={act.isPending && act.variables !== 'drop' ? (act.variables.shown ?? shown) : shown}
          disabled={act.isPending}
          onChange={() => act.mutate({ shown: !shown })}
        />
        <span>
          {finding.shared ? 'Everybody reads these words' : 'Once shared, everybody reads these words'}
          <span className="vh">: {words}</span>
        </span>
      </label>
      <button
        type="button"
        className="linkish"
        disabled={act.isPending}
        onClick={() => act.mutate({ speaks: other })}
      >
        Count it {other}
        <span className="vh">: {words}</span>
      </button>
      <button type="button" className="linkish" disabled={act.isPending} onClick={() => act.mutate('drop')}>
        Take it out<span className="vh">: {words}</span>
      </button>
      {act.error !== null && (
        <span className="err" role="alert">
          {wordsOf(act.error).detail}
        </span>
      )}
    </p>
  );
}
