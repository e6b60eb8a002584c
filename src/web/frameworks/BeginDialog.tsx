import { call } from '#contract/client';
import { addFramework } from '#contract/frameworks';
import { connection } from '../ui/connection.ts';
import { ErrorSummary, TextField, useForm } from '../ui/Form.tsx';
import { FormDialog } from '../ui/FormDialog.tsx';
import { useAct } from './queries.ts';

interface BeginDialogProps {
  workspace: string;
  onBegun: (framework: string) => void;
  onClose: () => void;
}

/** A framework of one's own, with nothing in it yet. */
export function BeginDialog({ workspace, onBegun, onClose }: BeginDialogProps) {
  const add = useAct(
    workspace,
    (said: { workspace: string; title: string; about: string }) => call(connection, addFramework, said),
    ({ id }) => onBegun(id),
  );
  const form = useForm(addFramework, (said) => add.mutateAsync(said), { workspace });
  return (
    <FormDialog
      title="A framework of your own"
      action="Begin it"
      busy={form.busy}
      onSubmit={form.onSubmit}
      onClose={onClose}
    >
      <ErrorSummary {...form} />
      <TextField form={form} name="title" label="Name" maxLength={160} autoComplete="off" />
      <TextField
        form={form}
        name="about"
        label="What it is for"
        help="In a sentence, for whoever reads it first."
        maxLength={1200}
        autoComplete="off"
      />
    </FormDialog>
  );
}
