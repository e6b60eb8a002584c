import { useQuery } from '@tanstack/react-query';
import { useState, type ReactNode } from 'react';
import { call, urlOf } from '#contract/client';
import { destroyOriginals, keyTable, originalFile } from '#contract/pseudonyms';
import { counted } from '#contract/words';
import { AskFirst } from '../ui/AskFirst.tsx';
import { connection } from '../ui/connection.ts';
import { dayOf } from '../ui/days.ts';
import { useTitle } from '../ui/hooks.ts';
import { Problem } from '../ui/Problem.tsx';
import { useActOn } from '../ui/useActOn.ts';
import { keyQuery } from './queries.ts';
import './names.css';

interface KeyPageProps {
  workspace: string;
  settings: ReactNode;
}

/** Which word stands for which, and the original words that are kept: for the owner alone. */
export function KeyPage({ workspace, settings }: KeyPageProps) {
  const query = keyQuery(workspace);
  const { data, isError, error, refetch } = useQuery(query);
  const [asks, setAsks] = useState(false);
  const destroy = useActOn(
    query.queryKey,
    () => call(connection, destroyOriginals, { workspace }),
    () => setAsks(false),
  );
  useTitle('The key of names');
  if (isError) return <Problem error={error} onRetry={() => void refetch()} />;
  return (
    <>
      <div className="opening">
        <p className="kick">{settings} · The key of names</p>
        <h1>The key of names</h1>
        <p className="lede">
          Which word stands for which name in what people said. <b>Only owners of this workspace read it.</b>
        </p>
      </div>
      {data === undefined ? (
        <div className="waiting figure-place" />
      ) : (
        <>
          <section className="section first key" aria-labelledby="key-title">
            <h2 id="key-title">
              {data.pseudonyms.length === 0 ? 'No words yet' : counted(data.pseudonyms.length, 'word')}
            </h2>
            {data.pseudonyms.length === 0 ? (
              <p className="quiet">
                No names were taken out yet. A researcher does that on the page of a source.
              </p>
            ) : (
              <>
                <p className="no-print">
                  <a className="btn line small" href={urlOf(keyTable, { workspace })} download>
                    Download the key
                  </a>
                </p>
                <table className="table">
                  <thead>
                    <tr>
                      <th scope="col">Word</th>
                      <th scope="col">Kind</th>
                      <th scope="col">Stands instead</th>
                      <th scope="col">By</th>
                    </tr>
                  </thead>
                  <tbody>
                    {data.pseudonyms.map(({ word, kind, replacement, by, at }) => (
                      <tr key={word}>
                        <th scope="row">{word}</th>
                        <td>{kind}</td>
                        <td>{replacement}</td>
                        <td>{`${by}, ${dayOf(at)}`}</td>
                      </tr>
                    ))}
                  </tbody>
                </table>
              </>
            )}
          </section>
          <section className="section" aria-labelledby="originals-title">
            <h2 id="originals-title">Original words</h2>
            {data.originals.length === 0 ? (
              <p className="quiet">None are kept.</p>
            ) : (
              <>
                <ul className="originals">
                  {data.originals.map(({ source, title, at }) => (
                    <li key={source}>
                      <a href={urlOf(originalFile, { workspace, original: source })} download>
                        {title}
                      </a>{' '}
                      <span className="note">kept {dayOf(at)}</span>
                    </li>
                  ))}
                </ul>
                <p className="no-print">
                  <button type="button" className="btn line small" onClick={() => setAsks(true)}>
                    Destroy them
                  </button>
                </p>
              </>
            )}
          </section>
        </>
      )}
      {asks && (
        <AskFirst
          title="Destroy the original words?"
          action="Destroy them"
          busy={destroy.isPending}
          error={destroy.error}
          onDo={() => destroy.mutate(undefined)}
          onClose={() => setAsks(false)}
        >
          <p>
            They go for good. The sources stay as they are now. A backup that was made before still holds the
            originals.
          </p>
        </AskFirst>
      )}
    </>
  );
}
