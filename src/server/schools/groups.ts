import { newId } from '../platform/ids.ts';
import { workspaceOf, type Scope } from '../platform/scope.ts';
import type { Stored } from './brought.ts';
import { groupingKey, refuseOtherLabel } from './keys.ts';

const chunk = 5_000;

/** Which group each school was in before, by school, for the schools that are in another now; null for none. */
export type FormerGroups = Map<string, string | null>;

export interface StoredGrouping {
  id: string;
  was: FormerGroups;
}

/** A grouping by its label, made at the end of the list if it is new; the schools given move to the groups given. */
export async function storeGrouping(
  scope: Scope,
  dataset: string | null,
  group: { label: string; schools: readonly string[]; names: readonly (string | null)[] },
  stored: Stored,
): Promise<StoredGrouping> {
  const id = await groupingCalled(scope, dataset, group.label);
  const known = await groupsOf(scope, id);
  const moved = group.schools.flatMap((school, i) => {
    const name = group.names[i] ?? null;
    return name === (known.get(school) ?? null) ? [] : [{ school, name }];
  });
  for (let start = 0; start < moved.length; start += chunk) {
    const part = moved.slice(start, start + chunk);
    await setGroups(scope, id, part);
    stored(part.length);
  }
  stored(group.schools.length - moved.length);
  return { id, was: new Map(moved.map(({ school }) => [school, known.get(school) ?? null])) };
}

export async function setGroups(
  scope: Scope,
  grouping: string,
  rows: readonly { school: string; name: string | null }[],
): Promise<void> {
  const schools = rows.map(({ school }) => school);
  await scope.sql`delete from school_group where grouping_id = ${grouping} and school_id = any (${schools}::uuid[])`;
  await scope.sql`
    insert into school_group (workspace_id, grouping_id, school_id, name)
    select ${workspaceOf(scope)}::uuid, ${grouping}::uuid, g.school, g.name
    from unnest(${schools}::uuid[], ${rows.map(({ name }) => name)}::text[]) as g (school, name)
    where g.name is not null`;
}

/** The group of each school within a grouping. */
async function groupsOf(scope: Scope, grouping: string): Promise<Map<string, string>> {
  const rows = await scope.sql<{ school_id: string; name: string }[]>`
    select school_id, name from school_group where grouping_id = ${grouping}`;
  return new Map(rows.map((row) => [row.school_id, row.name]));
}

async function groupingCalled(scope: Scope, dataset: string | null, label: string): Promise<string> {
  const key = groupingKey(label);
  const [known] = await scope.sql<{ id: string; label: string }[]>`
    select id, label from grouping where key = ${key}`;
  if (known !== undefined) {
    refuseOtherLabel('grouping', label, known.label);
    return known.id;
  }
  const id = newId();
  await scope.sql`
    insert into grouping (workspace_id, id, key, label, position, dataset_id)
    values (${workspaceOf(scope)}, ${id}, ${key}, ${label},
      (select coalesce(max(position), -1) + 1 from grouping), ${dataset})`;
  return id;
}
