import { ProblemError } from '#contract/problem';
import type { Sql, TransactionSql } from '../platform/db.ts';
import { appendToTrail, commonTrail } from '../platform/trail.ts';
import { quoted, readCatalogue, type Table } from '../backup/index.ts';
import { mentionsOf, type Mention } from './mentions.ts';

/** What an erasure came to, or would come to. */
export interface Erased {
  id: string;
  /** Rows that were the person's, by table. */
  deleted: Record<string, number>;
  /** Looked through afterwards, before it counts: so many tables without a row of theirs. */
  proved: { tables: number };
  /** What others wrote and still names them: nobody but a person can judge that. */
  mentions: Mention[];
}

interface Person {
  id: string;
  name: string;
  erased: boolean;
  email: string | null;
}

/** How an erasure is to go. Whatever ends it before its end, nothing was erased, and it is begun anew. */
export interface Course {
  /** False to learn what would go. */
  really: boolean;
  progress?: (step: string, done: number, total: number) => void;
  signal?: AbortSignal;
  /** Called last, in the transaction that erases. */
  atEnd?: (tx: TransactionSql, erased: Erased) => Promise<void>;
}

class OnlyLooked extends Error {}

/**
 * Erases a person: what is theirs goes, whatever table it is in; what they did stays told by an id that leads to nobody.
 * What is theirs is known from the catalogue: rows that go with the person, and rows with their address. One transaction
 * deletes, proves that nothing is left and says so in the trail.
 */
export async function erasePerson(connection: Sql, who: string, course: Course): Promise<Erased> {
  let erased: Erased | undefined;
  try {
    await connection.begin(async (tx) => {
      erased = await erase(tx, await find(tx, who), course);
      course.signal?.throwIfAborted();
      await course.atEnd?.(tx, erased);
      if (!course.really) throw new OnlyLooked();
    });
  } catch (error) {
    if (!(error instanceof OnlyLooked)) throw error;
  }
  if (erased === undefined) throw new Error('Nothing came of the erasure.');
  return erased;
}

/** The id of somebody who can be erased; otherwise it says why not, before anything is begun. */
export function idToErase(connection: Sql, who: string): Promise<string> {
  return connection.begin(async (tx) => (await find(tx, who)).id);
}

async function find(tx: TransactionSql, who: string): Promise<Person> {
  const [person] = await tx<Person[]>`
    select p.id, p.name, p.erased_at is not null as erased, a.email
    from person p left join account a on a.person_id = p.id
    where p.id::text = lower(${who}) or a.email = lower(${who}) for update of p`;
  if (person === undefined) {
    throw new ProblemError('not-found', `Nobody here is ‘${who}’, by e-mail address or id.`);
  }
  if (person.erased) throw new ProblemError('conflict', `The person ${person.id} has been erased already.`);
  const owned = await tx<{ name: string }[]>`select name from app.only_owner_of(${person.id}) order by name`;
  if (owned.length === 0) return person;
  const names = owned.map((one) => `‘${one.name}’`).join(', ');
  throw new ProblemError(
    'conflict',
    `Nobody else owns ${names}. First let the person hand ${owned.length === 1 ? 'it' : 'them'} over to somebody, or ` +
      'delete what nobody needs any more. Nothing was erased.',
  );
}

async function erase(tx: TransactionSql, person: Person, { progress, signal }: Course): Promise<Erased> {
  const workspaces = await tx<{ id: string }[]>`
    select workspace_id as id from workspace_member where person_id = ${person.id} order by 1`;
  const catalogue = await readCatalogue(tx);
  const total = 3 * catalogue.length;
  let done = 0;
  const told = (step: string) => {
    signal?.throwIfAborted();
    progress?.(step, ++done, total);
  };
  const deleted: Record<string, number> = {};
  for (const table of catalogue) {
    const rows = await onTheirs(tx, 'delete from', { table, person });
    if (rows > 0) deleted[table.name] = rows;
    told('Deleting');
  }
  await tx.unsafe(`update person set ${emptied(catalogue)} where id = '${person.id}'`);
  for (const table of catalogue) {
    const left = await onTheirs(tx, 'select from', { table, person });
    if (left > 0) throw new ProblemError('conflict', leftOver(left, table.name));
    told('Proving that nothing is left');
  }
  const mentions = await mentionsOf(tx, needlesOf(person), () => told('Searching for the name'));
  const proved = { tables: catalogue.length };
  await leaveLines(tx, person.id, { workspaces, detail: { deleted, proved, mentions } });
  return { id: person.id, deleted, proved, mentions };
}

const leftOver = (rows: number, table: string) =>
  `${String(rows)} rows of the person are still in ${table}: something there keeps them from being deleted. Nothing was ` +
  'erased. Have a look at the triggers of that table, then run it again.';

/** What went where is told in the trail of the installation alone: a workspace need not learn of the others. */
async function leaveLines(
  tx: TransactionSql,
  person: string,
  { workspaces, detail }: { workspaces: readonly { id: string }[]; detail: Record<string, unknown> },
): Promise<void> {
  const line = { act: 'account.erase', objectKind: 'person', objectId: person } as const;
  for (const { id } of workspaces) await appendToTrail(tx, { chain: id, ...line, detail: { erased: true } });
  await appendToTrail(tx, { chain: commonTrail, ...line, detail: { erased: true, ...detail } });
}

/**
 * Deletes or looks for what is theirs in a table: rows that a foreign key lets go with the person, rows with their
 * address, invitations that they accepted. How many there were.
 */
async function onTheirs(
  tx: TransactionSql,
  act: 'delete from' | 'select from',
  { table, person }: { table: Table; person: Person },
): Promise<number> {
  const own = table.foreignKeys
    .filter(({ references, onDelete }) => references === 'person' && onDelete === 'cascade')
    .flatMap(({ columns }) => columns.map((column) => `${quoted(column)} = $1`));
  const addressed = table.columns
    .filter(({ name, type }) => /(^|_)e?mail$/.test(name) && type === 'text')
    .map(({ name }) => `lower(${quoted(name)}) = $2`);
  const accepted = table.name === 'invitation' ? ['accepted_by = $1'] : [];
  const conditions = [...own, ...addressed, ...accepted];
  if (conditions.length === 0) return 0;
  // Both parameters are always used, so that their types are known.
  const theirs = `($1::uuid is not null and $2::text is distinct from '') and (${conditions.join(' or ')})`;
  const rows = await tx.unsafe(`${act} ${quoted(table.name)} where ${theirs}`, [person.id, person.email]);
  return rows.count;
}

/** The row stays, so that what they did can still be told apart; nothing in it leads to them. */
function emptied(catalogue: readonly Table[]): string {
  const kept = new Set(['id', 'name', 'created_at', 'erased_at', 'invented']);
  const others =
    catalogue.find((table) => table.name === 'person')?.columns.filter(({ name }) => !kept.has(name)) ?? [];
  return [
    `name = 'Erased person (' || right(id::text, 4) || ')'`,
    'erased_at = now()',
    ...others.map(({ name, nullable }) => `${quoted(name)} = ${nullable ? 'null' : 'default'}`),
  ].join(', ');
}

/** A name of one short word stands in too many texts to tell anything. */
function needlesOf({ name, email }: Person): string[] {
  return [...(name.length > 5 ? [name] : []), ...(email === null ? [] : [email])];
}
