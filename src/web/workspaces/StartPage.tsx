import { Link } from '@tanstack/react-router';
import { useState, type ReactNode } from 'react';
import type { Me } from '#contract/accounts';
import { counted } from '#contract/words';
import type { Membership } from '#contract/workspaces';
import { useTitle } from '../ui/hooks.ts';
import { StartWorkspace } from './StartWorkspace.tsx';
import './start.css';

interface StartPageProps {
  person: Me['person'];
  /** A first look at what came with the product; null where all of it was deleted. */
  look: ReactNode;
  /** Where else somebody may look round. */
  beside: Membership | null;
  /** The place to bring a file. */
  bring: ReactNode;
  /** What Reedbed does, stage by stage. */
  stages: ReactNode;
  onStarted: (workspace: Membership) => void;
}

/** For somebody who has no workspace of their own: look round first, or begin, both at once. */
export function StartPage({ person, look, beside, bring, stages, onStarted }: StartPageProps) {
  useTitle('Where would you like to start?');
  return (
    <>
      <div className="opening">
        <h1>Where would you like to start?</h1>
        <p className="lede">
          You are signed in as {person.name}. <b>Nothing of yours is stored yet.</b>{' '}
          {look === null && beside === null
            ? 'Bring a file of schools, and see which beat the odds.'
            : 'Look at other schools first, or bring your own.'}
        </p>
      </div>
      <div className="split start">
        {(look !== null || beside !== null) && (
          <div className="look">
            {look}
            {beside !== null && <Beside workspace={beside} />}
          </div>
        )}
        <div className="own no-print">
          <p className="note">Start your own</p>
          {bring}
          <Ways onStarted={onStarted} />
        </div>
      </div>
      {stages}
      <Before />
    </>
  );
}

function Beside({ workspace }: { workspace: Membership }) {
  return (
    <ul className="ways">
      <li>
        <Link to="/w/$workspace/identify" params={{ workspace: workspace.id }}>
          Look round {workspace.name.replace(/,.*$/, '')}
        </Link>
        {workspace.kind === 'demonstration' && 'Invented, with people in every role: '}
        {workspace.schools === 0
          ? 'its schools are still being stored.'
          : `${counted(workspace.schools, 'school')}, with their figures.`}
      </li>
    </ul>
  );
}

function Ways({ onStarted }: { onStarted: (workspace: Membership) => void }) {
  const [asking, setAsking] = useState(false);
  return (
    <>
      <ul className="ways">
        <li>
          <button type="button" className="linkish" onClick={() => setAsking(true)}>
            Start an empty workspace
          </button>
          Give it a name, invite colleagues, and bring a file later.
        </li>
        <li>
          <b>Join a workspace</b>
          If somebody invited you, open the link in their message.
        </li>
      </ul>
      {asking && <StartWorkspace onClose={() => setAsking(false)} onStarted={onStarted} />}
    </>
  );
}

function Before() {
  return (
    <section className="section" aria-labelledby="before-title">
      <h2 className="vh" id="before-title">
        Before you begin
      </h2>
      <div className="before">
        <div>
          <h3 className="label">Who sees what you bring</h3>
          <p>Only you, and people you invite, as far as their role sees.</p>
        </div>
        <div>
          <h3 className="label">Where it is kept</h3>
          <p>On the server that you are using, and nowhere else. Nothing is sent on.</p>
        </div>
        <div>
          <h3 className="label">How to leave</h3>
          <p>
            Take everything with you as open files at any time, then delete the workspace in its menu. It is
            gone at once.
          </p>
        </div>
      </div>
    </section>
  );
}
