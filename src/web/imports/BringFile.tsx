import { useQueryClient } from '@tanstack/react-query';
import { useState, type ReactNode } from 'react';
import { call } from '#contract/client';
import { uploadFile } from '#contract/imports';
import { createWorkspace, type Membership } from '#contract/workspaces';
import { connection } from '../ui/connection.ts';
import { FileDrop } from '../ui/FileDrop.tsx';
import { NameDialog } from '../ui/NameDialog.tsx';
import { fileSize } from '#contract/words';
import { wordsOf } from '../ui/Problem.tsx';
import { Progress } from '../ui/Progress.tsx';
import { uploading } from '../ui/uploading.ts';
import { nameFrom } from './nameFrom.ts';

interface BringFileProps {
  /** Where the reader is; null where they have no workspace. */
  workspace: Membership | null;
  /** Whether bringing a file is the page's next step. */
  primary: boolean;
  /** Whether there are schools already. */
  another: boolean;
  onBrought: (workspace: string, id: string) => void;
}

type State =
  | { step: 'ready'; failure?: string }
  | { step: 'naming'; file: File; busy: boolean; error: Error | null }
  | { step: 'sending'; file: File; sent: number };

const accept = '.csv,.tsv,.txt,.xlsx,.parquet,.gz,text/csv';

/** The place to bring a file of schools. From what came with the product it goes into a workspace of one's own, which is named first. */
export function BringFile({ workspace, primary, another, onBrought }: BringFileProps) {
  const [state, setState] = useState<State>({ step: 'ready' });
  const client = useQueryClient();
  const own =
    workspace !== null && workspace.kind === 'own' && workspace.abilities.includes('schools.import');

  const send = async (file: File, into: string) => {
    setState({ step: 'sending', file, sent: 0 });
    try {
      const connection_ = uploading((sent) => setState({ step: 'sending', file, sent }));
      const brought = await call(connection_, uploadFile, { workspace: into, name: file.name }, file);
      onBrought(into, brought.id);
    } catch (error) {
      setState({ step: 'ready', failure: `${wordsOf(error).title}. ${wordsOf(error).detail}` });
    }
  };
  const take = (file: File) => {
    if (own) void send(file, workspace.id);
    else setState({ step: 'naming', file, busy: false, error: null });
  };
  const create = async (file: File, name: string) => {
    setState({ step: 'naming', file, busy: true, error: null });
    try {
      const made = await call(connection, createWorkspace, { name });
      await client.invalidateQueries({ queryKey: ['accounts', 'me'] });
      await send(file, made.id);
    } catch (error) {
      setState({
        step: 'naming',
        file,
        busy: false,
        error: error instanceof Error ? error : new Error(String(error)),
      });
    }
  };
  return (
    <section className="bring no-print" aria-labelledby="bring-title">
      <h2 id="bring-title">{another ? 'Bring another file' : 'Bring a file of schools'}</h2>
      <FileDrop
        accept={accept}
        title="Drop a file here"
        primary={primary}
        disabled={state.step === 'sending'}
        onFile={take}
      >
        {state.step === 'sending' ? <Sending file={state.file} sent={state.sent} /> : <Invitation />}
      </FileDrop>
      {state.step === 'ready' && state.failure !== undefined && (
        <p className="err" role="alert">
          {state.failure} Nothing was stored.
        </p>
      )}
      <p className="note">You will see what would be stored, and what would not, before anything is.</p>
      {state.step === 'naming' && (
        <NameDialog
          title="A workspace of your own"
          why={`${workspace === null ? '' : `${workspace.name} stays as it is. `}Your schools go into a workspace that nobody else sees.`}
          label="Name of the workspace"
          initial={nameFrom(state.file.name)}
          action="Bring the file"
          busy={state.busy}
          error={state.error}
          onName={(name) => void create(state.file, name)}
          onClose={() => setState({ step: 'ready' })}
        />
      )}
    </section>
  );
}

function Invitation(): ReactNode {
  return <p>A table of schools with at least one measure: CSV, Excel or Parquet.</p>;
}

function Sending({ file, sent }: { file: File; sent: number }) {
  const all = sent >= file.size;
  return (
    <output className="sending">
      <p>
        {all ? `Reading ${file.name}.` : `Sending ${file.name}, ${fileSize(sent)} of ${fileSize(file.size)}.`}
      </p>
      <Progress done={sent} total={file.size} label={`Sending ${file.name}`} />
    </output>
  );
}
