import { useState } from 'react';
import { call, urlOf } from '#contract/client';
import { codebookFile } from '#contract/exchange';
import { codebookTable, frameworkExport, removeFramework, type Framework } from '#contract/frameworks';
import { AskFirst } from '../ui/AskFirst.tsx';
import { connection } from '../ui/connection.ts';
import { useAct } from './queries.ts';

interface KeepingProps {
  workspace: string;
  framework: string;
  data: Framework;
  mayChange: boolean;
  changing: boolean;
  onChanging: () => void;
  onRemoved: () => void;
}

/** What can be done with the whole of a framework. */
export function Keeping({ data, mayChange, changing, onChanging, onRemoved, ...place }: KeepingProps) {
  const [asks, setAsks] = useState(false);
  const remove = useAct(place.workspace, () => call(connection, removeFramework, place), onRemoved);
  const version = data.number ?? undefined;
  return (
    <div className="keeping no-print">
      <div className="acts">
        {data.content.crosswalks.length > 0 && (
          <a className="btn line" href={`#crosswalk-${data.content.crosswalks[0]?.key ?? ''}`}>
            Compare frameworks
          </a>
        )}
        {mayChange && !changing && (
          <button type="button" className="btn" onClick={onChanging}>
            {data.changed ? 'Go on changing it' : 'Adapt this one'}
          </button>
        )}
      </div>
      <p className="note">
        <a href={urlOf(frameworkExport, { ...place, version })} download>
          Download
        </a>{' '}
        ·{' '}
        <a href={urlOf(codebookTable, { ...place, version })} download>
          Table of codes
        </a>
        {data.latest !== null && (
          <>
            {' · '}
            <a href={urlOf(codebookFile, place)} download>
              For other packages (.qdc)
            </a>
          </>
        )}
        {mayChange && (
          <>
            {' · '}
            <button type="button" className="linkish" onClick={() => setAsks(true)}>
              Remove
            </button>
          </>
        )}
      </p>
      {asks && (
        <AskFirst
          title={`Remove ‘${data.title}’?`}
          action="Remove it"
          busy={remove.isPending}
          error={remove.error}
          onDo={() => remove.mutate(undefined)}
          onClose={() => setAsks(false)}
        >
          <p>
            It goes with all its versions. Download it first if you may want it again.
            {data.origin !== null && ' The one that comes with Reedbed stays, and can be taken anew.'}
          </p>
        </AskFirst>
      )}
    </div>
  );
}
