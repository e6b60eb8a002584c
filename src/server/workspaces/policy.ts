import { acts, type Act } from '#contract/endpoint';
import type { Role } from '#contract/workspaces';

/** How far an act reaches, where it does not reach everything. The database keeps to it; here it is in words. */
export type Extent =
  'yes' | 'own school' | 'own school, or all' | 'letters for names' | 'shared ones' | 'to schools';

/** Acts that a role in a workspace decides; the rest need no more than a session, or not even that. */
export type DecidedAct = Exclude<Act, 'public' | 'person'>;

/** Roles × acts: the whole of who may do what, as data. What is not said is not allowed. */
export const policy: Record<DecidedAct, Partial<Record<Role, Extent>>> = {
  'workspace.read': everybody(),
  'schools.read': {
    owner: 'yes',
    coordinator: 'yes',
    'partnership lead': 'yes',
    'school leader': 'own school',
    staff: 'own school',
    researcher: 'yes',
    evaluator: 'letters for names',
    partner: 'shared ones',
    viewer: 'own school, or all',
  },
  'schools.import': { owner: 'yes', coordinator: 'yes', 'partnership lead': 'yes', researcher: 'yes' },
  'schools.change': { owner: 'yes', coordinator: 'yes', 'partnership lead': 'yes' },
  'people.read': {
    ...everybody(),
    'school leader': 'own school',
    staff: 'own school',
    viewer: 'own school, or all',
  },
  'people.invite': {
    owner: 'yes',
    coordinator: 'to schools',
    'partnership lead': 'to schools',
    'school leader': 'own school',
  },
  'audit.read': { owner: 'yes', coordinator: 'yes' },
  'workspace.change': { owner: 'yes' },
  'workspace.export': { owner: 'yes' },
  'workspace.delete': { owner: 'yes' },
};

function everybody(): Record<Role, 'yes'> {
  return {
    owner: 'yes',
    coordinator: 'yes',
    'partnership lead': 'yes',
    'school leader': 'yes',
    staff: 'yes',
    researcher: 'yes',
    evaluator: 'yes',
    partner: 'yes',
    viewer: 'yes',
  };
}

/** A person with two roles may do what either allows. */
export function mayDo(roles: readonly Role[], act: Act): boolean {
  if (act === 'public' || act === 'person') return true;
  return roles.some((role) => policy[act][role] !== undefined);
}

/** For the screens, which know no roles. */
export function abilitiesOf(roles: readonly Role[]): Act[] {
  return acts.filter((act) => act !== 'public' && act !== 'person' && mayDo(roles, act));
}
