import { frameworkSentence } from './frameworkHistory.ts';
import { downloads, pages, pagesOfSchools } from './historySeen.ts';
import { codingSentence, findingSentence } from './codingHistory.ts';
import { accountFields, fieldWords } from './historyFields.ts';
import { sourceSentence } from './sourceHistory.ts';
import { measureSentence } from './historyMeasures.ts';
import { conversationSentence, standingSentence } from './historyStandings.ts';
import { wishes } from './historyWishes.ts';
import { roleAt } from './roleWords.ts';
import { studySentence } from './studyHistory.ts';
import { counted, listed } from './words.ts';
import { roles, type Role } from './workspaces.ts';

/** What of a line of the audit trail its sentence is made of. */
export interface Happening {
  act: string;
  objectKind: string;
  objectId: string | null;
  detail: Record<string, unknown>;
  before: Record<string, unknown> | null;
  after: Record<string, unknown> | null;
}

/** What ids are called now, as far as whoever reads may know. */
export type Names = Readonly<Record<string, string>>;

/** `verb` stands in bold and begins the sentence: **imported** schools.csv: 313 schools, 18 rows refused. */
export interface Told {
  verb: string;
  what: string;
}

const say = (verb: string, what: string): Told => ({ verb, what });

/** Where in the workbench it happened, by the first part of the act. */
export const places = {
  identify: {
    label: 'Identify',
    acts: ['schools', 'identification', 'studies', 'standings', 'conversations'],
  },
  understand: { label: 'Understand', acts: ['frameworks', 'sources', 'pseudonyms', 'coding', 'findings'] },
  people: { label: 'People', acts: ['people', 'invitation', 'audit'] },
  workspace: { label: 'Workspace', acts: ['workspace'] },
  account: {
    label: 'Account',
    acts: ['sign-in', 'sign-out', 'session', 'account', 'password', 'passkey', 'second-factor', 'provider'],
  },
} as const;
export type Place = keyof typeof places;

export function placeOf(act: string): string {
  const first = act.split('.')[0] ?? '';
  const place = Object.values(places).find(({ acts }) => (acts as readonly string[]).includes(first));
  return place?.label ?? 'Elsewhere';
}

/** The sentence of a line. What nobody has given words to is told honestly, with its technical names. */
export function tell(happening: Happening, names: Names): Told {
  return told(happening, names) ?? unknown(happening);
}

/** The sentence, or null where this kind of line has no words yet. */
export function told(happening: Happening, names: Names = {}): Told | null {
  return sentences[happening.objectKind]?.(happening, names) ?? null;
}

function unknown({ act, objectKind, detail }: Happening): Told {
  const keys = Object.keys(detail);
  return say(
    'did',
    `‘${act}’ on ${objectKind.replaceAll('_', ' ')}${keys.length === 0 ? '' : ` (${listed(keys)})`}`,
  );
}

const sentences: Record<string, (happening: Happening, names: Names) => Told | null> = {
  workspace: workspaceSentence,
  file_import: fileSentence,
  job: ({ detail }) => {
    if (detail['cancelled'] === true) return say('stopped', 'the storing of a file; nothing of it was kept');
    if (detail['backup'] === true) return say('asked', 'for a file with everything in this workspace');
    if (detail['standing'] === true) return say('began', 'to publish where each school stands');
    if ('undo' in detail) return say('began', 'to take an import back');
    return 'import' in detail ? say('began', 'to store a file of schools') : null;
  },
  standing: standingSentence,
  conversation: conversationSentence,
  person: personSentence,
  session: ({ detail }) =>
    say('ended', `${counted(numberIn(detail, 'sessions'), 'session')} on other devices`),
  invitation: invitationSentence,
  school_grant: grantSentence,
  other_network: ({ before, after }, names) => {
    const { school, name } = after ?? before ?? {};
    const called = `${nameOf(names, school, 'a school')} belongs to ${text(name, 'another network')} too`;
    return after === null ? say('took back', `that ${called}`) : say('noted', `that ${called}`);
  },
  retention: ({ detail }) =>
    say('removed', `${counted(numberIn(detail, 'lines'), 'line')} of audit trails whose time was over`),
  grouping: groupingSentence,
  school_link: ({ detail }, names) => {
    const [earlier, later] = [detail['predecessor'], detail['successor']].map((id) =>
      nameOf(names, id, 'a school'),
    );
    const link = `that ${later ?? ''} followed ${earlier ?? ''}`;
    return detail['deleted'] === true ? say('took back', link) : say('noted', link);
  },
  measure: measureSentence,
  study: studySentence,
  framework: frameworkSentence,
  source: sourceSentence,
  coding: codingSentence,
  finding: findingSentence,
  page: ({ detail, objectId }, names) => {
    const viewed = text(detail['viewed']);
    const ofSchool = pagesOfSchools[viewed]?.(nameOf(names, objectId, 'a school'));
    return worded('opened', ofSchool ?? pages[viewed]);
  },
  file: ({ detail }) => worded('downloaded', downloads[text(detail['exported'])]),
  request: ({ act, detail }) =>
    'refused' in detail ? say('was refused', wishes[act] ?? 'what their role here does not include') : null,
};

const worded = (verb: string, what: string | undefined) => (what === undefined ? null : say(verb, what));
const text = (value: unknown, otherwise = ''): string => (typeof value === 'string' ? value : otherwise);
const nameOf = (names: Names, id: unknown, otherwise: string) => names[text(id)] ?? otherwise;

function numberIn(detail: Record<string, unknown>, key: string): number {
  const value = detail[key];
  return typeof value === 'number' ? value : 0;
}

function workspaceSentence({ act, objectId, detail, before, after }: Happening, names: Names): Told | null {
  if (act === 'workspace.delete') return say('deleted', 'the workspace with everything in it');
  const name = names[text(objectId)];
  if ('restored' in detail) return say('restored', 'the workspace from a backup');
  if ('invented' in detail)
    return say('added', counted(numberIn(detail, 'invented'), 'invented person', 'invented people'));
  if (detail['created'] === true)
    return say('started', name === undefined ? 'this workspace' : `the workspace ${name}`);
  const fields = Array.isArray(detail['fields']) ? detail['fields'].map(String) : changedKeys(before, after);
  if (fields.length > 0)
    return say(
      'changed',
      `of the workspace: ${listed(fields.map((field) => fieldWords('workspace', field) ?? field))}`,
    );
  return detail['settings'] === true ? say('stored', 'the settings of the workspace as they were') : null;
}

function changedKeys(before: Happening['before'], after: Happening['after']): string[] {
  const keys = [...new Set([...Object.keys(before ?? {}), ...Object.keys(after ?? {})])];
  return keys.filter((key) => JSON.stringify(before?.[key]) !== JSON.stringify(after?.[key]));
}

function groupingSentence({ detail }: Happening): Told {
  const label = text(detail['label'], 'a grouping');
  if (detail['removed'] === true) return say('removed', `the grouping ${label}`);
  if ('was' in detail)
    return say('renamed', `the grouping ${text(detail['was'], 'of another name')} to ${label}`);
  const schools = counted(numberIn(detail, 'moved'), 'school');
  if (detail['group'] === null) return say('took', `${schools} out of ${label}`);
  return say('moved', `${schools} to ${text(detail['group'], 'another group')} of ${label}`);
}

function fileSentence({ objectId, detail }: Happening, names: Names): Told | null {
  // A dataset may have a title of its own: key stage 2 results of a year, rather than a name of a file.
  const file = nameOf(names, detail['dataset'], nameOf(names, objectId, 'a file that is not here any more'));
  if (detail['stored'] === true) {
    const refused = numberIn(detail, 'refused');
    const rows = refused === 0 ? 'no row refused' : `${counted(refused, 'row')} refused`;
    return say('imported', `${file}: ${counted(numberIn(detail, 'schools'), 'school')}, ${rows}`);
  }
  if (detail['undone'] === true) return say('took back', `the import of ${file}`);
  if (detail['rehearsedUndo'] === true)
    return say('asked', `what taking back ${file} would change; nothing was changed`);
  if (detail['thrownAway'] === true)
    return say('threw away', `the file ${text(detail['name'])}, of which nothing was stored`);
  if (detail['uploaded'] === true) return say('brought', `the file ${file}`);
  if (detail['dryRun'] === true) return say('tried', `what ${file} would store; nothing was stored`);
  if (detail['demonstration'] === true) return say('brought in', `the invented schools of ${file}`);
  return detail['example'] === true ? say('brought in', `the example, ${file}`) : null;
}

function personSentence(happening: Happening, names: Names): Told | null {
  const { act, objectId, detail, before, after } = happening;
  const somebody = nameOf(names, objectId, 'somebody');
  if (act === 'people.leave') return say('left', 'the workspace');
  if (act === 'workspace.handOver') return say('handed over', `the workspace to ${somebody}`);
  if (act !== 'people.invite') return accountSentence(happening);
  if (detail['membershipEnded'] === true) return say('ended', `the membership of ${somebody}`);
  const [had, has] = [rolesIn(before, names), rolesIn(after, names)];
  const given = has.filter((role) => !had.includes(role));
  const taken = had.filter((role) => !has.includes(role));
  const parts = [
    ...(given.length > 0 ? [`now also ${listed(given)}`] : []),
    ...(taken.length > 0 ? [`no longer ${listed(taken)}`] : []),
  ];
  return say('changed', `${somebody}: ${parts.length === 0 ? 'the same roles as before' : parts.join('; ')}`);
}

/** `school leader, Alder Road Primary`, of `{ roles: [{ role, school }] }`. */
function rolesIn(values: Record<string, unknown> | null, names: Names): string[] {
  const list = values?.['roles'];
  return (Array.isArray(list) ? (list as unknown[]) : []).flatMap((one) => {
    const { role, school } = (one ?? {}) as { role?: unknown; school?: unknown };
    if (!roles.includes(role as Role)) return [];
    const at = roleAt(role as Role, typeof school === 'string' ? nameOf(names, school, 'a school') : null);
    return [at.charAt(0).toLowerCase() + at.slice(1)];
  });
}

/** How somebody came in, and what they changed about that: lines of the installation. */
function accountSentence({ act, detail }: Happening): Told | null {
  switch (act) {
    case 'sign-in':
      return say(
        'signed in',
        `by ${text(detail['method'], 'link')}${detail['secondFactor'] === true ? ', with a second factor' : ''}`,
      );
    case 'sign-in.refuse':
      return say(
        'was refused',
        `a sign-in by ${text(detail['method'], 'link')}${detail['known'] === true ? '' : ', of nobody known here'}`,
      );
    case 'account.erase':
      return say('erased', 'a person; what they did stays told without a name');
    case 'sign-out':
      return say('signed out', 'of this device');
    case 'password.change':
      return say('changed', `the password${detail['by'] === 'link' ? ', by a link' : ''}`);
    case 'account.change':
      return say('changed', `of the account: ${listed(accountChanges(detail['fields']))}`);
    case 'passkey.change':
    case 'second-factor.change':
    case 'provider.change': {
      const thing =
        act === 'passkey.change'
          ? 'a passkey'
          : act === 'provider.change'
            ? 'a single sign-on'
            : 'a second factor';
      const named = text(detail['added'] ?? detail['removed']);
      return say('removed' in detail ? 'removed' : 'added', named === '' ? thing : `${thing}: ${named}`);
    }
    default:
      return null;
  }
}

function accountChanges(fields: unknown): string[] {
  const known: Record<string, string> = accountFields;
  return Array.isArray(fields) ? fields.map((field) => known[String(field)] ?? String(field)) : ['a setting'];
}

function invitationSentence({ act, detail, after }: Happening, names: Names): Told | null {
  if (act === 'invitation.accept') return say('accepted', 'an invitation');
  if (detail['withdrawn'] === true) return say('withdrew', 'an invitation');
  const offered = rolesIn(after, names);
  return say('invited', `somebody${offered.length === 0 ? '' : ` as ${listed(offered)}`}`);
}

function grantSentence({ detail, after }: Happening, names: Names): Told | null {
  const person = nameOf(names, detail['person'], 'somebody');
  const school = nameOf(names, after?.['school'] ?? detail['school'], 'a school');
  if (detail['withdrawn'] === true) return say('ended', `the sight of ${school} for ${person}`);
  const reason = text(after?.['reason']);
  return say(
    'showed',
    `${school} to ${person} for a while${reason === '' ? '' : `, reason given: ‘${reason}’`}`,
  );
}

interface Doer {
  person: { id: string; name: string } | null;
  address: string | null;
}

/** Somebody who was erased has no name any more; what no person did from anywhere, the server did. */
export function whoDid({ person, address }: Doer): string {
  if (person === null) return address === null ? 'the server itself' : 'not signed in';
  return person.name === '' ? `somebody erased (${person.id.slice(-4)})` : person.name;
}
