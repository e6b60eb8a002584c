import { useState } from 'react';
import { Field } from './Field.tsx';
import { FormDialog } from './FormDialog.tsx';
import { wordsOf } from './Problem.tsx';

interface NameDialogProps {
  title: string;
  why: string;
  label: string;
  initial: string;
  action: string;
  busy: boolean;
  error: Error | null;
  onName: (name: string) => void;
  onClose: () => void;
}

/** Asks for a name before something new is made. */
export function NameDialog({ title, why, label, initial, error, onName, ...rest }: NameDialogProps) {
  const [name, setName] = useState(initial);
  const [missing, setMissing] = useState(false);
  return (
    <FormDialog
      {...rest}
      title={title}
      onSubmit={() => {
        setMissing(name.trim() === '');
        if (name.trim() !== '') onName(name.trim());
      }}
    >
      <p className="quiet">{why}</p>
      <Field
        label={label}
        error={missing ? 'Give it a name.' : error === null ? null : wordsOf(error).detail}
      >
        {(tied) => (
          <input
            {...tied}
            className="input"
            value={name}
            maxLength={120}
            autoComplete="off"
            onChange={(event) => setName(event.target.value)}
          />
        )}
      </Field>
    </FormDialog>
  );
}
