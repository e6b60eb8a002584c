import { useQueryClient } from '@tanstack/react-query';
import { useState, type ReactNode } from 'react';
import { signOut, type Me } from '#contract/accounts';
import { call } from '#contract/client';
import { connection } from '../ui/connection.ts';
import { Menu } from '../ui/Menu.tsx';
import { wordsOf } from '../ui/Problem.tsx';
import { SchemeSwitch } from '../ui/SchemeSwitch.tsx';

interface AccountMenuProps {
  person: Me['person'];
  /** What the masthead has no room for on a phone. */
  phone: ReactNode;
  onSignedOut: () => void;
}

export function AccountMenu({ person, phone, onSignedOut }: AccountMenuProps) {
  const client = useQueryClient();
  const [failure, setFailure] = useState<string | null>(null);
  const leave = () => {
    call(connection, signOut, {}).then(
      () => {
        client.clear();
        onSignedOut();
      },
      (error: unknown) => setFailure(wordsOf(error).detail),
    );
  };
  return (
    <Menu label={initials(person.name)} name={`Your account: ${person.name}`} className="who" align="end">
      <div className="inside">
        <b>{person.name}</b>
      </div>
      <div className="inside">
        <SchemeSwitch />
      </div>
      <hr />
      <a href="/account">Your account</a>
      <div className="phone-only">{phone}</div>
      <button type="button" className="item" onClick={leave}>
        Sign out
      </button>
      {failure !== null && (
        <p className="err inside" role="alert">
          {failure}
        </p>
      )}
    </Menu>
  );
}

function initials(name: string): string {
  const words = name.split(/\s+/).filter((word) => word !== '');
  return [words[0], words.length > 1 ? words.at(-1) : undefined]
    .map((word) => (word === undefined ? '' : word.charAt(0)))
    .join('')
    .toLocaleUpperCase('en-GB');
}
