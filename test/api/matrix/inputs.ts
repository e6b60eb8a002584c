import { z } from 'zod';
import { urlOf } from '../../../src/contract/client.ts';
import { pathKeys, type Endpoint } from '../../../src/contract/endpoint.ts';
import { newId } from '../../../src/server/platform/ids.ts';
import { smallFramework } from '../../support/frameworks.ts';
import { mapping } from '../../support/schools.ts';
import type { ViewerName } from './world.ts';

/** The table in which an id of an input stands, by the name of that input. A new kind of id needs a line here. */
export const idTables: Record<string, string> = {
  conversation: 'conversation',
  dataset: 'dataset',
  evidence: 'evidence',
  finding: 'finding',
  framework: 'framework',
  grant: 'school_grant',
  grouping: 'grouping',
  import: 'file_import',
  invitation: 'invitation',
  job: 'job',
  link: 'school_link',
  measure: 'measure',
  meeting: 'codebook_meeting',
  network: 'other_network',
  passkey: 'passkey',
  original: 'source_original',
  person: 'person',
  predecessor: 'school',
  school: 'school',
  schools: 'school',
  session: 'session',
  source: 'source',
  study: 'study',
  successor: 'school',
  who: 'person',
};

/** Ids that whoever asks makes up: they stand in no table. */
export const madeUp: readonly string[] = ['work'];

/** Values that a schema alone does not tell, by name, or by endpoint and name. */
const samples: Record<string, unknown> = {
  'conversations.ask.neighbour': 'a',
  challenge: 'x'.repeat(43),
  code: '123456',
  'coding.assign.blind': false,
  'coding.assign.coders': [],
  command: { do: 'memo', id: newId(), quotation: null, content: 'Zq thought' },
  edits: [{ edit: 'framework', title: 'Zq elements', about: 'Zq words.' }],
  email: 'zq.somebody@example.org',
  key: 'conditions-for-change',
  mapping,
  // Words that say where a measure comes from; elsewhere, a source is what somebody said.
  'measures.change.source': 'Zq words',
  'sources.informants.informants': [],
  'sources.informants.speakers': [],
  name: 'Zq example.csv',
  password: 'nobody ever chose these zq words',
  role: 'viewer',
  settings: {},
  terms: [{ name: 'Autumn', starts: '09-01', ends: '12-20' }],
  token: 'x'.repeat(43),
  until: new Date(Date.now() + 30 * 86_400_000).toISOString().slice(0, 10),
};

/** What is sent as the body of an upload, by endpoint. */
const uploads: Record<string, string> = {
  'frameworks.import': JSON.stringify(smallFramework),
  'recordings.bring': 'fLaC and no more',
  'translations.bring': 'I: Wie?\nR: So.\n',
  'sources.bring': 'I: How are you?\nR: Well.\nI: Since when?\nR: Since Easter.\n',
  'exchange.transcripts': 'Speaker,Sentence,Tag\nT,Zq words.,1 - Zq\n',
  'exchange.bringCodebook':
    '<CodeBook><Codes><Code guid="0a0b0c0d-0000-4000-8000-000000000001" name="Zq" isCodable="true"/></Codes></CodeBook>',
  'imports.upload': 'URN,NAME\n1,Example\n',
};

/** Endpoints that nobody can use with what a request alone can say, and what they need. Their own tests have it. */
export const needMore: Record<string, string> = {
  'accounts.addPasskey': 'a passkey',
  'accounts.changeEmail': 'mail',
  'accounts.changePassword': 'a confirmed address',
  'accounts.confirmAuthenticator': 'the code of an authenticator',
  'accounts.confirmEmail': 'a link that was mailed',
  'accounts.connectProvider': 'a provider of single sign-on',
  'accounts.forgotPassword': 'mail',
  'accounts.makeRecoveryCodes': 'an authenticator',
  'accounts.prove': 'a password',
  'accounts.proveWithPasskey': 'a passkey',
  'accounts.providerReturn': 'a provider of single sign-on',
  'accounts.setNewPassword': 'a link that was mailed',
  'accounts.signIn': 'a link that was given to somebody',
  'accounts.signInWithCode': 'the code of an authenticator',
  'accounts.signInWithPasskey': 'a passkey',
  'accounts.signInWithPassword': 'a password',
  'backup.download': 'a file that was written',
  'frameworks.crosswalk': 'a framework that compares models',
  'frameworks.found': 'an element of a framework that was published',
  'frameworks.remove': 'a framework that nothing was coded with',
  'imports.throwAway': 'a file a day old of which nothing was stored',
  'identification.effects': 'data that tell how much chance there is in a result',
  'identification.effectsTable': 'data that tell how much chance there is in a result',
  'exchange.bring': 'an archive of a project',
  'reconciling.decide': 'somebody who was chosen to reconcile',
  'finding.code': 'a code of a framework that was published',
  'heard.choose': 'words that were coded',
  'codeMemos.keep': 'a code of a framework that was published',
  'meetings.keep': 'a meeting that one wrote down',
  'meetings.remove': 'a meeting that one wrote down',
  'heard.read': 'a framework that was published',
  'heard.table': 'a framework that was published',
  'heard.word': 'a framework that was published',
  'suggestions.read': 'a code that was given',
  'suggestions.refuse': 'a code of a framework that was published',
  'finding.recode': 'a code of a framework that was published',
  'pseudonyms.replace': 'a source that names somebody',
  'recordings.play': 'a source with a recording',
  'coding.finish': 'somebody who was chosen to code',
  'coding.redo': 'something that was taken back',
  'coding.undo': 'something that was done at the desk',
  'standings.figure': 'a page that was published',
  'accounts.startProvider': 'a provider of single sign-on',
  'conversations.ask': 'a page that was published',
  'invitations.accept': 'the link of an invitation',
  'invitations.askToJoinWithPasskey': 'the link of an invitation',
  'invitations.join': 'the link of an invitation',
  'invitations.joinWithPasskey': 'the link of an invitation',
  'invitations.open': 'the link of an invitation',
  'schools.changeGroup': 'a grouping that was made here',
  'studies.draw': 'enough schools for one to be of the two kinds',
  'studies.package': 'the data that a study was drawn from',
  'studies.preview': 'enough schools for one to be of the two kinds',
  'studies.takeBack': 'a school that declined',
  'schools.link': 'two schools that are not linked yet',
  'schools.removeGrouping': 'a grouping that was made here',
  'schools.renameGrouping': 'a grouping that was made here',
};

/** Who uses an endpoint, where it is not for the only owner of a workspace. */
export const usedBy: Record<string, ViewerName> = {
  'recordings.bring': 'researcher',
  'recordings.remove': 'researcher',
  'translations.bring': 'researcher',
  'translations.remove': 'researcher',
  'agreement.read': 'researcher',
  'agreement.table': 'researcher',
  'agreement.byCode': 'researcher',
  'coding.assign': 'researcher',
  'codeMemos.list': 'researcher',
  'meetings.list': 'researcher',
  'meetings.table': 'researcher',
  'coding.change': 'researcher',
  'coding.follow': 'researcher',
  'coding.read': 'researcher',
  'coding.table': 'researcher',
  'conversations.withdraw': 'school leader',
  'exchange.counts': 'researcher',
  'exchange.countsTable': 'researcher',
  'exchange.project': 'researcher',
  'exchange.transcripts': 'researcher',
  'exchange.workbook': 'researcher',
  'finding.find': 'researcher',
  'suggestions.codes': 'researcher',
  'suggestions.table': 'researcher',
  'finding.table': 'researcher',
  'findings.cite': 'researcher',
  'findings.keep': 'researcher',
  'findings.remove': 'researcher',
  'findings.drop': 'researcher',
  'people.leave': 'coordinator',
  'reconciling.read': 'researcher',
  'reconciling.table': 'researcher',
  'pseudonyms.propose': 'researcher',
  'sources.bring': 'researcher',
  'sources.change': 'researcher',
  'sources.download': 'researcher',
  'sources.informants': 'researcher',
  'sources.list': 'researcher',
  'sources.read': 'researcher',
  'sources.remove': 'researcher',
  'sources.turns': 'researcher',
};

type Json = Record<string, unknown>;
export type IdOf = (key: string) => string;

/** The input of an endpoint, from its own schema: what it requires, and whatever names a row. */
export function exampleInput(endpoint: Endpoint, idOf: IdOf): Json {
  const input = objectOf(z.toJSONSchema(endpoint.input, { io: 'input' }) as Json, endpoint, idOf);
  const parsed = endpoint.input.safeParse(input);
  if (parsed.success) return input;
  throw new Error(
    `No example of an input is known for ${endpoint.id}: add to \`samples\` of inputs.ts (${parsed.error.message}).`,
  );
}

function objectOf(schema: Json, endpoint: Endpoint, idOf: IdOf): Json {
  const properties = (schema['properties'] ?? {}) as Record<string, Json>;
  const required = (schema['required'] ?? []) as string[];
  const wanted = Object.entries(properties).filter(([key, one]) => required.includes(key) || isId(one));
  return Object.fromEntries(wanted.map(([key, one]) => [key, valueOf(one, key, { endpoint, idOf })]));
}

const choicesOf = (schema: Json) => (schema['anyOf'] ?? schema['oneOf'] ?? []) as Json[];

function isId(schema: Json): boolean {
  return schema['format'] === 'uuid' || choicesOf(schema).some(isId);
}

interface About {
  endpoint: Endpoint;
  idOf: IdOf;
}

function valueOf(schema: Json, key: string, about: About): unknown {
  const sample = samples[`${about.endpoint.id}.${key}`] ?? samples[key];
  if (sample !== undefined) return sample;
  if (schema['const'] !== undefined) return schema['const'];
  if (Array.isArray(schema['enum'])) return schema['enum'][0];
  const names = schema['format'] === 'uuid' || (schema['type'] === 'string' && key in idTables);
  if (names) return about.idOf(key);
  const [choice] = choicesOf(schema).toSorted((a, b) => Number(isId(b)) - Number(isId(a)));
  if (choice !== undefined) return valueOf(choice, key, about);
  return plainValue(schema, key, about);
}

const formats: Record<string, string> = {
  date: '2026-09-01',
  'date-time': '2099-01-01T00:00:00.000Z',
  email: 'somebody@example.org',
};

function plainValue(schema: Json, key: string, about: About): unknown {
  switch (schema['type']) {
    case 'object':
      return objectOf(schema, about.endpoint, about.idOf);
    case 'array':
      return [valueOf(schema['items'] as Json, key, about)];
    case 'integer':
    case 'number':
      return schema['minimum'] ?? 1;
    case 'boolean':
      return true;
    case 'string':
      return formats[String(schema['format'])] ?? 'Zq words'.padEnd(Number(schema['minLength'] ?? 0), '.');
    default:
      return null;
  }
}

/** Address and options of the request that carries an input. */
export function requestFor(endpoint: Endpoint, input: Json): [path: string, init: RequestInit] {
  const init: RequestInit = { method: endpoint.method };
  if (endpoint.form === 'upload') {
    init.body = uploads[endpoint.id] ?? 'Zq bytes';
    init.headers = { 'content-type': 'application/octet-stream' };
  } else if (endpoint.method === 'POST' || endpoint.method === 'PUT') {
    const inPath = new Set(pathKeys(endpoint.path));
    const body = Object.fromEntries(Object.entries(input).filter(([key]) => !inPath.has(key)));
    init.body = JSON.stringify(body);
    init.headers = { 'content-type': 'application/json' };
  }
  return [urlOf(endpoint, input), init];
}
