import { useMutation, useQuery } from '@tanstack/react-query';
import { call } from '#contract/client';
import { rehearseUndo, undoImport, type Undone } from '#contract/importUndo';
import type { Job } from '#contract/jobs';
import { AskFirst } from '../ui/AskFirst.tsx';
import { connection } from '../ui/connection.ts';
import { undoneWords } from './sentences.ts';

interface UndoImportProps {
  workspace: string;
  file: { id: string; fileName: string };
  onStarted: (job: Job) => void;
  onClose: () => void;
}

/** What taking an import back would remove and bring back, told before it is done. */
export function UndoImport({ workspace, file, onStarted, onClose }: UndoImportProps) {
  const input = { workspace, import: file.id };
  const told = useQuery({
    queryKey: ['imports', workspace, file.id, 'undo'],
    queryFn: () => call(connection, rehearseUndo, input),
    // What was true the last time that somebody looked may not be now.
    gcTime: 0,
    staleTime: Infinity,
  });
  const undo = useMutation({
    mutationFn: () => call(connection, undoImport, input),
    onSuccess: onStarted,
  });
  return (
    <AskFirst
      title={`Undo ‘${file.fileName}’?`}
      action="Undo the import"
      busy={undo.isPending}
      waiting={told.data === undefined}
      error={undo.error ?? told.error}
      onDo={() => undo.mutate()}
      onClose={onClose}
    >
      {told.data === undefined ? (
        <output className="quiet">{told.isError ? '' : 'Looking what it would change.'}</output>
      ) : (
        <What undone={told.data} />
      )}
    </AskFirst>
  );
}

function What({ undone }: { undone: Undone }) {
  return (
    <>
      <ul className="what">
        {undoneWords(undone).map((words) => (
          <li key={words}>{words}</li>
        ))}
      </ul>
      <p className="quiet">The file itself stays in the list, and can be stored again.</p>
    </>
  );
}
