import { useMutation, useQueryClient } from '@tanstack/react-query';
import { call } from '#contract/client';
import { changeWorkspace, type Membership } from '#contract/workspaces';
import { connection } from '../ui/connection.ts';
import { NameDialog } from '../ui/NameDialog.tsx';

interface RenameWorkspaceProps {
  workspace: Membership;
  onClose: () => void;
}

export function RenameWorkspace({ workspace, onClose }: RenameWorkspaceProps) {
  const client = useQueryClient();
  const rename = useMutation({
    mutationFn: (name: string) => call(connection, changeWorkspace, { workspace: workspace.id, name }),
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: ['accounts', 'me'] });
      onClose();
    },
  });
  return (
    <NameDialog
      title="Rename this workspace"
      why="Everybody in it sees the new name. Addresses that were passed on still work."
      label="Name of the workspace"
      initial={workspace.name}
      action="Rename the workspace"
      busy={rename.isPending}
      error={rename.error}
      onName={(name) => rename.mutate(name)}
      onClose={onClose}
    />
  );
}
