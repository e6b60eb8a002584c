import type { Promised, Row, Seeing } from './seeing.ts';
import {
  seesNames,
  seesAll,
  everybody,
  schoolsSeen,
  seesASchool,
  schoolsByName,
  own,
  holds,
  studies,
  runs,
  both,
  either,
  not,
  ownWork,
  peopleKnown,
  mayGive,
  mayShare,
  mayInvite,
  stillOpen,
  roleSeen,
  leads,
  ofOwnSchool,
  networks,
  systemOnly,
  ownAccount,
  written,
  all,
  ofElsewhere,
  codedBy,
} from './seers.ts';

/**
 * Who sees which rows, as data: the promise that the database keeps. It is written here a second time, by hand and in
 * other words than the policies, so that the two can be held against each other row by row.
 *
 * A new table needs one line in `sights`: who reads a row of it, and who adds, changes or removes one. Whatever is left
 * out is done by no member.
 */
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
  evidence: codedBy('created_by'),
  evidence_item: { read: holds('researcher') },
  memo: codedBy('created_by'),
  // The key is made by those who work with the words, and read by whoever runs the workspace.
  pseudonym: { read: runs, insert: both(studies, own('created_by')) },
  source_original: { read: runs, insert: both(studies, own('kept_by')), delete: runs },
  codebook_meeting: { ...all(both(studies, own('created_by'))), read: studies },
  exemplar: { read: studies, insert: both(studies, own('chosen_by')), delete: studies },
  // Researchers conclude together. What they share, everybody is told.
  finding: {
    ...all(studies),
    insert: both(studies, own('created_by')),
    told: both(everybody, (_, row) => row['shared'] === true),
  },
  finding_evidence: { ...all(studies), insert: both(studies, own('added_by')) },
  // That blind coders do not read one another's is tested in codeMemos.test.ts.
  code_memo: codedBy('created_by'),
  // Nobody decides in the name of somebody of elsewhere.
  refused_suggestion: {
    read: studies,
    insert: both(studies, own('created_by')),
    delete: both(studies, own('created_by')),
  },
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
