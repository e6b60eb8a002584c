import type { Role } from '../../../src/contract/workspaces.ts';
import type { Promised, Row, Seeing, Sight } from './seeing.ts';

/** In whose eyes something is seen: the words in which sights.ts makes its promises. */

const whole = (viewer: Seeing, ...wanted: Role[]) =>
  viewer.here.some(({ role, school }) => school === null && wanted.includes(role));
export const seesNames = (viewer: Seeing) =>
  whole(viewer, 'owner', 'coordinator', 'partnership lead', 'researcher', 'viewer');
export const seesAll = (viewer: Seeing) => seesNames(viewer) || whole(viewer, 'evaluator');
const ownSchools = (viewer: Seeing) => [...viewer.here.map((one) => one.school), ...viewer.grants];
const isHere = (viewer: Seeing, row: Row, column = 'workspace_id') =>
  viewer.here.length > 0 && row[column] === viewer.workspace;

/** Whoever holds a role in the workspace. */
export const everybody: Sight = (viewer, row) => isHere(viewer, row);
/** Those who see all schools, by name or by letter; otherwise one's own schools. */
export const schoolsSeen =
  (...columns: string[]): Sight =>
  (viewer, row) =>
    isHere(viewer, row) &&
    (seesAll(viewer) || columns.some((one) => ownSchools(viewer).includes(row[one] as string)));
/** Whoever sees a school at all: what is said of all schools alike. A partner sees none. */
export const seesASchool: Sight = (viewer, row) =>
  isHere(viewer, row) && (seesAll(viewer) || ownSchools(viewer).some((one) => one !== null));
/** All schools for those who know them by name, which an evaluator does not; otherwise one's own. */
export const schoolsByName =
  (...columns: string[]): Sight =>
  (viewer, row) =>
    isHere(viewer, row) &&
    (seesNames(viewer) || columns.some((one) => ownSchools(viewer).includes(row[one] as string)));
export const own =
  (column: string): Sight =>
  (viewer, row) =>
    row[column] === viewer.person;
export const holds =
  (...roles: Role[]): Sight =>
  (viewer, row) =>
    isHere(viewer, row) && viewer.here.some((one) => roles.includes(one.role));
export const studies = holds('researcher');
export const runs = holds('owner');
export const both =
  (...sights: Sight[]): Sight =>
  (viewer, row) =>
    sights.every((sight) => sight(viewer, row));
export const either =
  (...sights: Sight[]): Sight =>
  (viewer, row) =>
    sights.some((sight) => sight(viewer, row));
export const not =
  (sight: Sight): Sight =>
  (viewer, row) =>
    !sight(viewer, row);

/** What somebody made themselves, and everything for those who see all schools by name. */
export const ownWork = both(
  everybody,
  either(own('created_by'), (viewer) => seesNames(viewer)),
);

/**
 * Whom somebody may know of: all for those who see all; else who runs the workspace, who belongs to their schools, and
 * with whom a school was shared in which they hold a role themselves.
 */
function knows(viewer: Seeing, person: unknown): boolean {
  const schools = ownSchools(viewer);
  const guests = viewer.shared.filter(
    ({ workspace, school }) =>
      workspace === viewer.workspace &&
      (seesNames(viewer) || viewer.here.some((held) => held.school === school)),
  );
  if (guests.some((one) => one.person === person)) return true;
  return viewer.everybodys.some(
    (one) =>
      one.workspace === viewer.workspace &&
      viewer.here.length > 0 &&
      one.person === person &&
      (seesNames(viewer) ||
        (seesAll(viewer) && one.school === null) ||
        ['owner', 'coordinator', 'partnership lead'].includes(one.role) ||
        (one.school !== null && schools.includes(one.school))),
  );
}
export const peopleKnown =
  (column: string): Sight =>
  (viewer, row) =>
    row[column] === viewer.person || knows(viewer, row[column]);

const ofSchools: readonly unknown[] = ['school leader', 'staff', 'viewer'];

/** Nobody gives more than they hold. */
function gives(viewer: Seeing, role: unknown, school: unknown): boolean {
  return viewer.here.some(
    (held) =>
      held.role === 'owner' ||
      (ofSchools.includes(role) &&
        typeof school === 'string' &&
        (held.role === 'coordinator' ||
          held.role === 'partnership lead' ||
          (held.role === 'school leader' && held.school === school))),
  );
}
export const mayGive = both(everybody, (viewer, row) => gives(viewer, row['role'], row['school_id']));
export const mayShare = both(everybody, (viewer, row) => gives(viewer, 'viewer', row['school_id']));
export const mayInvite = both(everybody, (viewer, row) => {
  const roles = row['roles'] as { role: string; school: string | null }[];
  return roles.length > 0 && roles.every((one) => gives(viewer, one.role, one.school));
});
const soon = Date.now() + 16 * 86_400_000;
export const stillOpen: Sight = (_, row) =>
  row['accepted_at'] === null && row['withdrawn_at'] === null && Date.parse(String(row['expires_at'])) < soon;
export const roleSeen = either(
  own('person_id'),
  both(
    everybody,
    peopleKnown('person_id'),
    (viewer, row) =>
      row['school_id'] === null ||
      seesNames(viewer) ||
      ownSchools(viewer).includes(row['school_id'] as string),
  ),
);

export const leads = holds('owner', 'coordinator', 'partnership lead');
/** Of a school that one belongs to, or that is shared with one, also with somebody who sees all. */
export const ofOwnSchool =
  (column: string): Sight =>
  (viewer, row) =>
    ownSchools(viewer).includes(row[column] as string) ||
    viewer.shared.some(({ person, school }) => person === viewer.person && school === row[column]);

export const networks = schoolsByName('school_id');
export const systemOnly: Promised = { system: 'write' };
export const ownAccount: Promised = { system: 'write', told: own('person_id') };
/** Written once, and removed. */
export const written = (sight: Sight): Promised => ({ read: sight, insert: sight, delete: sight });
export const all = (sight: Sight): Promised => ({ read: sight, insert: sight, update: sight, delete: sight });

/** Whoever came with a file to the workspace that the viewer is in, and researches there. */
export const ofElsewhere =
  (column: string): Sight =>
  (viewer, row) =>
    viewer.here.some(({ role }) => role === 'researcher') &&
    viewer.outside.some(({ workspace, person }) => workspace === viewer.workspace && person === row[column]);

export const codedBy = (column: string): Promised => {
  const mine = both(holds('researcher'), own(column));
  return {
    read: holds('researcher'),
    insert: both(holds('researcher'), either(own(column), ofElsewhere(column))),
    update: mine,
    delete: mine,
  };
};
