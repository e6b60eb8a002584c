import { useState } from 'react';
import { PasswordField, type FormState } from '../ui/Form.tsx';
import { strengthOf } from './strength.ts';
import { passwordHelp } from './words.ts';

interface NewPasswordFieldProps {
  form: FormState;
  label: string;
}

/** A password that is being chosen, with how hard it is to guess. */
export function NewPasswordField({ form, label }: NewPasswordFieldProps) {
  const [typed, setTyped] = useState('');
  const [judged, setJudged] = useState(0);
  const { level, words } = strengthOf(typed);
  // The server knows more of what is guessed: of a password that it has refused, this says nothing.
  const refused = form.failures.some(({ field }) => field === 'password') && judged < form.refusals;
  return (
    <div className="new-password">
      <PasswordField
        form={form}
        name="password"
        label={label}
        help={passwordHelp}
        autoComplete="new-password"
        onInput={(event) => {
          setTyped(event.currentTarget.value);
          setJudged(form.refusals);
        }}
      />
      <div className="strength" data-level={level} hidden={words === '' || refused}>
        <span className="strength-bar" aria-hidden="true" />
        <output className="note">{words}</output>
      </div>
    </div>
  );
}
