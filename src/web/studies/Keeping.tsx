import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { call } from '#contract/client';
import { deleteStudy, lockStudy, renameStudy, type Study } from '#contract/studies';
import { AskFirst } from '../ui/AskFirst.tsx';
import { connection } from '../ui/connection.ts';
import { dayOf } from '../ui/days.ts';
import { NameDialog } from '../ui/NameDialog.tsx';
import { studiesQuery, useStudyChange } from './queries.ts';

interface KeepingProps {
  workspace: string;
  study: Study;
  draws: boolean;
  onDeleted: () => void;
}

/** Who kept it, and whether it may still change. */
export function Keeping({ workspace, study, draws, onDeleted }: KeepingProps) {
  const [asking, setAsking] = useState<'rename' | 'lock' | 'delete' | null>(null);
  const close = () => setAsking(null);
  const { createdAt, createdBy, lockedAt, lockedBy } = study;
  return (
    <div className="keeping">
      <p className="note">
        Saved {dayOf(createdAt)}
        {createdBy === null ? '' : ` by ${createdBy}`}.{' '}
        {lockedAt === null
          ? 'Not locked yet: lock it with the first interview.'
          : `Locked since the first interview, ${dayOf(lockedAt)}${lockedBy === null ? '' : `, by ${lockedBy}`}; a change makes a new study.`}
      </p>
      {draws && (
        <p className="acts no-print">
          <button type="button" className="linkish" onClick={() => setAsking('rename')}>
            Rename
          </button>
          {lockedAt === null && (
            <>
              <button type="button" className="linkish" onClick={() => setAsking('lock')}>
                Lock the study
              </button>
              <button type="button" className="linkish" onClick={() => setAsking('delete')}>
                Delete it
              </button>
            </>
          )}
        </p>
      )}
      {asking === 'rename' && <Rename workspace={workspace} study={study} onClose={close} />}
      {asking === 'lock' && <Lock workspace={workspace} study={study} onClose={close} />}
      {asking === 'delete' && (
        <Delete workspace={workspace} study={study} onClose={close} onDeleted={onDeleted} />
      )}
    </div>
  );
}

interface AskingProps {
  workspace: string;
  study: Study;
  onClose: () => void;
}

function Rename({ workspace, study, onClose }: AskingProps) {
  const rename = useStudyChange(
    workspace,
    (name: string) => call(connection, renameStudy, { workspace, study: study.id, name }),
    onClose,
  );
  return (
    <NameDialog
      title="Rename this study"
      why="Its schools and numbers stay as they are."
      label="Name of the study"
      initial={study.name}
      action="Rename the study"
      busy={rename.isPending}
      error={rename.error}
      onName={(name) => rename.mutate(name)}
      onClose={onClose}
    />
  );
}

function Lock({ workspace, study, onClose }: AskingProps) {
  const lock = useStudyChange(
    workspace,
    () => call(connection, lockStudy, { workspace, study: study.id }),
    onClose,
  );
  return (
    <AskFirst
      title="Lock this study?"
      keep="Not yet"
      action="Lock the study"
      busy={lock.isPending}
      error={lock.error}
      onDo={() => lock.mutate(undefined)}
      onClose={onClose}
    >
      <p className="quiet">
        From the first interview on its schools stay. A locked study cannot be deleted and no refusal taken
        back; a school that declines later can still be recorded. <b>Nobody can unlock it.</b>
      </p>
    </AskFirst>
  );
}

function Delete({ workspace, study, onClose, onDeleted }: AskingProps & { onDeleted: () => void }) {
  const client = useQueryClient();
  const remove = useMutation({
    mutationFn: () => call(connection, deleteStudy, { workspace, study: study.id }),
    onSuccess: async () => {
      onDeleted();
      await client.invalidateQueries({ queryKey: studiesQuery(workspace).queryKey });
    },
  });
  return (
    <AskFirst
      title={`Delete ‘${study.name}’?`}
      action="Delete the study"
      busy={remove.isPending}
      error={remove.error}
      onDo={() => remove.mutate()}
      onClose={onClose}
    >
      <p className="quiet">
        Its draw, refusals and numbers are deleted, for everybody. The same settings and seed draw the same
        schools again, as long as the data are the same.
      </p>
    </AskFirst>
  );
}
