import { useState } from 'react';
import { WordsField } from '../ui/Fields.tsx';
import { FormDialog } from '../ui/FormDialog.tsx';
import { useEdits } from './queries.ts';

interface SetAsideDialogProps {
  workspace: string;
  framework: string;
  what: 'code' | 'element';
  term: string;
  name: string;
  onClose: () => void;
}

/** Nothing that was coded with it is lost: it is kept, and not offered any more. */
export function SetAsideDialog({ workspace, framework, what, term, name, onClose }: SetAsideDialogProps) {
  const [why, setWhy] = useState('');
  const edit = useEdits(workspace, framework, onClose);
  return (
    <FormDialog
      title={`Set ‘${name}’ aside`}
      action="Set it aside"
      busy={edit.isPending}
      error={edit.error}
      onSubmit={() => edit.mutate([{ edit: 'set aside', what, key: term, why }])}
      onClose={onClose}
    >
      <p>It is not offered any more. What was coded with it stays, and it can be brought back.</p>
      <WordsField label="Why" help="In a sentence." value={why} most={400} onChange={setWhy} />
    </FormDialog>
  );
}
