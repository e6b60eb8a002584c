import { acts, type Act } from '#contract/endpoint';
import type { Gives } from '#contract/people';
import { roles as allRoles, type Role } from '#contract/workspaces';

/** How far an act reaches, where it does not reach everything. The database keeps to it; here it is in words. */
export type Extent =
  | 'yes'
  | 'own school'
  | 'own school, or all'
  | 'of all schools'
  | 'letters for names'
  | 'shared ones'
  | 'to schools'
  | 'not those of schools'
  | 'those who run it';

/** Acts that a role in a workspace decides; the rest need no more than a session, or not even that. */
export type DecidedAct = Exclude<Act, 'public' | 'person'>;

/** Roles × acts: the whole of who may do what, as data. What is not said is not allowed. */
export const policy: Record<DecidedAct, Partial<Record<Role, Extent>>> = {
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
  'schools.share': {
    owner: 'yes',
    coordinator: 'yes',
    'partnership lead': 'yes',
    'school leader': 'own school',
  },
  // A study names struggling schools, so whoever belongs to one school sees none.
  'studies.read': {
    owner: 'yes',
    coordinator: 'yes',
    'partnership lead': 'yes',
    researcher: 'yes',
    evaluator: 'letters for names',
    viewer: 'of all schools',
  },
  'studies.draw': { owner: 'yes', coordinator: 'yes', 'partnership lead': 'yes', researcher: 'yes' },
  'standings.publish': { owner: 'yes', coordinator: 'yes', 'partnership lead': 'yes' },
  'conversations.read': {
    owner: 'yes',
    coordinator: 'yes',
    'partnership lead': 'yes',
    'school leader': 'own school',
  },
  'conversations.ask': { 'school leader': 'own school' },
  'conversations.answer': { owner: 'yes', coordinator: 'yes', 'partnership lead': 'yes' },
  'frameworks.read': everybody(),
  'frameworks.change': { owner: 'yes', coordinator: 'yes', 'partnership lead': 'yes', researcher: 'yes' },
  // Who said what is for those who study it: not even for whoever runs the workspace.
  'sources.read': { researcher: 'yes' },
  'sources.change': { researcher: 'yes' },
  // The key stays with whoever runs the workspace, who does not read the words.
  'pseudonyms.read': { owner: 'yes' },
  'coding.read': { researcher: 'yes' },
  'coding.change': { researcher: 'yes' },
  'findings.read': findingsFor(),
  'people.read': {
    ...everybody(),
    'school leader': 'own school',
    staff: 'own school',
    evaluator: 'not those of schools',
    partner: 'those who run it',
    viewer: 'own school, or all',
  },
  'people.invite': {
    owner: 'yes',
    coordinator: 'to schools',
    'partnership lead': 'to schools',
    'school leader': 'own school',
  },
  'people.lookAs': { owner: 'yes' },
  'audit.read': { owner: 'yes', coordinator: 'yes' },
  'workspace.read': everybody(),
  'people.leave': everybody(),
  'workspace.change': { owner: 'yes' },
  'workspace.export': { owner: 'yes' },
  'workspace.handOver': { owner: 'yes' },
  'workspace.delete': { owner: 'yes' },
};

/** What an act is called where people read of it. */
export const actWords: Record<DecidedAct, string> = {
  'schools.read': 'See figures of a school',
  'schools.import': 'Bring files of schools',
  'schools.change': 'Change what is kept of a school',
  'schools.share': 'Show a school to somebody for a while',
  'studies.read': 'See which schools were drawn to study',
  'studies.draw': 'Draw schools to study',
  'standings.publish': 'Show every school where it stands',
  'conversations.read': 'Read requests for a conversation',
  'conversations.ask': 'Ask for a conversation with a school',
  'conversations.answer': 'Arrange or decline a conversation',
  'frameworks.read': 'Read the language of elements',
  'frameworks.change': 'Change the language of elements',
  'sources.read': 'Read what people said',
  'sources.change': 'Bring and change what people said',
  'pseudonyms.read': 'Read which word stands for which name',
  'coding.read': 'See what was coded',
  'coding.change': 'Code what people said',
  'findings.read': 'Read what was concluded',
  'people.read': 'See who belongs to the workspace',
  'people.invite': 'Invite people, change roles',
  'people.lookAs': 'Look as another role',
  'audit.read': 'Read what happened, and who did it',
  'workspace.read': 'See the settings of the workspace',
  'people.leave': 'Leave the workspace',
  'workspace.change': 'Change the name and the settings',
  'workspace.export': 'Take all data out',
  'workspace.handOver': 'Hand the workspace over',
  'workspace.delete': 'Delete the workspace',
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

/** What researchers share, with the words that they let go. */
function findingsFor(): Record<Role, Extent> {
  const others = Object.fromEntries(Object.keys(everybody()).map((role) => [role, 'shared ones']));
  return { ...(others as Record<Role, Extent>), researcher: 'yes' };
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

/** What somebody may give to others. In which schools, the database knows. */
export function givesOf(roles: readonly Role[]): Gives {
  const extents = roles.map((role) => policy['people.invite'][role]).filter((one) => one !== undefined);
  if (extents.length === 0) return { whole: [], inSchool: [] };
  const inSchool: Role[] = ['school leader', 'staff', 'viewer'];
  if (!extents.includes('yes')) return { whole: [], inSchool };
  return { whole: allRoles.filter((role) => role !== 'school leader' && role !== 'staff'), inSchool };
}
