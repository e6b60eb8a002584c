import { Field } from './Field.tsx';

interface ChoiceFieldProps<T extends string> {
  label: string;
  choices: readonly { value: T; label: string }[];
  value: T;
  onChange: (value: T) => void;
}

/** One of several, under its label. */
export function ChoiceField<T extends string>({ label, choices, value, onChange }: ChoiceFieldProps<T>) {
  return (
    <Field label={label}>
      {(tied) => (
        <select
          {...tied}
          className="input"
          value={value}
          onChange={(event) => onChange(event.target.value as T)}
        >
          {choices.map((choice) => (
            <option key={choice.value} value={choice.value}>
              {choice.label}
            </option>
          ))}
        </select>
      )}
    </Field>
  );
}

interface WordsFieldProps {
  label: string;
  help?: string;
  error?: string | null;
  value: string;
  /** The most letters. */
  most: number;
  /** A list of what is there already, by its id. */
  list?: string;
  onChange: (value: string) => void;
}

/** A few words on a line, under their label. */
export function WordsField({ label, help, error = null, value, most, list, onChange }: WordsFieldProps) {
  return (
    <Field label={label} help={help} error={error}>
      {(tied) => (
        <input
          {...tied}
          className="input"
          list={list}
          maxLength={most}
          autoComplete="off"
          value={value}
          onChange={(event) => onChange(event.target.value)}
        />
      )}
    </Field>
  );
}

type LinesFieldProps = Pick<WordsFieldProps, 'label' | 'help' | 'value' | 'most' | 'onChange'> & {
  rows?: number;
};

/** Several lines, under their label. */
export function LinesField({ label, help, value, most, rows = 2, onChange }: LinesFieldProps) {
  return (
    <Field label={label} help={help}>
      {(tied) => (
        <textarea
          {...tied}
          className="input"
          rows={rows}
          maxLength={most}
          value={value}
          onChange={(event) => onChange(event.target.value)}
        />
      )}
    </Field>
  );
}

type DayFieldProps = Pick<WordsFieldProps, 'label' | 'help' | 'error' | 'value' | 'onChange'>;

/** A day, as `2026-09-01`; none is empty. */
export function DayField({ label, help, error = null, value, onChange }: DayFieldProps) {
  return (
    <Field label={label} help={help} error={error}>
      {(tied) => (
        <input
          {...tied}
          className="input"
          type="date"
          value={value}
          onChange={(event) => onChange(event.target.value)}
        />
      )}
    </Field>
  );
}
