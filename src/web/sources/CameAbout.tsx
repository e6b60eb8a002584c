import { useState } from 'react';
import { call } from '#contract/client';
import { changeSource, type Source, type SourceRecord } from '#contract/sources';
import { connection } from '../ui/connection.ts';
import { dayOf } from '../ui/days.ts';
import { ChoiceField, DayField, LinesField, WordsField } from '../ui/Fields.tsx';
import { FormDialog } from '../ui/FormDialog.tsx';
import { useAct } from './queries.ts';
import { SchoolField } from './SchoolField.tsx';
import { consentChoices, kindChoices, labelOf } from './words.ts';

/** How the words came about: school, day, consent, guide, debrief. */
export function CameAbout({ workspace, source }: { workspace: string; source: Source }) {
  const [changes, setChanges] = useState(false);
  return (
    <section aria-labelledby="record-title">
      <h2 id="record-title">How it came about</h2>
      <dl className="record">
        {linesOf(source).map(([label, words]) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd>{words}</dd>
          </div>
        ))}
      </dl>
      <p className="no-print">
        <button type="button" className="btn line small" onClick={() => setChanges(true)}>
          Change the record
        </button>
      </p>
      {changes && <RecordDialog workspace={workspace} source={source} onClose={() => setChanges(false)} />}
    </section>
  );
}

function linesOf({ record, school, fileName }: Source): [label: string, words: string][] {
  const lines: [string, string][] = [
    ['School', school?.name ?? 'Not said yet'],
    ['Day', record.heldOn === null ? 'Not said yet' : dayOf(record.heldOn)],
    ['Place', record.place],
    ['Consent', labelOf(consentChoices, record.consent)],
    ['Language', record.language],
    ['Questions asked', record.guide],
    ['Afterwards', record.debrief],
    ['File', fileName],
  ];
  return lines.filter(([, words]) => words !== '');
}

interface RecordDialogProps {
  workspace: string;
  source: Source;
  onClose: () => void;
}

function RecordDialog({ workspace, source, onClose }: RecordDialogProps) {
  const [record, setRecord] = useState<SourceRecord>(source.record);
  const [school, setSchool] = useState(source.school);
  const change = useAct(
    workspace,
    () =>
      call(connection, changeSource, {
        workspace,
        source: source.id,
        ...record,
        school: school?.id ?? null,
      }),
    onClose,
  );
  const set = (changed: Partial<SourceRecord>) => setRecord((before) => ({ ...before, ...changed }));
  return (
    <FormDialog
      title="How it came about"
      action="Keep the record"
      busy={change.isPending}
      error={change.error}
      onSubmit={() => change.mutate(undefined)}
      onClose={onClose}
    >
      <WordsField label="Title" value={record.title} most={200} onChange={(title) => set({ title })} />
      <ChoiceField
        label="Kind"
        choices={kindChoices}
        value={record.kind}
        onChange={(kind) => set({ kind })}
      />
      <SchoolField workspace={workspace} school={school} onSchool={setSchool} />
      <DayField
        label="Day"
        value={record.heldOn ?? ''}
        onChange={(day) => set({ heldOn: day === '' ? null : day })}
      />
      <WordsField label="Place" value={record.place} most={200} onChange={(place) => set({ place })} />
      <ChoiceField
        label="Consent"
        choices={consentChoices}
        value={record.consent}
        onChange={(consent) => set({ consent })}
      />
      <WordsField
        label="Language"
        value={record.language}
        most={60}
        onChange={(language) => set({ language })}
      />
      <LinesField
        label="Questions asked"
        value={record.guide}
        most={20_000}
        rows={3}
        onChange={(guide) => set({ guide })}
      />
      <LinesField
        label="Afterwards"
        help="What was noticed or talked over after it was held."
        value={record.debrief}
        most={20_000}
        rows={3}
        onChange={(debrief) => set({ debrief })}
      />
    </FormDialog>
  );
}
