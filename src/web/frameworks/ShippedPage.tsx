import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { call } from '#contract/client';
import { adoptFramework } from '#contract/frameworks';
import { connection } from '../ui/connection.ts';
import { useTitle } from '../ui/hooks.ts';
import { Problem, wordsOf } from '../ui/Problem.tsx';
import type { FrameworkAddress } from './address.ts';
import { shippedQuery, useAct } from './queries.ts';
import { Shown } from './Shown.tsx';
import { sizeWords } from './words.ts';
import './frameworks.css';

interface ShippedPageProps {
  workspace: string;
  frameworkKey: string;
  address: FrameworkAddress;
  onAddress: (change: Partial<FrameworkAddress>) => void;
  mayChange: boolean;
  frameworks: ReactNode;
  link: (framework: string, words: string, className?: string) => ReactNode;
  onCome: (framework: string) => void;
}

/** A framework that comes with the product, to read before it is taken. */
export function ShippedPage(props: ShippedPageProps) {
  const { workspace, frameworkKey, address, onAddress, mayChange, frameworks, link, onCome } = props;
  const { data, isError, error, refetch } = useQuery(shippedQuery(workspace, frameworkKey));
  const adopt = useAct(
    workspace,
    () => call(connection, adoptFramework, { workspace, key: frameworkKey }),
    ({ id }) => onCome(id),
  );
  useTitle(data?.title ?? 'Framework');
  if (isError) return <Problem error={error} onRetry={() => void refetch()} />;
  if (data === undefined) return <div className="waiting figure-place" />;
  const size = sizeWords(data.content, data);
  return (
    <div className="framework">
      <div className="opening two">
        <div>
          <p className="kick">{frameworks} · Comes with Reedbed</p>
          <h1>{data.title}</h1>
          <p className="lede">
            {data.about} <b>{size.bold}</b>
            {size.after}
          </p>
        </div>
        <div className="acts no-print">
          {data.adopted !== null
            ? link(data.adopted, 'Read the one of this workspace', 'btn')
            : mayChange && (
                <button
                  type="button"
                  className="btn"
                  disabled={adopt.isPending}
                  onClick={() => adopt.mutate(undefined)}
                >
                  Take it into the workspace
                </button>
              )}
        </div>
      </div>
      {adopt.error !== null && (
        <p className="err" role="alert">
          {wordsOf(adopt.error).detail}
        </p>
      )}
      <Shown
        content={data.content}
        note={`Version ${String(data.version)}, as it comes with Reedbed.`}
        address={address}
        onAddress={onAddress}
        download={() => null}
      />
    </div>
  );
}
