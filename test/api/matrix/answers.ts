import type { Endpoint } from '../../../src/contract/endpoint.ts';
import type { App } from '../../../src/server/app.ts';
import type { Sql } from '../../../src/server/platform/db.ts';
import { newId } from '../../../src/server/platform/ids.ts';
import { ask } from '../../support/server.ts';
import { schoolColumns } from './catalogue.ts';
import { exampleInput, idTables, madeUp, requestFor } from './inputs.ts';
import type { Row, Seeing } from './seeing.ts';
import { isTold } from './sights.ts';
import type { Known } from './tables.ts';
import type { World } from './world.ts';

export interface Answer {
  status: number;
  text: string;
}

/** Whose rows the ids of a request name. */
export const places = [
  'own',
  'sibling',
  'foreign',
  'unknown',
  'foreign workspace',
  'unknown workspace',
] as const;
export type Place = (typeof places)[number];

class TakenBack extends Error {}

/** A pool whose transactions are answered as ever and then taken back: whatever is asked, the world stays as it is. */
export function forgetful(pool: Sql): Sql {
  const begin = async (mode: string, work: (sql: Sql) => Promise<unknown>) => {
    let answer: unknown;
    await pool
      .begin(mode, async (sql) => {
        answer = await work(sql as unknown as Sql);
        // What is looked at only when a transaction ends is looked at now.
        await sql`set constraints all immediate`;
        throw new TakenBack();
      })
      .catch((error: unknown) => {
        if (!(error instanceof TakenBack)) throw error;
      });
    return answer;
  };
  return new Proxy(pool, {
    get: (target, name) => (name === 'begin' ? begin : Reflect.get(target, name)),
  }) as Sql;
}

/** The ids that an endpoint is given for rows of a place, and which rows those are. */
export function inputFor(world: World, known: Map<string, Known>, endpoint: Endpoint, place: Place) {
  const { ours, theirs } = world.ground;
  const rows: { table: string; row: Row }[] = [];
  const away = place === 'foreign workspace';
  const idOf = (key: string): string => {
    if (key === 'workspace')
      return place === 'unknown workspace' ? newId() : (away ? theirs : ours).workspace;
    if (madeUp.includes(key)) return newId();
    const table = idTables[key];
    if (table === undefined)
      throw new Error(`Say in \`idTables\` of inputs.ts which table ‘${key}’ of ${endpoint.id} names.`);
    if (place.startsWith('unknown')) return newId();
    const row = rowIn(world, known.get(table), away ? 'foreign' : place);
    rows.push({ table, row });
    return String(row[idColumn(known.get(table))]);
  };
  return { input: exampleInput(endpoint, idOf), rows };
}

const idColumn = (known: Known | undefined) =>
  known?.table.columns.some((one) => one.name === 'id') === false ? (known.key.at(-1) ?? 'id') : 'id';

function rowIn({ ground, words }: World, known: Known | undefined, place: Place): Row {
  const { table, rows } = known ?? { table: undefined, rows: [] };
  const at = place === 'foreign' ? ground.theirs : ground.ours;
  const index = place === 'sibling' ? 1 : 0;
  // A person who is named is seldom oneself.
  const first = table?.name === 'person' ? 1 : 0;
  const person = place === 'sibling' ? ground.ours.people[2] : (at.people[first] ?? at.people[0]);
  const there = rows.filter((row) =>
    'workspace_id' in row ? row['workspace_id'] === at.workspace : Object.values(row).includes(person),
  );
  const schools = table === undefined ? [] : schoolColumns(table);
  const found =
    // The first column that names a school says whose the row is; in another one it may stand by chance.
    there.findLast((row) => row[schools[0] ?? ''] === at.schools[index]) ??
    there.findLast((row) => schools.some((one) => row[one] === at.schools[index])) ??
    there.findLast((row) => Object.values(row).includes(person)) ??
    there.at(-1);
  if (found === undefined)
    throw new Error(`No row of ${table?.name ?? 'the table'} is ${place} (${String(words.size)}).`);
  return found;
}

/** The answer as text. Of a stream the first event is enough. */
export async function answerTo(app: App, viewer: Seeing, endpoint: Endpoint, input: Row): Promise<Answer> {
  const [path, init] = requestFor(endpoint, input);
  const cookie: Record<string, string> = viewer.client === null ? {} : { cookie: viewer.client.cookie };
  const headers = { ...(init.headers as Record<string, string> | undefined), ...cookie };
  const gone = new AbortController();
  const response = await ask(app, path, { ...init, headers, signal: gone.signal });
  if (response.headers.get('content-type') !== 'text/event-stream')
    return { status: response.status, text: await response.text() };
  const first = await response.body?.getReader().read();
  gone.abort();
  return { status: response.status, text: new TextDecoder().decode(first?.value as Uint8Array) };
}

/** An answer without what differs from request to request: its own number, and the ids that were asked for. */
export function comparable({ status, text }: Answer, input: Row): string {
  const ids = Object.values(input).filter((value) => typeof value === 'string');
  const plain = ids.reduce((left, id) => left.replaceAll(id, '…'), text);
  return `${String(status)} ${plain.replaceAll(/"request":"[^"]*"/g, '').replaceAll(/the number [0-9a-f-]{36}/g, '')}`;
}

const telling = /zq|^[0-9a-f]{8}-[0-9a-f]{4}-/i;

function* textsIn(value: unknown): Generator<string> {
  if (typeof value === 'string') {
    if (telling.test(value)) yield value;
  } else if (typeof value === 'object' && value !== null) {
    for (const one of Object.values(value)) yield* textsIn(one);
  }
}

/** Names, references and ids that stand only in rows which the viewer may not see: none may be in any answer. */
export function hiddenFrom(sightings: readonly Seeing[], known: Map<string, Known>): string[] {
  const seen = new Set<string>(sightings.map((one) => one.person));
  const hidden = new Set<string>();
  for (const [name, { rows }] of known) {
    for (const row of rows) {
      const into = sightings.some((one) => isTold(name, one, row)) ? seen : hidden;
      for (const text of textsIn(row)) into.add(text);
    }
  }
  return [...hidden].filter((one) => !seen.has(one));
}

export function leaksIn(answer: Answer, hidden: readonly string[], input: Row): string[] {
  const asked = JSON.stringify(input);
  return hidden.filter((one) => answer.text.includes(one) && !asked.includes(one));
}
