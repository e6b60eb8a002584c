import { call } from '#contract/client';
import { declineStudy, type Study } from '#contract/studies';
import { connection } from '../ui/connection.ts';
import { Field } from '../ui/Field.tsx';
import { ErrorSummary, TextField, useForm } from '../ui/Form.tsx';
import { FormDialog } from '../ui/FormDialog.tsx';
import { useStudyChange } from './queries.ts';
import type { Naming } from './SchoolName.tsx';

interface RefusalDialogProps {
  workspace: string;
  study: Study;
  by: Naming['by'];
  onClose: () => void;
}

/** Only a school that is in the study now can decline. */
export function RefusalDialog({ workspace, study, by, onClose }: RefusalDialogProps) {
  const chosen = study.schools.filter((school) => school.chosen);
  const decline = useStudyChange(
    workspace,
    (asked: { school: string; why: string }) =>
      call(connection, declineStudy, { workspace, study: study.id, ...asked }),
    onClose,
  );
  const form = useForm(declineStudy, ({ school, why }) => decline.mutateAsync({ school, why }), {
    workspace,
    study: study.id,
  });
  return (
    <FormDialog
      title="Record a refusal"
      action="Record the refusal"
      busy={form.busy}
      onSubmit={form.onSubmit}
      onClose={onClose}
    >
      <p className="quiet">
        {study.design === 'matched pairs'
          ? 'The pair leaves the study, and the next pair in the order takes its place.'
          : 'The next in the order takes its place at once.'}
        {study.lockedAt === null ? '' : ' The study is locked, so this cannot be taken back.'}
      </p>
      <ErrorSummary {...form} />
      <Field label="School">
        {(tied) => (
          <select className="input" name="school" {...tied}>
            {chosen.map((school) => (
              <option key={school.school} value={school.school}>
                {by === 'names' ? school.name : school.letter}
                {school.group === '' ? '' : `, ${school.group}`}
              </option>
            ))}
          </select>
        )}
      </Field>
      <TextField
        form={form}
        name="why"
        label="Why"
        help="In a few words, without names of people."
        maxLength={500}
      />
    </FormDialog>
  );
}
