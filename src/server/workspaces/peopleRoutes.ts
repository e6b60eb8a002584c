import * as invitations from '#contract/invitations';
import type { SentInvitation } from '#contract/invitations';
import * as people from '#contract/people';
import { bind } from '../platform/bind.ts';
import type { Config } from '../platform/config.ts';
import type { Door } from '../platform/door.ts';
import { sendMail } from '../platform/mail.ts';
import { endGrant, giveGrant } from './grants.ts';
import { makeAgain, makeInvitation, readInvitations, withdrawInvitation, type Made } from './invitations.ts';
import { invitationLetter } from './letters.ts';
import { lookAs, roleTable } from './lookAs.ts';
import { changeRoles, handOver, keepingAnOwner, leave, removePerson } from './membership.ts';
import { readPeople } from './people.ts';
import { givesOf } from './policy.ts';
import { findSchools } from './schoolNames.ts';
import { rolesIn } from './store.ts';

export function bindPeople(door: Door, config: Pick<Config, 'mail'>): void {
  bind(door, people.listPeople, (request) =>
    request.inWorkspace(async (scope) => ({
      people: await readPeople(scope),
      gives: givesOf(await rolesIn(scope)),
    })),
  );
  bind(door, people.findSchools, (request, { find }) =>
    request.inWorkspace(async (scope) => {
      const roles = await rolesIn(scope);
      const everywhere = roles.some((role) => ['owner', 'coordinator', 'partnership lead'].includes(role));
      return findSchools(scope, find, everywhere);
    }),
  );
  bind(door, people.changeRoles, (request, { person, roles }) =>
    keepingAnOwner(request.inWorkspace((scope) => changeRoles(scope, person, roles))),
  );
  bind(door, people.removePerson, async (request, { person }) => {
    await keepingAnOwner(request.inWorkspace((scope) => removePerson(scope, person)));
    return {};
  });
  bind(door, people.leaveWorkspace, async (request) => {
    await keepingAnOwner(request.inWorkspace(leave));
    return {};
  });
  bind(door, people.handOver, async (request, { person, yourself }) => {
    await request.inWorkspace((scope) => handOver(scope, person, yourself));
    return {};
  });
  bind(door, people.grantSchool, (request, { person, school, until, reason }) =>
    request.inWorkspace((scope) => giveGrant(scope, person, { school, until, reason })),
  );
  bind(door, people.endGrant, async (request, { grant }) => {
    await request.inWorkspace((scope) => endGrant(scope, grant));
    return {};
  });
  bind(door, people.roleTable, (request) => request.inWorkspace(() => Promise.resolve(roleTable())));
  bind(door, people.lookAs, (request, { role, school }) =>
    request.inWorkspace((scope) => lookAs(scope, role, school ?? null)),
  );
  bindInvitations(door, config);
}

function bindInvitations(door: Door, config: Pick<Config, 'mail'>): void {
  bind(door, invitations.listInvitations, (request) =>
    request.inWorkspace(async (scope) => ({ invitations: await readInvitations(scope) })),
  );
  bind(door, invitations.makeInvitation, async (request, { roles, name, email, message }) => {
    const made = await request.inWorkspace((scope) =>
      makeInvitation(scope, door.seal, { roles, name, email, message }),
    );
    return sent(config, request.origin, made);
  });
  bind(door, invitations.sendAgain, async (request, { invitation }) =>
    sent(
      config,
      request.origin,
      await request.inWorkspace((scope) => makeAgain(scope, door.seal, invitation)),
    ),
  );
  bind(door, invitations.withdrawInvitation, async (request, { invitation }) => {
    await request.inWorkspace((scope) => withdrawInvitation(scope, invitation));
    return {};
  });
}

/** Mail goes out after the transaction: where it does not, the link is passed on by hand. */
async function sent(
  config: Pick<Config, 'mail'>,
  origin: string,
  { invitation, workspace, token, email }: Made,
): Promise<SentInvitation> {
  // The token stands after `#`, where no server and no log sees it.
  const link = `${origin}/invitation#${token}`;
  if (email === null) return { invitation, link, mail: 'no address' };
  const letter = invitationLetter(email, { invitation, workspace, link });
  // `sendMail` has written down why it failed.
  const mail = await sendMail(config, letter).catch(() => 'not sent' as const);
  return { invitation, link, mail };
}
