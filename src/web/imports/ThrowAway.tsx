import { useMutation, useQueryClient } from '@tanstack/react-query';
import { call } from '#contract/client';
import { throwAway } from '#contract/importUndo';
import { AskFirst } from '../ui/AskFirst.tsx';
import { connection } from '../ui/connection.ts';

interface ThrowAwayProps {
  workspace: string;
  file: { id: string; fileName: string };
  onClose: () => void;
}

/** Asks before a file of which nothing was stored leaves the list. */
export function ThrowAway({ workspace, file, onClose }: ThrowAwayProps) {
  const client = useQueryClient();
  const act = useMutation({
    mutationFn: () => call(connection, throwAway, { workspace, import: file.id }),
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: ['imports', workspace] });
      onClose();
    },
  });
  return (
    <AskFirst
      title={`Throw away ‘${file.fileName}’?`}
      action="Throw it away"
      busy={act.isPending}
      error={act.error}
      onDo={() => act.mutate()}
      onClose={onClose}
    >
      <p className="quiet">
        Nothing of it was stored, so no school and no figure changes. To store it later, bring it again.
      </p>
    </AskFirst>
  );
}
