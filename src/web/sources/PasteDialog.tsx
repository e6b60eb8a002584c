import { useState } from 'react';
import { call } from '#contract/client';
import { bringSource } from '#contract/sources';
import { connection } from '../ui/connection.ts';
import { LinesField, WordsField } from '../ui/Fields.tsx';
import { FormDialog } from '../ui/FormDialog.tsx';
import { useAct } from './queries.ts';

interface PasteDialogProps {
  workspace: string;
  onCome: (source: string) => void;
  onClose: () => void;
}

/** Words from the clipboard, kept as a file would be. */
export function PasteDialog({ workspace, onCome, onClose }: PasteDialogProps) {
  const [title, setTitle] = useState('');
  const [words, setWords] = useState('');
  const bring = useAct(
    workspace,
    () => {
      const name = title.trim() === '' ? 'Pasted words' : title.trim();
      return call(connection, bringSource, { workspace, name: `${name}.txt` }, new Blob([words]));
    },
    ({ id }) => onCome(id),
  );
  return (
    <FormDialog
      title="Paste words"
      action="Keep them"
      busy={bring.isPending || words.trim() === ''}
      error={bring.error}
      onSubmit={() => bring.mutate(undefined)}
      onClose={onClose}
    >
      <WordsField label="Title" value={title} most={190} onChange={setTitle} />
      <LinesField
        label="What was said"
        help="As ‘Interviewer: …’ and ‘Teacher 1: …’, each on a line, and speakers are told apart."
        value={words}
        most={5_000_000}
        rows={10}
        onChange={setWords}
      />
    </FormDialog>
  );
}
