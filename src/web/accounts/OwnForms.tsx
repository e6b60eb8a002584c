import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { changeEmail, changeName, changePassword } from '#contract/accountsOwn';
import { call } from '#contract/client';
import { connection } from '../ui/connection.ts';
import { ErrorSummary, PasswordField, TextField, useForm } from '../ui/Form.tsx';
import type { PartProps } from './AccountPage.tsx';
import { useGuard } from './Act.tsx';
import { NewPasswordField } from './NewPasswordField.tsx';
import { waysQuery } from './queries.ts';
import { addressWords } from './words.ts';

export function NameForm({ account, onChanged }: PartProps) {
  const [saved, setSaved] = useState(false);
  const form = useForm(changeName, async (values) => {
    onChanged(await call(connection, changeName, values));
    setSaved(true);
  });
  return (
    <form className="form" noValidate onSubmit={form.onSubmit}>
      <ErrorSummary {...form} />
      <TextField
        form={form}
        name="name"
        label="Your name"
        help="Others of your workspaces see it."
        autoComplete="name"
        defaultValue={account.name}
      />
      <div className="acts">
        <button type="submit" className="btn line" disabled={form.busy}>
          Save the name
        </button>
        {saved && <output className="quietly">Saved</output>}
      </div>
    </form>
  );
}

export function EmailForm({ account, onChanged }: PartProps) {
  const [said, setSaid] = useState<string | null>(null);
  const { attempt, said: asked } = useGuard();
  const form = useForm(changeEmail, (values) =>
    attempt(async () => {
      const { state } = await call(connection, changeEmail, values);
      setSaid(
        state === 'changed' ? 'Saved' : 'A link is on its way to this address. It counts once you open that.',
      );
      onChanged();
    }),
  );
  const { email } = account;
  const { data: ways } = useQuery(waysQuery);
  const help = addressWords(account, ways?.mail === true);
  return (
    <>
      <form className={email === null ? 'form no-print' : 'form'} noValidate onSubmit={form.onSubmit}>
        <ErrorSummary {...form} />
        <TextField
          form={form}
          name="email"
          label="E-mail address"
          help={help}
          type="email"
          autoComplete="email"
          defaultValue={email ?? ''}
        />
        <div className="acts">
          <button type="submit" className="btn line" disabled={form.busy}>
            Save the address
          </button>
          {said !== null && <output className="quietly">{said}</output>}
        </div>
      </form>
      {asked}
    </>
  );
}

export function PasswordForm({ account, onChanged }: PartProps) {
  const [saved, setSaved] = useState(0);
  const { attempt, said } = useGuard();
  const form = useForm(changePassword, (values) =>
    attempt(async () => {
      onChanged(await call(connection, changePassword, values));
      setSaved((count) => count + 1);
    }),
  );
  if (account.email === null)
    return (
      <p>
        You sign in with your e-mail address and the password: save the address first, and open the link if
        one is sent to it.
      </p>
    );
  const had = account.passwordAt !== null;
  return (
    <>
      <form className="form" noValidate onSubmit={form.onSubmit} key={saved}>
        <ErrorSummary {...form} />
        <input type="hidden" autoComplete="username" value={account.email} readOnly />
        {had && (
          <PasswordField
            form={form}
            name="current"
            label="Current password"
            autoComplete="current-password"
          />
        )}
        <NewPasswordField form={form} label={had ? 'New password' : 'Password'} />
        <div className="acts">
          <button type="submit" className="btn line" disabled={form.busy}>
            {had ? 'Change the password' : 'Choose this password'}
          </button>
          {saved > 0 && <output className="quietly">Saved. Other sessions have ended.</output>}
        </div>
      </form>
      {said}
    </>
  );
}
