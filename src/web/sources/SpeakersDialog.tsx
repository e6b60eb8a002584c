import { useState } from 'react';
import { call } from '#contract/client';
import { changeInformants, type Informant, type InformantType, type Source } from '#contract/sources';
import { connection } from '../ui/connection.ts';
import { ChoiceField, WordsField } from '../ui/Fields.tsx';
import { newId } from '../ui/newId.ts';
import { FormDialog } from '../ui/FormDialog.tsx';
import { useAct } from './queries.ts';
import { labelOf, typeChoices } from './words.ts';

type Who = InformantType | 'unsaid' | 'asks';

interface Row {
  name: string;
  who: Who;
  /** What they are called here; empty for the word of what they are. */
  label: string;
  people: string;
  agreedByRole: boolean;
}

interface SpeakersDialogProps {
  workspace: string;
  source: Source;
  onClose: () => void;
}

const whoChoices: readonly { value: Who; label: string }[] = [
  { value: 'unsaid', label: 'Not said yet' },
  { value: 'asks', label: 'Asks the questions' },
  ...typeChoices,
];

/** Which speaker is who. Two speakers who are the same and called the same are one informant. */
export function SpeakersDialog({ workspace, source, onClose }: SpeakersDialogProps) {
  const [rows, setRows] = useState<Row[]>(() => rowsOf(source));
  const change = useAct(
    workspace,
    () => call(connection, changeInformants, { workspace, source: source.id, ...saidBy(source, rows) }),
    onClose,
  );
  const set = (name: string, changed: Partial<Row>) =>
    setRows((before) => before.map((row) => (row.name === name ? { ...row, ...changed } : row)));
  return (
    <FormDialog
      title="Who is who"
      action="Keep it"
      busy={change.isPending}
      error={change.error}
      onSubmit={() => change.mutate(undefined)}
      onClose={onClose}
    >
      <p className="quiet">
        No names are needed: say what somebody is. Two who are the same and are called the same are one
        informant.
      </p>
      {rows.map((row) => (
        <fieldset className="who-is" key={row.name}>
          <legend>{row.name === '' ? 'Somebody' : row.name}</legend>
          <RowFields row={row} onChange={(changed) => set(row.name, changed)} />
        </fieldset>
      ))}
    </FormDialog>
  );
}

function RowFields({ row, onChange }: { row: Row; onChange: (changed: Partial<Row>) => void }) {
  const { who, label, people, agreedByRole } = row;
  const speaks = who !== 'unsaid' && who !== 'asks';
  return (
    <>
      <ChoiceField
        label="Is"
        choices={whoChoices}
        value={who}
        onChange={(value) => onChange({ who: value })}
      />
      {speaks && (
        <>
          <WordsField
            label="Called here"
            value={label}
            most={120}
            onChange={(value) => onChange({ label: value })}
          />
          <WordsField
            label="People with this voice"
            value={people}
            most={4}
            onChange={(value) => onChange({ people: value.replaceAll(/\D/g, '') })}
          />
        </>
      )}
      {who === 'principal' && (
        <label className="tick">
          <input
            className="check"
            type="checkbox"
            checked={agreedByRole}
            onChange={(event) => onChange({ agreedByRole: event.target.checked })}
          />
          <span>Agreed to be shown by role: a head is always known by it</span>
        </label>
      )}
    </>
  );
}

function rowsOf({ speakers, informants }: Source): Row[] {
  return speakers.map(({ name, informant, asks }) => {
    const found = informants.find(({ id }) => id === informant);
    return {
      name,
      who: asks ? 'asks' : (found?.type ?? 'unsaid'),
      label: found?.label ?? '',
      people: String(found?.people ?? 1),
      agreedByRole: found?.agreedByRole ?? false,
    };
  });
}

/** As the interface wants it: each informant once, with the speakers that are this one. */
function saidBy(source: Source, rows: readonly Row[]): Pick<Source, 'informants' | 'speakers'> {
  const informants = new Map<string, Informant>();
  const speakers = rows.map(({ name, who, label, people, agreedByRole }) => {
    if (who === 'unsaid' || who === 'asks') return { name, informant: null, asks: who === 'asks' };
    const called = label.trim() === '' ? labelOf(typeChoices, who) : label.trim();
    const key = `${who} ${called}`;
    const before = source.informants.find((one) => one.type === who && one.label === called);
    const one = informants.get(key) ?? {
      id: before?.id ?? newId(),
      label: called,
      type: who,
      people: Math.max(1, Number(people)),
      agreedByRole: who === 'principal' && agreedByRole,
    };
    informants.set(key, one);
    return { name, informant: one.id, asks: false };
  });
  return { informants: [...informants.values()], speakers };
}
