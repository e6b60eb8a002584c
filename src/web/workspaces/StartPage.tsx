import type { ReactNode } from 'react';
import type { Me } from '#contract/accounts';
import { useTitle } from '../ui/hooks.ts';

/** Where nobody has a workspace left: what to do first. */
export function StartPage({ person, bring }: { person: Me['person']; bring: ReactNode }) {
  useTitle('Where would you like to start?');
  return (
    <>
      <div className="opening">
        <h1>Where would you like to start?</h1>
        <p className="lede">
          You are signed in as {person.name}. <b>No schools of yours are stored.</b> Bring a file of them, and
          see which beat the odds.
        </p>
      </div>
      <div className="start">{bring}</div>
    </>
  );
}
