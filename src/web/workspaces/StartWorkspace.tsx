import { useMutation, useQueryClient } from '@tanstack/react-query';
import { call } from '#contract/client';
import { createWorkspace, type Membership } from '#contract/workspaces';
import { connection } from '../ui/connection.ts';
import { NameDialog } from '../ui/NameDialog.tsx';

interface StartWorkspaceProps {
  onClose: () => void;
  onStarted: (workspace: Membership) => void;
}

export function StartWorkspace({ onClose, onStarted }: StartWorkspaceProps) {
  const client = useQueryClient();
  const start = useMutation({
    mutationFn: (name: string) => call(connection, createWorkspace, { name }),
    onSuccess: async (workspace) => {
      await client.invalidateQueries({ queryKey: ['accounts', 'me'] });
      onStarted(workspace);
    },
  });
  return (
    <NameDialog
      title="Start a workspace of your own"
      why="A workspace holds the schools, people and data of one network or study. Nobody else sees it."
      label="Name of the workspace"
      initial=""
      action="Start the workspace"
      busy={start.isPending}
      error={start.error}
      onName={(name) => start.mutate(name)}
      onClose={onClose}
    />
  );
}
