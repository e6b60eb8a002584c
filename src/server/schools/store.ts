import { newId } from '../platform/ids.ts';
import { workspaceOf, type Scope } from '../platform/scope.ts';
import type { Brought, Stored } from './brought.ts';
import { storeGrouping, type FormerGroups } from './groups.ts';
import { storeSchools, type StoredSchools } from './identities.ts';
import type { Identity } from './identityChange.ts';
import { linkSuccessors } from './links.ts';
import { storeMeasures } from './measures.ts';
import { carryOver, storeLines, storeRows } from './values.ts';

/** Where a dataset comes from. */
export interface Origin {
  importId: string;
  fileName: string;
  title: string | null;
}

/** Tells what is being done, and that so many cells of the file are done. */
export interface Telling {
  step(words: string): void;
  done: Stored;
}

export interface Counts {
  dataset: string;
  schools: number;
  added: number;
  changed: number;
  links: number;
  measures: number;
  values: number;
  lines: number;
}

/**
 * Stores what a file brings as a dataset of its own, in the transaction of the scope. Two imports of one workspace follow
 * one another, so that neither sees half of the other.
 */
export async function storeBrought(
  scope: Scope,
  origin: Origin,
  brought: Brought,
  telling: Telling,
): Promise<Counts> {
  const dataset = newId();
  await scope.sql`select pg_advisory_xact_lock(hashtextextended(${workspaceOf(scope)}, 6))`;
  await scope.sql`
    insert into dataset (workspace_id, id, import_id, file_name, title, created_by)
    values (${workspaceOf(scope)}, ${dataset}, ${origin.importId}, ${origin.fileName}, ${origin.title},
      ${scope.actor.person})`;
  telling.step('Storing schools');
  const schools = await storeSchools(scope, dataset, brought.schools, telling.done);
  // The checks of foreign keys keep their plans; one made while there were few schools would read them all each time.
  await analyseSchools(scope);
  const moved = await storeGroups(scope, dataset, brought, schools.ids, telling);
  const changed = await keepFormer(scope, dataset, schools, moved);
  telling.step('Storing values');
  const width = brought.rows.missing[0]?.length ?? 0;
  const taken = await storeMeasures(scope, dataset, brought.measures);
  await storeRows(scope, dataset, schools.ids, brought.rows, (rows) =>
    telling.done(rows * brought.measures.length),
  );
  await carryOver(scope, dataset, width, taken);
  await storeLines(scope, dataset, brought.lines, width, taken);
  telling.step('Linking schools with those they followed');
  const links = await linkSuccessors(scope, dataset);
  await analyseSchools(scope);
  return {
    dataset,
    schools: schools.ids.length,
    added: schools.added.size,
    changed,
    links,
    measures: brought.measures.length,
    values: brought.measures.length * schools.ids.length,
    lines: brought.lines.length,
  };
}

async function storeGroups(
  scope: Scope,
  dataset: string,
  brought: Brought,
  schools: readonly string[],
  telling: Telling,
): Promise<Map<string, FormerGroups>> {
  const moved = new Map<string, FormerGroups>();
  for (const { label, values } of brought.groups) {
    telling.step(`Storing ${label}`);
    const { id, was } = await storeGrouping(scope, dataset, { label, schools, names: values }, telling.done);
    moved.set(id, was);
  }
  return moved;
}

/** What a school was before the import, for the way back: names of columns and groups with what stood there. */
export interface Former {
  identity: Identity;
  groups: Record<string, string | null>;
}

/** Keeps what was known of schools that were here already and are changed. Answers how many those are. */
async function keepFormer(
  scope: Scope,
  dataset: string,
  { was: identities, added }: StoredSchools,
  groups: ReadonlyMap<string, FormerGroups>,
): Promise<number> {
  const former = new Map<string, Former>();
  const of = (school: string) => {
    const one = former.get(school) ?? { identity: {}, groups: {} };
    former.set(school, one);
    return one;
  };
  for (const [school, identity] of identities) of(school).identity = identity;
  for (const [grouping, was] of groups) {
    for (const [school, name] of was) if (!added.has(school)) of(school).groups[grouping] = name;
  }
  if (former.size === 0) return 0;
  await scope.sql`
    insert into import_change (workspace_id, dataset_id, school_id, was)
    select ${workspaceOf(scope)}::uuid, ${dataset}::uuid, c.school, c.was::jsonb
    from unnest(${[...former.keys()]}::uuid[], ${[...former.values()].map((was) => JSON.stringify(was))}::text[])
      as c (school, was)`;
  return former.size;
}

/** To be called once after many rows were stored, in the same transaction. */
async function analyseSchools(scope: Scope): Promise<void> {
  await scope.sql`select app.analyse_schools()`;
}
