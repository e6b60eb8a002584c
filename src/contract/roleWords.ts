import { capital } from './words.ts';
import type { Role } from './workspaces.ts';

/** What a role is for and what its holder sees, for whoever is offered it. */
export const roleWords: Record<Role, string> = {
  owner: 'Runs the workspace: sees every school by name, invites anybody, changes settings, hands over.',
  coordinator: 'Works for the network: sees every school by name, brings files, invites people of schools.',
  'partnership lead':
    'Leads the partnership: sees every school by name, brings files, invites people of schools.',
  'school leader': 'Leads one school: sees the figures of that school and no other, and invites its people.',
  staff: 'Works at one school: sees the figures of that school and no other.',
  researcher: 'Studies the network: sees every school by name, and brings files.',
  evaluator: 'Judges the figures: sees those of every school, with letters for names.',
  partner: 'Of the community: sees what is shared with partners, and no single school.',
  viewer: 'Sees figures and changes nothing: a governor of one school, or of all.',
};

/** `School leader, Alder Road Primary`; `Viewer, all schools`. */
export function roleAt(role: Role, school: string | null): string {
  const name = capital(role);
  if (school !== null) return `${name}, ${school}`;
  return role === 'viewer' ? `${name}, all schools` : name;
}
