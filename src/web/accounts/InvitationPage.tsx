import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useState, type ReactNode } from 'react';
import { me, signOut, type Me } from '#contract/accounts';
import { call } from '#contract/client';
import { openInvitation, type OpenInvitation } from '#contract/invitationAnswers';
import { roleAt, roleWords } from '#contract/roleWords';
import { connection } from '../ui/connection.ts';
import { useTitle } from '../ui/hooks.ts';
import './accounts.css';
import { AcceptInvitation } from './AcceptInvitation.tsx';
import { useFragment } from './fragment.ts';
import { JoinForm } from './JoinForm.tsx';
import { NoLink } from './NoLink.tsx';
import { linkFault } from './words.ts';

interface InvitationPageProps {
  /** Into the workspace, once somebody has joined. */
  onJoined: (workspace: string) => void;
  /** To the page for signing in, which leads back here. */
  onSignIn: () => void;
}

/** Kept while somebody signs in to come back: the address no longer holds it. */
let held = '';

type Seen = { invitation: OpenInvitation; person: Me['person'] | null } | { error: unknown } | null;

/** An invitation, for whoever opens its link: who asks, what for, and what they will see; then the way in. */
export function InvitationPage({ onJoined, onSignIn }: InvitationPageProps) {
  useTitle('Invitation');
  const fragment = useFragment();
  const token = fragment === '' ? held : fragment;
  const [seen, setSeen] = useState<Seen>(null);
  const client = useQueryClient();
  useEffect(() => {
    held = token;
    if (token === '') return;
    read(token).then(setSeen, (error: unknown) => setSeen({ error }));
  }, [token]);
  if (token === '') return <NoLink />;
  if (seen === null) return <Opening title="Opening your invitation" />;
  if ('error' in seen) return <NotOpen error={seen.error} />;
  const { invitation, person } = seen;
  const joined = (workspace: string) => {
    held = '';
    client.clear();
    onJoined(workspace);
  };
  const leave = () => {
    call(connection, signOut, {}).then(
      () => {
        client.clear();
        setSeen({ invitation, person: null });
      },
      (error: unknown) => setSeen({ error }),
    );
  };
  return (
    <Opening title={`${invitation.inviter} invites you to ${invitation.workspace}`}>
      <div className="joining">
        {person === null ? (
          <JoinForm {...{ invitation, token, onSignIn }} onJoined={joined} />
        ) : (
          <AcceptInvitation {...{ person, token }} onJoined={joined} onLeave={leave} />
        )}
        <About invitation={invitation} />
      </div>
    </Opening>
  );
}

async function read(token: string): Promise<Exclude<Seen, null>> {
  const [invitation, person] = await Promise.all([
    call(connection, openInvitation, { token }),
    // Nobody signed in is the ordinary case here.
    call(connection, me, {}).then(
      (answer) => answer.person,
      () => null,
    ),
  ]);
  return { invitation, person };
}

function Opening({ title, children }: { title: string; children?: ReactNode }) {
  return (
    <>
      <div className="opening">
        <h1>{title}</h1>
      </div>
      {children}
    </>
  );
}

function NotOpen({ error }: { error: unknown }) {
  const { title, detail } = linkFault(error);
  return (
    <div className="opening prose">
      <h1>{title}</h1>
      <p className="lede">{detail}</p>
      <p>
        <a href="/sign-in">Sign in</a>
      </p>
    </div>
  );
}

/** What it is about, beside what to do. */
function About({ invitation }: { invitation: OpenInvitation }) {
  const { roles, message, inviter, until } = invitation;
  const day = new Date(until).toLocaleDateString('en-GB', { weekday: 'long', day: 'numeric', month: 'long' });
  return (
    <aside className="about" aria-label="About this invitation">
      {message !== '' && (
        <blockquote>
          <p>{message}</p>
          <footer className="note">{inviter}</footer>
        </blockquote>
      )}
      <h2 className="label">
        {roles.length === 1 ? 'Your role, and what you will see' : 'Your roles, and what you will see'}
      </h2>
      {roles.map(({ role, school }) => (
        <div key={`${role} ${school ?? ''}`}>
          <h3>{roleAt(role, school)}</h3>
          <p className="note">{roleWords[role]}</p>
        </div>
      ))}
      <h2 className="label">Until when</h2>
      <p className="note">The invitation can be used once, until {day.replace(',', '')}.</p>
      <h2 className="label">What is kept about you</h2>
      <p className="note">
        Your name, which others of the workspace see; your e-mail address; when you were here, and what you
        changed.
      </p>
    </aside>
  );
}
