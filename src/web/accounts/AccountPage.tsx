import { useQuery, useQueryClient } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import type { Account } from '#contract/accountsOwn';
import { useTitle } from '../ui/hooks.ts';
import { Problem } from '../ui/Problem.tsx';
import './accounts.css';
import { Authenticator } from './Authenticator.tsx';
import { EmailForm, NameForm, PasswordForm } from './OwnForms.tsx';
import { Passkeys } from './Passkeys.tsx';
import { ProviderPart } from './ProviderPart.tsx';
import { accountQuery } from './accountQuery.ts';
import { SessionList } from './SessionList.tsx';

export interface PartProps {
  account: Account;
  /** With the account as it is now; without, it is asked for again. */
  onChanged: (account?: Account) => void;
}

/** "Your account": who you are here, how you sign in, and where you are signed in. */
export function AccountPage() {
  useTitle('Your account');
  const client = useQueryClient();
  const { data: account, error } = useQuery(accountQuery);
  if (error !== null) return <Problem error={error} />;
  const onChanged = (next?: Account) => {
    if (next === undefined) void client.invalidateQueries({ queryKey: accountQuery.queryKey });
    else client.setQueryData(accountQuery.queryKey, next);
    void client.invalidateQueries({ queryKey: ['accounts', 'me'] });
  };
  return (
    <>
      <div className="opening">
        <h1>Your account</h1>
        {account !== undefined && <p className="lede">{summary(account)}</p>}
      </div>
      {account !== undefined && <Parts {...{ account, onChanged }} />}
    </>
  );
}

function summary({ passwordAt, passkeys, authenticator, email }: Account): ReactNode {
  if (passwordAt === null && passkeys.length === 0) {
    return (
      <>
        You come in by sign-in links only. <b>Give your e-mail address and a password</b>, and you can sign in
        by yourself from anywhere.
      </>
    );
  }
  if (passkeys.length > 0 && passwordAt === null)
    return 'You sign in with a passkey, which nobody can guess or trick out of you.';
  if (authenticator)
    return `You sign in${email === null ? '' : ` as ${email}`}, and a second proof guards your account.`;
  if (passkeys.length > 0) {
    return (
      <>
        You sign in with a passkey or with a password. <b>An authenticator app</b> keeps out whoever learns
        the password.
      </>
    );
  }
  return (
    <>
      You sign in with a password alone. <b>A passkey or an authenticator app</b> keeps others out even if
      they learn it.
    </>
  );
}

function Parts(props: PartProps) {
  const { account } = props;
  return (
    <>
      <Section title="Who you are">
        <NameForm {...props} />
        <EmailForm {...props} />
      </Section>
      <Section title="Password" typed>
        <PasswordForm {...props} />
      </Section>
      <Section title="Passkeys">
        <Passkeys {...props} />
      </Section>
      <Section title="Authenticator app">
        <Authenticator {...props} />
      </Section>
      {account.provider !== null && (
        <Section title={account.provider.name}>
          <ProviderPart {...props} />
        </Section>
      )}
      <Section title="Where you are signed in">
        <SessionList {...props} />
      </Section>
    </>
  );
}

interface SectionProps {
  title: string;
  /** There is nothing in it but what is typed into, so that paper goes without. */
  typed?: boolean;
  children: ReactNode;
}

function Section({ title, typed = false, children }: SectionProps) {
  return (
    <section className={typed ? 'section account-part no-print' : 'section account-part'}>
      <h2>{title}</h2>
      <div className="flow">{children}</div>
    </section>
  );
}
