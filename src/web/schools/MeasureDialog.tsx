import { useState } from 'react';
import { call } from '#contract/client';
import type { CallOf } from '#contract/endpoint';
import { directionChoices, fittingDirection, kindChoices } from '#contract/measureChoices';
import { changeMeasure, measureTitle, type DictionaryMeasure } from '#contract/schools';
import { counted } from '#contract/words';
import { connection } from '../ui/connection.ts';
import { Field } from '../ui/Field.tsx';
import { ChoiceField, DayField } from '../ui/Fields.tsx';
import { ErrorSummary, TextField, useForm } from '../ui/Form.tsx';
import { FormDialog } from '../ui/FormDialog.tsx';
import { useAct } from './queries.ts';
import { untilWords } from './sentences.ts';

interface MeasureDialogProps {
  workspace: string;
  measure: DictionaryMeasure;
  /** The same measure in other periods. */
  others: readonly DictionaryMeasure[];
  onClose: () => void;
}

type Input = CallOf<typeof changeMeasure>;

/** What a measure is, in words: what it counts, of what, in which unit, and who says so. */
export function MeasureDialog({ workspace, measure, others, onClose }: MeasureDialogProps) {
  const [kind, setKind] = useState(measure.kind);
  const [highMeans, setHighMeans] = useState(measure.highMeans);
  const [until, setUntil] = useState(measure.retainUntil ?? '');
  const [today] = useState(() => new Date().toISOString().slice(0, 10));
  const [alike, setAlike] = useState(others.length > 0);
  const change = useAct(workspace, (said: Input) => call(connection, changeMeasure, said), onClose);
  const form = useForm(changeMeasure, (said) => change.mutateAsync(said), {
    workspace,
    measure: measure.id,
    kind,
    highMeans,
    retainUntil: until === '' ? null : until,
    shared: measure.shared,
    alike: alike ? others.map(({ id }) => id) : [],
  });
  const text = (name: 'unit' | 'numerator' | 'denominator' | 'source') => ({
    form,
    name,
    defaultValue: measure[name] ?? '',
    autoComplete: 'off',
  });
  return (
    <FormDialog
      title={`What is ‘${measureTitle(measure)}’?`}
      action="Keep these words"
      busy={form.busy}
      onSubmit={form.onSubmit}
      onClose={onClose}
    >
      <ErrorSummary {...form} />
      <p className="quiet">
        Everybody who sees the measure reads this. Its name, {measure.period === null ? '' : 'its period, '}
        and the group that it is about stay as the file has them.
      </p>
      <Field label="What it is" help="In a sentence that somebody from outside understands.">
        {(tied) => (
          <textarea
            {...tied}
            className="input"
            name="definition"
            rows={3}
            maxLength={2000}
            defaultValue={measure.definition ?? ''}
          />
        )}
      </Field>
      <TextField {...text('unit')} label="Unit" help="For example, percent or points." maxLength={40} />
      <TextField {...text('numerator')} label="What is counted" help="May stay empty." maxLength={200} />
      <TextField {...text('denominator')} label="Out of what" help="May stay empty." maxLength={200} />
      <TextField {...text('source')} label="Source" help="Who publishes it, and where." maxLength={300} />
      <ChoiceField
        label="Tells of"
        choices={kindChoices}
        value={kind}
        onChange={(next) => {
          setKind(next);
          setHighMeans(fittingDirection(next, highMeans));
        }}
      />
      <ChoiceField
        label="Direction"
        choices={directionChoices(kind)}
        value={highMeans}
        onChange={setHighMeans}
      />
      <DayField label="Kept until" help={untilWords(until, today)} value={until} onChange={setUntil} />
      {others.length > 0 && (
        <label className="tick">
          <input
            className="check"
            type="checkbox"
            checked={alike}
            onChange={(event) => setAlike(event.target.checked)}
          />
          <span>Say the same of {counted(others.length, 'other period')}, but for the day</span>
        </label>
      )}
    </FormDialog>
  );
}
