import type { GivenRole, HeldRole, Member } from '#contract/people';
import { ProblemError } from '#contract/problem';
import { roleAt } from '#contract/roleWords';
import { newId } from '../platform/ids.ts';
import type { Scope } from '../platform/scope.ts';
import { readPerson } from './people.ts';
import { knownSchools } from './schoolNames.ts';
import { rolesIn } from './store.ts';

const keyOf = (given: GivenRole) => `${given.role}/${given.school ?? ''}`;
const plain = ({ role, school }: HeldRole): GivenRole => ({ role, school: school?.id ?? null });

/** Gives what is new and takes what is missing; what the asker may not take stays. */
export async function changeRoles(scope: Scope, id: string, wanted: readonly GivenRole[]): Promise<Member> {
  const person = await readPerson(scope, id);
  const held = person.roles.map((one) => ({ ...plain(one), mayTake: one.mayTake }));
  const names = await knownSchools(
    scope,
    wanted.map((one) => one.school),
  );
  const added = wanted.filter((one) => !held.some((other) => keyOf(other) === keyOf(one)));
  const taken = held.filter((one) => one.mayTake && !wanted.some((other) => keyOf(other) === keyOf(one)));
  for (const one of added) {
    refuseOwnership(person, one.role);
    await refuseUnlessGiven(scope, person, one, one.school === null ? null : (names.get(one.school) ?? null));
    await give(scope, id, one);
  }
  for (const one of taken) await take(scope, id, one);
  const after = await readPerson(scope, id);
  await scope.audit('people.invite', 'person', id, {
    before: { roles: person.roles.map(plain) },
    after: { roles: after.roles.map(plain) },
  });
  return after;
}

/** The database refuses the same; here it is said why. */
async function refuseUnlessGiven(
  scope: Scope,
  person: Member,
  given: GivenRole,
  school: string | null,
): Promise<void> {
  if (person.you && !(await rolesIn(scope)).includes('owner')) {
    throw new ProblemError('not-allowed', 'Nobody gives themselves a role. Ask an owner of this workspace.');
  }
  const [row] = await scope.sql<{ may: boolean }[]>`
    select app.may_appoint(${given.role}, ${given.school}::uuid) as may`;
  if (row?.may !== true) throw beyondReach([roleAt(given.role, school)]);
}

/** A workspace would be nobody's: who does not exist cannot sign in. */
function refuseOwnership({ invented, name }: Member, role: GivenRole['role']): void {
  if (!invented || role !== 'owner') return;
  throw new ProblemError(
    'conflict',
    `${name} is invented and cannot own a workspace. Choose somebody who signs in.`,
  );
}

export function beyondReach(roles: readonly string[]): ProblemError {
  return new ProblemError(
    'not-allowed',
    `You may not give or take this role: ${roles.join('; ')}. An owner of this workspace can.`,
  );
}

async function give(scope: Scope, person: string, { role, school }: GivenRole): Promise<void> {
  const workspace = scope.actor.workspace ?? '';
  // One whose time is over would stand in the way of its successor.
  await scope.sql`delete from member_role where workspace_id = ${workspace} and person_id = ${person}
    and role = ${role} and school_id is not distinct from ${school}::uuid and expires_at <= now()`;
  // Naming the key of the conflict would ask for sight of the row, which somebody without a role does not give.
  await scope.sql`
    insert into member_role (workspace_id, id, person_id, role, school_id, created_by)
    values (${workspace}, ${newId()}, ${person}, ${role}, ${school}, ${scope.actor.person})
    on conflict do nothing`;
}

async function take(scope: Scope, person: string, { role, school }: GivenRole): Promise<void> {
  await scope.sql`delete from member_role where workspace_id = ${scope.actor.workspace ?? ''}
    and person_id = ${person} and role = ${role} and school_id is not distinct from ${school}::uuid`;
}

/** An owner ends the membership; others end what they may take, which may leave the person with roles elsewhere. */
export async function removePerson(scope: Scope, id: string): Promise<void> {
  const person = await readPerson(scope, id);
  if (person.you) throw new ProblemError('conflict', 'This is you. To go yourself, leave the workspace.');
  const owner = (await rolesIn(scope)).includes('owner');
  const takeable = person.roles.filter((one) => one.mayTake);
  if (owner) await endMembership(scope, id);
  else if (takeable.length === 0)
    throw beyondReach(person.roles.map((one) => roleAt(one.role, one.school?.name ?? null)));
  else for (const one of takeable) await take(scope, id, plain(one));
  await scope.audit('people.invite', 'person', id, {
    detail: owner ? { membershipEnded: true } : {},
    before: { roles: person.roles.map(plain) },
    after: { roles: owner ? [] : person.roles.filter((one) => !one.mayTake).map(plain) },
  });
}

async function endMembership(scope: Scope, person: string): Promise<void> {
  await scope.queries
    .deleteFrom('workspace_member')
    .where('workspace_id', '=', scope.actor.workspace ?? '')
    .where('person_id', '=', person)
    .execute();
}

export async function leave(scope: Scope): Promise<void> {
  const person = await readPerson(scope, scope.actor.person);
  await endMembership(scope, scope.actor.person);
  await scope.audit('people.leave', 'person', scope.actor.person, {
    before: { roles: person.roles.map(plain) },
    after: { roles: [] },
  });
}

/** The next owner is there before the last one goes. */
export async function handOver(
  scope: Scope,
  to: string,
  yourself: 'stay owner' | 'coordinator' | 'leave',
): Promise<void> {
  const me = scope.actor.person;
  const person = await readPerson(scope, to);
  if (person.you) throw new ProblemError('conflict', 'You own this workspace already. Choose somebody else.');
  refuseOwnership(person, 'owner');
  await give(scope, to, { role: 'owner', school: null });
  if (yourself === 'coordinator') {
    await give(scope, me, { role: 'coordinator', school: null });
    await take(scope, me, { role: 'owner', school: null });
  }
  if (yourself === 'leave') await endMembership(scope, me);
  await scope.audit('workspace.handOver', 'person', to, { detail: { yourself } });
}

/** The database keeps an owner in every workspace; it says so when the transaction ends. */
export async function keepingAnOwner<T>(work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (error) {
    if (error instanceof Error && 'constraint_name' in error && error.constraint_name === 'last_owner') {
      throw new ProblemError(
        'conflict',
        'A workspace keeps at least one owner, and this was the last. Hand it over to somebody first, or delete it.',
        { cause: error },
      );
    }
    throw error;
  }
}
