import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useMemo, useState, type FormEvent, type ReactNode } from 'react';
import { urlOf } from '#contract/client';
import { findTable, type Hit } from '#contract/finding';
import { informantTypes } from '#contract/sources';
import { capital, counted } from '#contract/words';
import { ChoiceField } from '../ui/Fields.tsx';
import { useTitle } from '../ui/hooks.ts';
import { Problem } from '../ui/Problem.tsx';
import { choiceOf, sayablesOf } from './codebook.ts';
import { CodeFound } from './CodeFound.tsx';
import type { FindAddress } from './findAddress.ts';
import { askedOf } from './findQuestion.ts';
import { Hits } from './Hits.tsx';
import { findQuery, frameworksQuery } from './queries.ts';
import { TickAll } from './TickAll.tsx';
import { useNames } from './useNames.ts';
import { useTicks } from './useTicks.ts';
import './find.css';

export interface FindPageProps {
  workspace: string;
  address: FindAddress;
  onAddress: (address: FindAddress) => void;
  sourcesLink: ReactNode;
  /** Leads to words at the desk. */
  placeLink: (hit: Hit, words: string) => ReactNode;
}

const step = 100;

/** Finds what was said and what was coded, in every source, and codes what was found after a look. */
export function FindPage(props: FindPageProps) {
  const { workspace, address, sourcesLink, placeLink } = props;
  const [most, setMost] = useState(step);
  const ticks = useTicks();
  const asked = askedOf(address);
  const asks = (asked.words ?? '') !== '' || asked.framework !== undefined;
  const { data, isError, error, refetch } = useQuery({
    ...findQuery(workspace, { ...asked, most }),
    enabled: asks,
    placeholderData: keepPreviousData,
  });
  const frameworks = useQuery(frameworksQuery(workspace));
  const { read, names } = useNames(
    workspace,
    (frameworks.data?.frameworks ?? []).filter(({ latest }) => latest !== null).map(({ id }) => id),
  );
  useTitle('Find');
  // Words within quotations are no quotations: then nothing is recoded.
  const wordless = (asked.words ?? '') === '';
  const hits = asks ? (data?.hits ?? []) : [];
  return (
    <>
      <div className="opening">
        <p className="kick">{sourcesLink} · Find</p>
        <h1>Find what was said</h1>
      </div>
      <section className="section first" aria-label="Find">
        <Ask
          {...props}
          key={JSON.stringify(address)}
          codes={read.flatMap((framework) => [
            { value: framework.id, label: `Anything in ‘${framework.title}’` },
            ...sayablesOf(framework).map(choiceOf),
          ])}
          onAsk={(next) => {
            setMost(step);
            ticks.clear();
            props.onAddress(next);
          }}
        />
        {isError && <Problem error={error} onRetry={() => void refetch()} />}
        <output className="note found-words" aria-live="polite">
          {asks && data !== undefined && foundWords(data)}
        </output>
        {!asks && (
          <div className="empty">
            <p className="lede">Type words as somebody may have said them, or choose a code.</p>
            <p className="quiet">Both together find words that stand in what was coded so.</p>
          </div>
        )}
        {hits.length > 0 && (
          <>
            <div className="found-bar no-print">
              <TickAll shown={hits} ticks={ticks} />
              <CodeFound
                workspace={workspace}
                frameworks={read}
                from={wordless ? (names.get(address.coded ?? '')?.target ?? null) : null}
                places={hits.filter(ticks.has)}
                onCoded={ticks.clear}
              />
              <a className="btn line small" href={urlOf(findTable, { workspace, ...asked })} download>
                Download table
              </a>
            </div>
            <Hits hits={hits} names={names} ticks={ticks} placeLink={placeLink} />
            {data !== undefined && data.total > hits.length && (
              <p>
                <button
                  type="button"
                  className="btn line small"
                  disabled={most >= 1000}
                  onClick={() => setMost(Math.min(1000, most + step))}
                >
                  Show more
                </button>
              </p>
            )}
          </>
        )}
      </section>
    </>
  );
}

function foundWords({ hits, total, sources }: { hits: readonly Hit[]; total: number; sources: number }) {
  if (total === 0) return 'Nothing was found.';
  const shown = hits.length < total ? ` The first ${String(hits.length)} are shown.` : '';
  return `${counted(total, 'place')} in ${counted(sources, 'source')}.${shown}`;
}

interface AskProps extends Pick<FindPageProps, 'address'> {
  codes: readonly { value: string; label: string }[];
  onAsk: (address: FindAddress) => void;
}

const roles = [
  { value: '', label: 'Anybody' },
  { value: 'anybody who answers', label: 'Anybody who answers' },
  ...informantTypes.map((type) => ({ value: type as string, label: capital(type) })),
];

function Ask({ address, codes, onAsk }: AskProps) {
  const [words, setWords] = useState(address.words ?? '');
  const choices = useMemo(() => [{ value: '', label: 'Anything, or nothing' }, ...codes], [codes]);
  const changed = (part: FindAddress): FindAddress => {
    const next = { ...address, words: words.trim(), ...part };
    return Object.fromEntries(Object.entries(next).filter(([, value]) => value !== ''));
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    onAsk(changed({}));
  };
  return (
    <search>
      <form className="ask" onSubmit={submit}>
        <label className="field">
          <span className="label">Words</span>
          <input
            className="input"
            type="search"
            maxLength={200}
            value={words}
            onChange={(event) => setWords(event.currentTarget.value)}
          />
        </label>
        <ChoiceField
          label="Coded as"
          choices={choices}
          value={address.coded ?? ''}
          onChange={(coded) => onAsk(changed({ coded }))}
        />
        <ChoiceField
          label="Said by"
          choices={roles}
          value={address.role ?? ''}
          onChange={(role) => onAsk(changed({ role }))}
        />
        <button type="submit" className="btn">
          Find
        </button>
      </form>
    </search>
  );
}
