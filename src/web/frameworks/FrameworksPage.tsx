import { useQuery } from '@tanstack/react-query';
import { useState, type ReactNode } from 'react';
import { call } from '#contract/client';
import { bringCodebook } from '#contract/exchange';
import {
  adoptFramework,
  importFramework,
  type FrameworkSummary,
  type ShippedSummary,
} from '#contract/frameworks';
import { counted, listed } from '#contract/words';
import { connection } from '../ui/connection.ts';
import { dayOf } from '../ui/days.ts';
import { FileDrop } from '../ui/FileDrop.tsx';
import { useTitle } from '../ui/hooks.ts';
import { Problem, wordsOf } from '../ui/Problem.tsx';
import { BeginDialog } from './BeginDialog.tsx';
import { frameworksQuery, useAct } from './queries.ts';
import './frameworks.css';

interface FrameworksPageProps {
  workspace: string;
  mayChange: boolean;
  understand: ReactNode;
  link: (framework: string, words: string, className?: string) => ReactNode;
  shippedLink: (key: string, words: string) => ReactNode;
  onCome: (framework: string) => void;
}

/** The languages that a workspace speaks in, and those that come with the product. */
export function FrameworksPage(props: FrameworksPageProps) {
  const { workspace, understand } = props;
  const { data, isError, error, refetch } = useQuery(frameworksQuery(workspace));
  useTitle('Frameworks');
  if (isError) return <Problem error={error} onRetry={() => void refetch()} />;
  return (
    <>
      <div className="opening">
        <p className="kick">{understand} · Frameworks</p>
        <h1>The languages of elements</h1>
        <p className="lede">
          Everything anybody collects is said in the words of a framework,{' '}
          <b>so that interviews, surveys and visits speak of the same things.</b>
        </p>
      </div>
      {data === undefined ? (
        <div className="waiting figure-place" />
      ) : (
        <>
          <Spoken {...props} frameworks={data.frameworks} />
          <Offered {...props} shipped={data.shipped} />
        </>
      )}
    </>
  );
}

function Spoken({
  frameworks,
  mayChange,
  link,
  ...rest
}: FrameworksPageProps & { frameworks: readonly FrameworkSummary[] }) {
  return (
    <section className="section first spoken" aria-labelledby="spoken-title">
      <div>
        <h2 id="spoken-title">In this workspace</h2>
        {frameworks.length === 0 ? (
          <div className="empty">
            <p className="lede">None yet.</p>
            <p className="quiet">
              {mayChange
                ? 'Take one of those below, bring a file, or begin one of your own. You can change every word of it.'
                : 'Whoever runs the workspace takes one of those below.'}
            </p>
          </div>
        ) : (
          <ul className="frameworks">
            {frameworks.map((one) => (
              <li key={one.id}>
                <h3>{link(one.id, one.title)}</h3>
                <p>{one.about}</p>
                <p className="note">{stateWords(one)}</p>
              </li>
            ))}
          </ul>
        )}
      </div>
      {mayChange && <OwnWays {...rest} />}
    </section>
  );
}

/** `22 elements, 118 codes. Version 3, published 4 March by Ruth Maddox. Changes that are not published yet.` */
function stateWords({ latest, changed, origin, ...size }: FrameworkSummary): string {
  const version =
    latest === null
      ? 'Not published yet.'
      : `Version ${String(latest.number)}, published ${dayOf(latest.publishedAt)}${latest.publishedBy === null ? '' : ` by ${latest.publishedBy}`}.`;
  const newer =
    origin !== null && origin.latest !== null && origin.latest > origin.version
      ? ' A later version came with Reedbed since.'
      : '';
  const pending = changed && latest !== null ? ' It has changes that are not published yet.' : '';
  return `${sizeOf(size)}. ${version}${pending}${newer}`;
}

const sizeOf = ({ elements, codes }: { elements: number; codes: number }) =>
  listed([counted(elements, 'element'), ...(codes === 0 ? [] : [counted(codes, 'code')])]);

function OwnWays({ workspace, onCome }: Pick<FrameworksPageProps, 'workspace' | 'onCome'>) {
  const [begins, setBegins] = useState(false);
  const bring = useAct(
    workspace,
    async (file: File) =>
      /\.qdc$/i.test(file.name)
        ? (await call(connection, bringCodebook, { workspace, name: file.name }, file)).frameworks[0]?.id
        : (await call(connection, importFramework, { workspace }, file)).id,
    (id) => {
      if (id !== undefined) onCome(id);
    },
  );
  return (
    <div className="bring no-print">
      <FileDrop
        accept=".json,.qdc,application/json"
        title="Bring a framework"
        primary={false}
        disabled={bring.isPending}
        onFile={(file) => bring.mutate(file)}
      >
        <p className="quiet">
          The file that ‘Download’ gives on the page of a framework, here or elsewhere, or a codebook of
          another package (.qdc).
        </p>
        {bring.error !== null && (
          <p className="err" role="alert">
            {wordsOf(bring.error).detail}
          </p>
        )}
      </FileDrop>
      <p>
        <button type="button" className="linkish" onClick={() => setBegins(true)}>
          Begin one of your own
        </button>
      </p>
      {begins && <BeginDialog workspace={workspace} onBegun={onCome} onClose={() => setBegins(false)} />}
    </div>
  );
}

function Offered({
  workspace,
  shipped,
  mayChange,
  link,
  shippedLink,
  onCome,
}: FrameworksPageProps & { shipped: readonly ShippedSummary[] }) {
  const adopt = useAct(
    workspace,
    (key: string) => call(connection, adoptFramework, { workspace, key }),
    ({ id }) => onCome(id),
  );
  return (
    <section className="section" aria-labelledby="offered-title">
      <h2 id="offered-title">Those that come with Reedbed</h2>
      <p className="note">Written in our own words from published research, which each of them names.</p>
      {adopt.error !== null && (
        <p className="err" role="alert">
          {wordsOf(adopt.error).detail}
        </p>
      )}
      <ul className="frameworks">
        {shipped.map((one) => (
          <li key={one.key}>
            <h3>{shippedLink(one.key, one.title)}</h3>
            <p>{one.about}</p>
            <p className="note">
              {sizeOf(one)}. {one.adopted !== null && <>Taken: {link(one.adopted, 'read yours')}.</>}
            </p>
            {mayChange && one.adopted === null && (
              <button
                type="button"
                className="btn line small no-print"
                disabled={adopt.isPending}
                aria-label={`Take ‘${one.title}’`}
                onClick={() => adopt.mutate(one.key)}
              >
                Take it
              </button>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}
