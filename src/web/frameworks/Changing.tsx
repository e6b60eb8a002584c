import { useState } from 'react';
import { call } from '#contract/client';
import { discardDraft, publishFramework, type Framework } from '#contract/frameworks';
import { AskFirst } from '../ui/AskFirst.tsx';
import { connection } from '../ui/connection.ts';
import { WordsField } from '../ui/Fields.tsx';
import { FormDialog } from '../ui/FormDialog.tsx';
import { useAct } from './queries.ts';

interface ChangingProps {
  workspace: string;
  framework: string;
  data: Framework;
  onDone: () => void;
}

/** Says that the framework is being changed, and ends it: by publishing, or by dropping the changes. */
export function Changing({ workspace, framework, data, onDone }: ChangingProps) {
  const [asks, setAsks] = useState<'publish' | 'discard' | null>(null);
  const [reason, setReason] = useState('');
  const close = () => setAsks(null);
  const publish = useAct(
    workspace,
    () => call(connection, publishFramework, { workspace, framework, reason }),
    onDone,
  );
  const discard = useAct(workspace, () => call(connection, discardDraft, { workspace, framework }), onDone);
  return (
    <div className="changing no-print">
      <p>
        <b>You are changing this framework.</b>{' '}
        {data.changed
          ? 'Only those who may change it see what is changed before it is published.'
          : 'Nothing is changed yet.'}
      </p>
      <div className="acts">
        <button type="button" className="btn" disabled={!data.changed} onClick={() => setAsks('publish')}>
          Publish
        </button>
        {data.changed && data.latest !== null && (
          <button type="button" className="linkish" onClick={() => setAsks('discard')}>
            Drop the changes
          </button>
        )}
        <button type="button" className="linkish" onClick={onDone}>
          {data.changed ? 'Go on later' : 'Leave it as it is'}
        </button>
      </div>
      {asks === 'publish' && (
        <FormDialog
          title={`Publish version ${String((data.latest?.number ?? 0) + 1)}`}
          action="Publish it"
          busy={publish.isPending}
          error={publish.error}
          onSubmit={() => publish.mutate(undefined)}
          onClose={close}
        >
          <p>
            Everybody in the workspace reads it from then on. What was done in earlier versions keeps their
            words.
          </p>
          <WordsField
            label="Why it was changed"
            help="In a sentence. It stands beside the version."
            value={reason}
            most={500}
            onChange={setReason}
          />
        </FormDialog>
      )}
      {asks === 'discard' && (
        <AskFirst
          title="Drop the changes?"
          action="Drop them"
          keep="Keep them"
          busy={discard.isPending}
          error={discard.error}
          onDo={() => discard.mutate(undefined)}
          onClose={close}
        >
          <p>What was changed since version {data.latest?.number} goes, whoever changed it.</p>
        </AskFirst>
      )}
    </div>
  );
}
