import { useMutation, useQueryClient } from '@tanstack/react-query';
import { call } from '#contract/client';
import { counted } from '#contract/words';
import { deleteWorkspace, type Membership } from '#contract/workspaces';
import { connection } from '../ui/connection.ts';
import { Dialog } from '../ui/Dialog.tsx';
import { wordsOf } from '../ui/Problem.tsx';

interface DeleteWorkspaceProps {
  workspace: Membership;
  onClose: () => void;
  onDeleted: () => void;
}

/** Says what goes before it goes. What keeps everything comes first, and so has the focus. */
export function DeleteWorkspace({ workspace, onClose, onDeleted }: DeleteWorkspaceProps) {
  const client = useQueryClient();
  const remove = useMutation({
    mutationFn: () => call(connection, deleteWorkspace, { workspace: workspace.id }),
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: ['accounts', 'me'] });
      onDeleted();
    },
  });
  const title = `Delete ‘${workspace.name}’?`;
  return (
    <Dialog label={title} onClose={onClose}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          remove.mutate();
        }}
      >
        <h2>{title}</h2>
        <p className="quiet">
          {workspace.schools === 0
            ? 'No schools are stored in it. Files that were brought into it are deleted, for everybody.'
            : `Its ${counted(workspace.schools, 'school')}, all their values and the files that were brought are deleted, for everybody.`}{' '}
          <b>This cannot be undone.</b>
        </p>
        {remove.error !== null && (
          <p className="err" role="alert">
            {wordsOf(remove.error).detail}
          </p>
        )}
        <div className="acts">
          <button type="button" className="btn line" onClick={onClose}>
            Keep it
          </button>
          <button type="submit" className="btn" disabled={remove.isPending}>
            Delete the workspace
          </button>
        </div>
      </form>
    </Dialog>
  );
}
