import { acts, type Act } from '#contract/endpoint';
import type { Role } from '#contract/workspaces';

/** Roles × acts: the whole of who may do what, as data. What is not said is not allowed. */
const read: Act[] = ['workspace.read', 'schools.read'];
const bring: Act[] = [...read, 'schools.import'];

const actsOfRole: Record<Role, readonly Act[]> = {
  owner: [...bring, 'workspace.change', 'workspace.delete'],
  coordinator: bring,
  'partnership lead': bring,
  'school leader': read,
  staff: read,
  researcher: bring,
  evaluator: bring,
  partner: read,
  viewer: read,
};

export function mayDo(role: Role, act: Act): boolean {
  return actsOfRole[role].includes(act);
}

/** For the screens, which know no roles. */
export function abilitiesOf(role: Role): Act[] {
  return acts.filter((act) => mayDo(role, act));
}
