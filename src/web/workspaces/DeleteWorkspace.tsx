import { useMutation, useQueryClient } from '@tanstack/react-query';
import { call } from '#contract/client';
import { counted } from '#contract/words';
import { deleteWorkspace, type Membership } from '#contract/workspaces';
import { AskFirst } from '../ui/AskFirst.tsx';
import { connection } from '../ui/connection.ts';

interface DeleteWorkspaceProps {
  workspace: Membership;
  onClose: () => void;
  onDeleted: () => void;
}

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
    <AskFirst
      title={title}
      action="Delete the workspace"
      busy={remove.isPending}
      error={remove.error}
      onDo={() => remove.mutate()}
      onClose={onClose}
    >
      <p className="quiet">
        {workspace.schools === 0
          ? 'No schools are stored in it. Files that were brought into it are deleted, for everybody.'
          : `Its ${counted(workspace.schools, 'school')}, all their values and the files that were brought are deleted, for everybody.`}{' '}
        <b>This cannot be undone.</b>
      </p>
    </AskFirst>
  );
}
