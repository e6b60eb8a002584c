import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { urlOf } from '#contract/client';
import { crosswalkTable, type Framework } from '#contract/frameworks';
import type { Membership } from '#contract/workspaces';
import { dayOf } from '../ui/days.ts';
import { useTitle } from '../ui/hooks.ts';
import { Problem } from '../ui/Problem.tsx';
import type { FrameworkAddress } from './address.ts';
import { ChangedFrom } from './ChangedFrom.tsx';
import { useChangeActs } from './changeActs.tsx';
import { Changing } from './Changing.tsx';
import { Keeping } from './Keeping.tsx';
import { Meetings } from './Meetings.tsx';
import type { Memos } from './PoleShown.tsx';
import { frameworkQuery, type Looked } from './queries.ts';
import { Shown } from './Shown.tsx';
import { Versions } from './Versions.tsx';
import { sizeWords } from './words.ts';
import './frameworks.css';

export interface FrameworkPageProps {
  workspace: Membership;
  framework: string;
  address: FrameworkAddress;
  onAddress: (change: Partial<FrameworkAddress>) => void;
  understand: ReactNode;
  frameworks: ReactNode;
  onRemoved: () => void;
  /** For researchers alone. */
  memos: Memos | undefined;
}

/** A framework of the workspace: its elements, how research names them, and what was changed. */
export function FrameworkPage(props: FrameworkPageProps) {
  const { workspace, framework, address } = props;
  const mayChange = workspace.abilities.includes('frameworks.change');
  const looked: Looked = address.change === 'yes' && mayChange ? 'draft' : (address.version ?? 'latest');
  const { data, isError, error, refetch } = useQuery(frameworkQuery(workspace.id, framework, looked));
  useTitle(data?.title ?? 'Framework');
  if (isError) return <Problem error={error} onRetry={() => void refetch()} />;
  if (data === undefined) return <div className="waiting figure-place" />;
  return <Page {...props} data={data} mayChange={mayChange} changing={looked === 'draft'} />;
}

interface PageProps extends FrameworkPageProps {
  data: Framework;
  mayChange: boolean;
  changing: boolean;
}

function Page({ data, mayChange, changing, ...props }: PageProps) {
  const { workspace, address, onAddress, understand, frameworks, onRemoved } = props;
  const place = { workspace: workspace.id, framework: data.id };
  const { acts, more, dialog } = useChangeActs(place, data.content);
  const size = sizeWords(data.content, data);
  const version = data.number ?? undefined;
  return (
    <div className="framework">
      <div className="opening two">
        <div>
          <p className="kick">
            {understand} · {frameworks}
          </p>
          <h1>The language of elements</h1>
          <p className="lede">
            Everything anybody collects here is said in these words. <b>{size.bold}</b>
            {size.after}
          </p>
        </div>
        <Keeping
          {...place}
          data={data}
          mayChange={mayChange}
          changing={changing}
          onChanging={() => onAddress({ change: 'yes', version: undefined })}
          onRemoved={onRemoved}
        />
      </div>
      {changing && (
        <Changing
          {...place}
          data={data}
          onDone={() => onAddress({ change: undefined, version: undefined })}
        />
      )}
      <Shown
        content={data.content}
        note={noteOf(data, workspace.name)}
        address={address}
        onAddress={onAddress}
        download={(crosswalk) => urlOf(crosswalkTable, { ...place, crosswalk, version })}
        // What is not published yet carries no memos.
        memos={data.number === null ? undefined : props.memos}
        {...(changing && { acts, more })}
      />
      <ChangedFrom workspace={workspace} data={data} changing={changing} />
      <Versions
        data={data}
        shown={data.number}
        onVersion={(number) => onAddress({ version: number, change: undefined })}
      />
      {workspace.abilities.includes('coding.read') && <Meetings {...place} />}
      {dialog}
    </div>
  );
}

/** `Version 3 of Marram, taken from version 2 of the one that comes with Reedbed.` */
function noteOf({ number, latest, origin, versions }: Framework, workspace: string): string {
  const from =
    origin === null
      ? ''
      : number === 1
        ? `, as it came with Reedbed in version ${String(origin.version)}`
        : `, adapted from version ${String(origin.version)} of the one that comes with Reedbed`;
  if (number === null) return `What ${workspace} is changing${from}. Not published yet.`;
  const shown = versions.find((one) => one.number === number);
  const when =
    shown === undefined
      ? ''
      : ` Published ${dayOf(shown.publishedAt)}${shown.publishedBy === null ? '' : ` by ${shown.publishedBy}`}.`;
  const old =
    latest !== null && latest.number !== number ? ` The latest is version ${String(latest.number)}.` : '';
  return `Version ${String(number)} of ${workspace}${from}.${when}${old}`;
}
