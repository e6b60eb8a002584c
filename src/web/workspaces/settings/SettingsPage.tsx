import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState, type ReactNode } from 'react';
import { call } from '#contract/client';
import { ProblemError } from '#contract/problem';
import { changeSettings, type Settings } from '#contract/settings';
import type { Membership } from '#contract/workspaces';
import { connection } from '../../ui/connection.ts';
import { useTitle } from '../../ui/hooks.ts';
import { Problem, wordsOf } from '../../ui/Problem.tsx';
import { BackupPart } from '../BackupPart.tsx';
import { WorkspacePages } from '../WorkspacePages.tsx';
import { LeavePart } from './LeavePart.tsx';
import { settingsQuery } from './queries.ts';
import { SettingsFields } from './SettingsFields.tsx';
import { draftOf, settingsLede, settingsOf, type Draft } from './terms.ts';
import '../people/people.css';
import './settings.css';
import { Lede } from '../../ui/Lede.tsx';

const title = 'How this workspace counts and speaks';

interface SettingsPageProps {
  workspace: Membership;
  /** The reader belongs to it no longer, or it is not there any more. */
  onGone: () => void;
  /** Leads to the key of names. */
  keyLink: ReactNode;
}

export function SettingsPage({ workspace, onGone, keyLink }: SettingsPageProps) {
  useTitle(title);
  const settings = useQuery(settingsQuery(workspace.id));
  if (settings.isError) return <Problem error={settings.error} onRetry={() => void settings.refetch()} />;
  const words = settings.data === undefined ? null : settingsLede(settings.data);
  return (
    <>
      <div className="opening">
        <WorkspacePages workspace={workspace.id} current="settings" />
        <h1>{title}</h1>
        <Lede words={words} waiting="Reading the settings." />
      </div>
      <div className="split people">
        {settings.data === undefined ? (
          <div className="waiting people-place" />
        ) : (
          <SettingsForm workspace={workspace} settings={settings.data} />
        )}
        <aside className="side no-print" aria-label="Take out, leave or hand over">
          <BackupPart workspace={workspace} />
          {workspace.abilities.includes('pseudonyms.read') && (
            <section aria-labelledby="key-title">
              <h2 id="key-title">Names taken out</h2>
              <p className="quiet">Which word stands for which name in what people said. {keyLink}</p>
            </section>
          )}
          <LeavePart workspace={workspace} onGone={onGone} />
        </aside>
      </div>
    </>
  );
}

function SettingsForm({ workspace, settings }: { workspace: Membership; settings: Settings }) {
  const client = useQueryClient();
  const [draft, setDraft] = useState<Draft>(() => draftOf(settings));
  const summary = useRef<HTMLDivElement>(null);
  const may = workspace.abilities.includes('workspace.change');
  const save = useMutation({
    mutationFn: () => call(connection, changeSettings, { workspace: workspace.id, ...settingsOf(draft) }),
    onSuccess: async (saved) => {
      setDraft(draftOf(saved));
      client.setQueryData(settingsQuery(workspace.id).queryKey, saved);
      await client.invalidateQueries({ queryKey: ['accounts', 'me'] });
    },
  });
  useEffect(() => {
    if (save.error !== null) summary.current?.focus();
  }, [save.error]);
  const faults = save.error instanceof ProblemError ? save.error.errors : [];
  return (
    <form
      noValidate
      className="settings"
      onSubmit={(event) => {
        event.preventDefault();
        save.mutate();
      }}
    >
      {save.error !== null && (
        <div className="summary" role="alert" tabIndex={-1} ref={summary}>
          <h2>There is a problem</h2>
          <ul>
            {faults.length === 0 && <li>{wordsOf(save.error).detail}</li>}
            {faults.map((fault) => (
              <li key={fault.pointer}>
                <a href={`#${idOf(fault.pointer)}`}>{fault.detail}</a>
              </li>
            ))}
          </ul>
        </div>
      )}
      {!may && <p className="quiet">Only an owner of this workspace changes these settings.</p>}
      <fieldset disabled={!may}>
        <legend className="vh">Settings</legend>
        <SettingsFields draft={draft} faults={faults} onDraft={setDraft} />
      </fieldset>
      {may && (
        <div className="acts">
          <button type="submit" className="btn" disabled={save.isPending}>
            Save the settings
          </button>
          <output className="note">{save.isSuccess && 'Saved.'}</output>
        </div>
      )}
    </form>
  );
}

/** `/terms/1/starts` → `terms-1-starts`: what the summary links to. */
const idOf = (pointer: string) => pointer.slice(1).replaceAll('/', '-');
