import { useEffect, useRef, type ReactNode } from 'react';
import { schoolFact } from '#contract/importCodes';
import type { ColumnRole, FileColumn, RowMeaning } from '#contract/imports';
import { ChoiceField, WordsField } from '../ui/Fields.tsx';
import { directionChoices, kindChoices } from '#contract/measureChoices';
import { becomesChoices, changeBecomes, changeKind } from './roles.ts';

interface EditorProps {
  header: string;
  column: FileColumn;
  role: ColumnRole;
  onChange: (role: ColumnRole) => void;
  onClose: () => void;
}

/** All there is to say of a column. What is changed holds at once; every row is checked again beside it. */
export function ColumnEditor({ header, column, role, onChange, onClose }: EditorProps) {
  const box = useRef<HTMLFieldSetElement>(null);
  useEffect(() => {
    box.current?.querySelector('select')?.focus();
  }, []);
  useEffect(() => {
    const element = box.current;
    const close = (event: KeyboardEvent) => {
      if (event.key === 'Escape') onClose();
    };
    element?.addEventListener('keydown', close);
    return () => element?.removeEventListener('keydown', close);
  }, [onClose]);
  return (
    <fieldset ref={box} className="editor" aria-label={`What ${header} becomes`}>
      <div className="fields">
        <ChoiceField
          label="Becomes"
          choices={becomesChoices}
          value={role.becomes}
          onChange={(becomes) => onChange(changeBecomes(role, becomes, column))}
        />
        <Details role={role} onChange={onChange} />
      </div>
      <p className="note">{column.reason}.</p>
      <button type="button" className="btn line small" onClick={onClose}>
        Done
      </button>
    </fieldset>
  );
}

interface DetailsProps {
  role: ColumnRole;
  onChange: (role: ColumnRole) => void;
}

const orNull = (text: string) => (text.trim() === '' ? null : text);

function Details({ role, onChange }: DetailsProps): ReactNode {
  switch (role.becomes) {
    case 'ignored':
    case 'name':
      return null;
    case 'reference':
      return <AlsoGroup group={role.group} onChange={(group) => onChange({ ...role, group })} />;
    case 'group':
      return <Label value={role.label} most={80} onChange={(label) => onChange({ ...role, label })} />;
    case 'fact':
      return (
        <>
          <ChoiceField
            label="Which fact"
            choices={schoolFact.options.map((value) => ({ value, label: value }))}
            value={role.fact}
            onChange={(fact) => onChange({ ...role, fact })}
          />
          <AlsoGroup group={role.group} onChange={(group) => onChange({ ...role, group })} />
        </>
      );
    case 'rowKind':
      return <RowKinds role={role} onChange={onChange} />;
    case 'measure':
      return <MeasureDetails role={role} onChange={onChange} />;
  }
}

function MeasureDetails({
  role,
  onChange,
}: {
  role: Extract<ColumnRole, { becomes: 'measure' }>;
  onChange: (role: ColumnRole) => void;
}) {
  return (
    <>
      <Label value={role.label} most={120} onChange={(label) => onChange({ ...role, label })} />
      <ChoiceField
        label="Tells of"
        choices={kindChoices}
        value={role.kind}
        onChange={(kind) => onChange(changeKind(role, kind))}
      />
      <ChoiceField
        label="Direction"
        choices={directionChoices(role.kind)}
        value={role.highMeans}
        onChange={(highMeans) => onChange({ ...role, highMeans })}
      />
      <WordsField
        label="Of whom"
        value={role.pupilGroup}
        most={80}
        error={role.pupilGroup.trim() === '' ? 'Say of whom it is.' : null}
        onChange={(pupilGroup) => onChange({ ...role, pupilGroup })}
      />
      <WordsField
        label="Period"
        value={role.period ?? ''}
        most={40}
        onChange={(text) => onChange({ ...role, period: orNull(text) })}
      />
      <WordsField
        label="Unit"
        value={role.unit ?? ''}
        most={40}
        onChange={(text) => onChange({ ...role, unit: orNull(text) })}
      />
    </>
  );
}

const meanings: readonly { value: RowMeaning; label: string }[] = [
  { value: 'school', label: 'A school' },
  { value: 'authority', label: 'Totals of an authority' },
  { value: 'national', label: 'Totals of the country' },
  { value: 'other', label: 'Other totals' },
];

function RowKinds({
  role,
  onChange,
}: {
  role: Extract<ColumnRole, { becomes: 'rowKind' }>;
  onChange: (role: ColumnRole) => void;
}) {
  return (
    <>
      <Label value={role.label} most={80} onChange={(label) => onChange({ ...role, label })} />
      {role.kinds.map((kind, i) => (
        <ChoiceField
          key={kind.value}
          label={`‘${kind.value}’ is`}
          choices={meanings}
          value={kind.means}
          onChange={(means) => onChange({ ...role, kinds: role.kinds.with(i, { ...kind, means }) })}
        />
      ))}
    </>
  );
}

function AlsoGroup({ group, onChange }: { group: string | null; onChange: (group: string | null) => void }) {
  return (
    <WordsField
      label="Also a group, called"
      value={group ?? ''}
      most={80}
      onChange={(text) => onChange(orNull(text))}
    />
  );
}

function Label(props: { value: string; most: number; onChange: (value: string) => void }) {
  return (
    <div className="wide">
      <WordsField
        {...props}
        label="Stored as"
        error={props.value.trim() === '' ? 'Give it a label, or leave the column out.' : null}
      />
    </div>
  );
}
