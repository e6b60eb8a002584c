import { randomInt } from 'node:crypto';
import { newId } from '../platform/ids.ts';
import { workspaceOf, type Scope } from '../platform/scope.ts';
import type { BroughtSchool, Stored } from './brought.ts';
import {
  identityChange,
  identityColumns,
  identityOf,
  type Column,
  type Identity,
  type KnownSchool,
} from './identityChange.ts';

/** Enough rows a statement to be fast, few enough that progress is seen and a stop is soon obeyed. */
const chunk = 4_000;

/** Every school of the workspace, by reference. */
export async function knownSchools(scope: Scope): Promise<Map<string, KnownSchool>> {
  const columns = scope.sql.unsafe(['school_id', 'reference', ...identityColumns].join(', '));
  const rows = await scope.sql<KnownSchool[]>`select ${columns} from school_identity`;
  return new Map(rows.map((row) => [row.reference, row]));
}

export interface StoredSchools {
  /** Ids in the order of the file. */
  ids: string[];
  /** Ids of those that are new. */
  added: Set<string>;
  /** What was known of a school and is now otherwise, by its id. */
  was: Map<string, Identity>;
}

/** Adds schools, and brings known ones (by reference) up to date. */
export async function storeSchools(
  scope: Scope,
  dataset: string,
  schools: readonly BroughtSchool[],
  stored: Stored,
): Promise<StoredSchools> {
  const known = await knownSchools(scope);
  const added = schools.filter((school) => !known.has(school.reference));
  const idOf = await addSchools(scope, dataset, added, stored);
  const was = new Map<string, Identity>();
  const changes: (Identity & { school_id: string })[] = [];
  for (const school of schools) {
    const before = known.get(school.reference);
    const change = before === undefined ? null : identityChange(before, school);
    if (before === undefined || change === null) continue;
    const columns = Object.keys(change) as Column[];
    was.set(before.school_id, Object.fromEntries(columns.map((column) => [column, before[column] ?? null])));
    changes.push({ ...before, ...change });
  }
  await changeIdentities(scope, changes);
  stored(schools.length - added.length);
  const ids = schools.map(({ reference }) => known.get(reference)?.school_id ?? idOf.get(reference) ?? '');
  return { ids, added: new Set(idOf.values()), was };
}

async function addSchools(
  scope: Scope,
  dataset: string,
  schools: readonly BroughtSchool[],
  stored: Stored,
): Promise<Map<string, string>> {
  const idOf = new Map<string, string>();
  if (schools.length === 0) return idOf;
  const workspace = workspaceOf(scope);
  const [last] = await scope.sql<{ number: number }[]>`select coalesce(max(number), 0) as number from school`;
  let number = last?.number ?? 0;
  // In random order, so that neither number nor id tells the place in the file.
  const drawn = shuffled(schools);
  for (let start = 0; start < drawn.length; start += chunk) {
    const part = drawn.slice(start, start + chunk);
    const rows = part.map((school) => ({
      workspace_id: workspace,
      school_id: newId(),
      reference: school.reference,
      name: school.reference,
      ...identityOf(school),
    }));
    await scope.sql`
      insert into school (workspace_id, id, number, dataset_id)
      select ${workspace}::uuid, s.id, ${number} + s.place::int, ${dataset}::uuid
      from unnest(${rows.map((row) => row.school_id)}::uuid[]) with ordinality as s (id, place)`;
    // The check that each identity has its school keeps its plan; one made from what a stopped import left behind reads
    // all of them each time.
    if (start === 0) await scope.sql`select app.analyse_schools()`;
    await scope.sql`
      insert into school_identity
      select * from json_populate_recordset(null::school_identity, ${JSON.stringify(rows)}::json)`;
    for (const row of rows) idOf.set(row.reference, row.school_id);
    number += part.length;
    stored(part.length);
  }
  return idOf;
}

/** Overwrites who these schools are; each row names its school and says everything. */
export async function changeIdentities(
  scope: Scope,
  rows: readonly (Identity & { school_id: string })[],
): Promise<void> {
  const set = identityColumns.map((column) => `${column} = n.${column}`).join(', ');
  for (let start = 0; start < rows.length; start += chunk) {
    const part = JSON.stringify(rows.slice(start, start + chunk));
    await scope.sql`
      update school_identity i set ${scope.sql.unsafe(set)}
      from json_populate_recordset(null::school_identity, ${part}::json) n where i.school_id = n.school_id`;
  }
}

/** Fisher and Yates. */
function shuffled<T>(items: readonly T[]): T[] {
  const order = [...items];
  for (let i = order.length - 1; i > 0; i--) {
    const j = randomInt(i + 1);
    [order[i], order[j]] = [order[j] as T, order[i] as T];
  }
  return order;
}
