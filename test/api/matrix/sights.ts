import type { Role } from '../../../src/contract/workspaces.ts';
import type { Promised, Row, Seeing, Sight } from './seeing.ts';

/**
 * Who sees which rows, as data: the promise that the database keeps. It is written here a second time, by hand and in
 * other words than the policies, so that the two can be held against each other row by row.
 *
 * A new table needs one line in `sights`: who reads a row of it, and who adds, changes or removes one. Whatever is left
 * out is done by no member.
 */
const whole = (viewer: Seeing, ...wanted: Role[]) =>
  viewer.here.some(({ role, school }) => school === null && wanted.includes(role));
const seesNames = (viewer: Seeing) =>
  whole(viewer, 'owner', 'coordinator', 'partnership lead', 'researcher', 'viewer');
const seesAll = (viewer: Seeing) => seesNames(viewer) || whole(viewer, 'evaluator');
const ownSchools = (viewer: Seeing) => [...viewer.here.map((one) => one.school), ...viewer.grants];
const isHere = (viewer: Seeing, row: Row, column = 'workspace_id') =>
  viewer.here.length > 0 && row[column] === viewer.workspace;

/** Whoever holds a role in the workspace. */
const everybody: Sight = (viewer, row) => isHere(viewer, row);
/** Those who see all schools, by name or by letter; otherwise one's own schools. */
const schoolsSeen =
  (...columns: string[]): Sight =>
  (viewer, row) =>
    isHere(viewer, row) &&
    (seesAll(viewer) || columns.some((one) => ownSchools(viewer).includes(row[one] as string)));
/** Whoever sees a school at all: what is said of all schools alike. A partner sees none. */
const seesASchool: Sight = (viewer, row) =>
  isHere(viewer, row) && (seesAll(viewer) || ownSchools(viewer).some((one) => one !== null));
/** All schools for those who know them by name, which an evaluator does not; otherwise one's own. */
const schoolsByName =
  (...columns: string[]): Sight =>
  (viewer, row) =>
    isHere(viewer, row) &&
    (seesNames(viewer) || columns.some((one) => ownSchools(viewer).includes(row[one] as string)));
const own =
  (column: string): Sight =>
  (viewer, row) =>
    row[column] === viewer.person;
const holds =
  (...roles: Role[]): Sight =>
  (viewer, row) =>
    isHere(viewer, row) && viewer.here.some((one) => roles.includes(one.role));
const studies = holds('researcher');
const runs = holds('owner');
const both =
  (...sights: Sight[]): Sight =>
  (viewer, row) =>
    sights.every((sight) => sight(viewer, row));
const either =
  (...sights: Sight[]): Sight =>
  (viewer, row) =>
    sights.some((sight) => sight(viewer, row));
const not =
  (sight: Sight): Sight =>
  (viewer, row) =>
    !sight(viewer, row);

/** What somebody made themselves, and everything for those who see all schools by name. */
const ownWork = both(
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
const peopleKnown =
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
const mayGive = both(everybody, (viewer, row) => gives(viewer, row['role'], row['school_id']));
const mayShare = both(everybody, (viewer, row) => gives(viewer, 'viewer', row['school_id']));
const mayInvite = both(everybody, (viewer, row) => {
  const roles = row['roles'] as { role: string; school: string | null }[];
  return roles.length > 0 && roles.every((one) => gives(viewer, one.role, one.school));
});
const soon = Date.now() + 16 * 86_400_000;
const stillOpen: Sight = (_, row) =>
  row['accepted_at'] === null && row['withdrawn_at'] === null && Date.parse(String(row['expires_at'])) < soon;
const roleSeen = either(
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

const leads = holds('owner', 'coordinator', 'partnership lead');
/** Of a school that one belongs to, or that is shared with one, also with somebody who sees all. */
const ofOwnSchool =
  (column: string): Sight =>
  (viewer, row) =>
    ownSchools(viewer).includes(row[column] as string) ||
    viewer.shared.some(({ person, school }) => person === viewer.person && school === row[column]);

const networks = schoolsByName('school_id');
const systemOnly: Promised = { system: 'write' };
const ownAccount: Promised = { system: 'write', told: own('person_id') };
/** Written once, and removed. */
const written = (sight: Sight): Promised => ({ read: sight, insert: sight, delete: sight });
const all = (sight: Sight): Promised => ({ read: sight, insert: sight, update: sight, delete: sight });

/** Whoever came with a file to the workspace that the viewer is in, and researches there. */
const ofElsewhere =
  (column: string): Sight =>
  (viewer, row) =>
    viewer.here.some(({ role }) => role === 'researcher') &&
    viewer.outside.some(({ workspace, person }) => workspace === viewer.workspace && person === row[column]);

const codedBy = (column: string): Promised => {
  const mine = both(holds('researcher'), own(column));
  return {
    read: holds('researcher'),
    insert: both(holds('researcher'), either(own(column), ofElsewhere(column))),
    update: mine,
    delete: mine,
  };
};

export const sights: Record<string, Promised> = {
  // Accounts: what a person sees of their own is asked for by the system.
  account: ownAccount,
  challenge: systemOnly,
  external_identity: ownAccount,
  installation: systemOnly,
  one_time_secret: systemOnly,
  passkey: ownAccount,
  recovery_code: systemOnly,
  session: ownAccount,
  sign_in_link: systemOnly,
  // The work of the installation: the owner of the tables alone asks for it.
  upkeep_job: { system: 'read' },

  // People and what they hold.
  person: { read: either(peopleKnown('id'), ofElsewhere('id')), update: own('id'), system: 'write' },
  workspace: {
    read: (viewer, row) => viewer.held.some((one) => one.workspace === row['id']),
    update: (viewer, row) => holds('owner')(viewer, { workspace_id: row['id'] }),
    delete: (viewer, row) => holds('owner')(viewer, { workspace_id: row['id'] }),
  },
  workspace_member: {
    read: either(own('person_id'), both(everybody, peopleKnown('person_id'))),
    delete: both(everybody, either(own('person_id'), both(holds('owner'), peopleKnown('person_id')))),
  },
  // What `app.enter` looks up; nobody asks for it.
  member_standing: {},
  member_role: {
    read: roleSeen,
    insert: both(own('created_by'), either(not(own('person_id')), holds('owner')), mayGive),
    delete: both(everybody, roleSeen, either(own('person_id'), mayGive)),
  },
  invitation: {
    read: both(everybody, either(own('invited_by'), holds('owner'), mayInvite)),
    insert: both(own('invited_by'), mayInvite, stillOpen),
    update: both(mayInvite, (_, row) => row['accepted_at'] === null),
  },
  school_grant: {
    read: both(everybody, either(own('person_id'), holds('owner'), mayShare)),
    insert: both(own('granted_by'), not(own('person_id')), mayShare),
    update: mayShare,
  },

  // The trail and the queue.
  audit_chain: { read: holds('owner', 'coordinator'), system: 'read' },
  audit_entry: {
    read: both(everybody, either(own('person_id'), holds('owner', 'coordinator'))),
    system: 'read',
  },
  job: { read: ownWork, insert: both(everybody, own('created_by')), update: ownWork, system: 'write' },

  // Schools: rows of one's own, or of all. The acts of policy.ts say who changes what they see.
  dataset: all(seesASchool),
  file_import: all(ownWork),
  grouping: all(everybody),
  import_change: all(schoolsByName('school_id')),
  kept_mapping: all(both(everybody, (viewer) => seesAll(viewer))),
  measure: all(
    either(
      both(everybody, (_, row) => row['shared'] === true),
      seesASchool,
    ),
  ),
  measure_version: all(seesASchool),
  other_network: { read: networks, insert: networks, delete: networks },
  reference_line: all(everybody),
  school: all(schoolsSeen('id')),
  school_group: all(schoolsSeen('school_id')),
  school_identity: all(schoolsByName('school_id')),
  school_link: all(schoolsSeen('predecessor_id', 'successor_id')),
  school_shown: { read: schoolsSeen('id') },
  school_values: all(schoolsSeen('school_id')),

  // Studies name struggling schools: for those who see all schools, an evaluator by letter.
  study: all(both(everybody, (viewer) => seesAll(viewer))),
  study_school: all(both(everybody, (viewer) => seesAll(viewer))),

  // Everybody reads the words that the workspace speaks in; policy.ts says who changes them.
  framework: all(everybody),
  framework_version: { read: everybody, insert: both(everybody, own('published_by')) },

  // Who said what is for researchers alone, not for whoever runs the workspace.
  source: all(holds('researcher')),
  source_text: written(studies),
  source_translation: all(holds('researcher')),
  source_recording: { ...all(studies), insert: both(studies, own('created_by')) },
  informant: all(holds('researcher')),
  speaker: all(holds('researcher')),
  turn: written(holds('researcher')),
  // What one coded is one's own to change. That blind coders do not see one another is tested in coding.test.ts.
  source_coder: { read: holds('researcher') },
  quotation: codedBy('created_by'),
  evidence: { ...codedBy('created_by'), update: undefined },
  evidence_item: { read: holds('researcher') },
  memo: codedBy('created_by'),
  // The key is made by those who work with the words, and read by whoever runs the workspace.
  pseudonym: { read: runs, insert: both(studies, own('created_by')) },
  source_original: { read: runs, insert: both(studies, own('kept_by')), delete: runs },
  codebook_meeting: { ...all(both(studies, own('created_by'))), read: studies },
  exemplar: { read: studies, insert: both(studies, own('chosen_by')), delete: studies },
  // Nobody decides in the name of somebody of elsewhere.
  reconciled_unit: { ...all(both(holds('researcher'), own('decided_by'))), read: holds('researcher') },
  // Only a file brings somebody of elsewhere, through app.outside_coder.
  outside_coder: { read: holds('researcher') },
  outside_code: { read: everybody, insert: everybody },
  coding_act: all(both(holds('researcher'), own('person_id'))),

  // Where schools stand is published by those who know all by name; each school reads its own page.
  standing: {
    read: seesASchool,
    insert: both(everybody, own('published_by'), (viewer) => seesNames(viewer)),
    delete: both(everybody, (viewer) => seesNames(viewer)),
  },
  school_standing: {
    read: schoolsByName('school_id'),
    insert: both(everybody, (viewer) => seesNames(viewer)),
    delete: both(everybody, (viewer) => seesNames(viewer)),
  },
  conversation: {
    read: either(
      both(everybody, leads),
      both(everybody, ofOwnSchool('school_id')),
      both(everybody, ofOwnSchool('with_school_id'), (_, row) => row['state'] === 'arranged'),
    ),
    insert: both(
      everybody,
      own('asked_by'),
      ofOwnSchool('school_id'),
      (_, row) => row['state'] === 'asked' && row['answered_by'] === null,
    ),
    // Whoever leads answers. The school that asked takes it back, which is no change of a row as it is.
    update: both(everybody, leads, (_, row) => row['state'] !== 'withdrawn'),
  },
};

/** Whether somebody may be told of a row, by whatever way. */
export function isTold(table: string, viewer: Seeing, row: Row): boolean {
  const { read, told } = sights[table] ?? {};
  return read?.(viewer, row) === true || told?.(viewer, row) === true;
}
