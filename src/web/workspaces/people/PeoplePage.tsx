import { useQuery } from '@tanstack/react-query';
import { useState, type ReactNode } from 'react';
import type { Member, People } from '#contract/people';
import type { Membership } from '#contract/workspaces';
import { listed } from '#contract/words';
import { useTitle } from '../../ui/hooks.ts';
import { Problem } from '../../ui/Problem.tsx';
import { settingsQuery } from '../settings/queries.ts';
import { WorkspacePages } from '../WorkspacePages.tsx';
import { Invitations } from './Invitations.tsx';
import { InviteDialog } from './InviteDialog.tsx';
import { LookAs } from './LookAs.tsx';
import { MembersTable } from './MembersTable.tsx';
import { OtherNetworks } from './OtherNetworks.tsx';
import { PersonDialog } from './PersonDialog.tsx';
import { peopleQuery } from './queries.ts';
import type { Draft } from './RolePicker.tsx';
import { RolesTable } from './RolesTable.tsx';
import { lede } from './sentences.ts';
import './people.css';
import { Lede } from '../../ui/Lede.tsx';

const title = 'People, and who may see what';

interface PeoplePageProps {
  workspace: Membership;
  /** What happened, and who did it: a feature of its own. */
  trail?: ReactNode;
}

export function PeoplePage({ workspace, trail }: PeoplePageProps) {
  useTitle(title);
  const people = useQuery(peopleQuery(workspace.id));
  if (people.isError) return <Problem error={people.error} onRetry={() => void people.refetch()} />;
  const words = people.data === undefined ? null : lede(people.data.people, workspace.sight);
  return (
    <>
      <div className="opening">
        <WorkspacePages workspace={workspace.id} current="people" />
        <h1>{title}</h1>
        <Lede words={words} waiting="Reading who is here." />
      </div>
      {people.data === undefined ? (
        <div className="waiting people-place" />
      ) : (
        <Known workspace={workspace} known={people.data} />
      )}
      {trail}
    </>
  );
}

type Asking = { what: 'invite' } | { what: 'look'; as?: Draft } | { what: 'person'; person: string };

function Known({ workspace, known }: { workspace: Membership; known: People }) {
  const { id, abilities } = workspace;
  const { people, gives } = known;
  const [asking, setAsking] = useState<Asking | null>(null);
  const settings = useQuery(settingsQuery(id));
  const invites = abilities.includes('people.invite');
  const open = asking?.what === 'person' ? people.find((one) => one.id === asking.person) : undefined;
  const close = () => setAsking(null);
  return (
    <>
      <div className="split people">
        <MembersTable
          people={people}
          schools={['all', 'letters'].includes(workspace.sight) ? workspace.schools : null}
          changes={invites}
          onOpen={(person) => setAsking({ what: 'person', person: person.id })}
        />
        <aside className="side" aria-label="Invitations and other networks">
          {invites ? (
            <>
              <Missing onInvite={() => setAsking({ what: 'invite' })} />
              <Invitations workspace={id} />
            </>
          ) : (
            <AskAnOwner people={people} />
          )}
          <OtherNetworks workspace={id} changes={abilities.includes('schools.change')} />
        </aside>
      </div>
      <RolesTable
        workspace={id}
        threshold={settings.data?.threshold}
        look={
          abilities.includes('people.lookAs') && (
            <button type="button" className="btn line small" onClick={() => setAsking({ what: 'look' })}>
              Look as another role
            </button>
          )
        }
      />
      {asking?.what === 'invite' && <InviteDialog workspace={id} gives={gives} onClose={close} />}
      {asking?.what === 'look' && <LookAs workspace={id} as={asking.as} onClose={close} />}
      {open !== undefined && (
        <PersonDialog
          workspace={id}
          person={open}
          gives={gives}
          shares={abilities.includes('schools.share')}
          onLookAs={
            abilities.includes('people.lookAs')
              ? () => setAsking({ what: 'look', as: draftOf(open) })
              : undefined
          }
          onClose={close}
        />
      )}
    </>
  );
}

/** The first role that somebody holds, as a choice already made. */
function draftOf({ roles }: Member): Draft | undefined {
  const [held] = roles;
  return held === undefined
    ? undefined
    : { key: 0, role: held.role, inSchool: held.school !== null, school: held.school };
}

function Missing({ onInvite }: { onInvite: () => void }) {
  return (
    <section className="cta no-print" aria-labelledby="missing-title">
      <h3 id="missing-title">Somebody is missing?</h3>
      <p>An invitation says who asks, what for, and what the person will see. It ends after 14 days.</p>
      <button type="button" className="btn" onClick={onInvite}>
        Invite somebody
      </button>
    </section>
  );
}

/** For those who cannot invite: who can. */
function AskAnOwner({ people }: { people: readonly Member[] }) {
  const owners = people
    .filter((one) => one.roles.some(({ role }) => role === 'owner'))
    .map((one) => one.name);
  return (
    <section className="cta" aria-labelledby="missing-title">
      <h3 id="missing-title">Somebody is missing?</h3>
      <p>
        Ask {owners.length === 0 ? 'an owner of this workspace' : listed(owners)} to invite them. Owners give
        roles as well.
      </p>
    </section>
  );
}
