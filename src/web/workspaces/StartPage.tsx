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
      <div className="split start">
        {bring}
        <aside aria-label="Before you begin">
          <h2 className="label">Who sees what you bring</h2>
          <p className="note">You alone. It is stored in a workspace of its own, and nobody else is in it.</p>
          <h2 className="label">Where it is kept</h2>
          <p className="note">On the server that you are using, and nowhere else. Nothing is sent on.</p>
          <h2 className="label">How to leave</h2>
          <p className="note">
            Download the table with every number, then delete the workspace in its menu. It is gone at once.
          </p>
        </aside>
      </div>
    </>
  );
}
