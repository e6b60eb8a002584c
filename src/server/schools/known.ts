import type { Scope } from '../platform/scope.ts';
import { knownSchools } from './identities.ts';
import type { KnownSchool } from './identityChange.ts';
import { measuresUnder, type StoredMeasure } from './measures.ts';

/** What is here already of what a file brings, so that the two can be compared. */
export interface Known {
  schools: Map<string, KnownSchool>;
  /** By key; the group of each school by its reference. */
  groupings: Map<string, { label: string; groups: Map<string, string> }>;
  measures: Map<string, StoredMeasure>;
  /** By dataset: the rows of the schools, by reference, as text. */
  values: Map<string, Map<string, { values: string; missing: string }>>;
}

/** Everything is read as text and in few statements: the comparing is done in a thread. */
export async function readKnown(
  scope: Scope,
  keys: { groupings: readonly string[]; measures: readonly string[] },
): Promise<Known> {
  const schools = await knownSchools(scope);
  const nothing = { schools, groupings: new Map(), measures: new Map(), values: new Map() };
  if (schools.size === 0) return nothing;
  const measures = await measuresUnder(scope, keys.measures);
  const groupings: Known['groupings'] = new Map();
  for (const key of keys.groupings) {
    const [found] = await scope.sql<{ id: string; label: string }[]>`
      select id, label from grouping where key = ${key}`;
    if (found === undefined) continue;
    const rows = await scope.sql<{ reference: string; name: string }[]>`
      select i.reference, g.name from school_group g
      join school_identity i on i.workspace_id = g.workspace_id and i.school_id = g.school_id
      where g.grouping_id = ${found.id}`;
    groupings.set(key, { label: found.label, groups: new Map(rows.map((row) => [row.reference, row.name])) });
  }
  const values: Known['values'] = new Map();
  for (const dataset of new Set([...measures.values()].map((measure) => measure.dataset_id))) {
    const rows = await scope.sql<{ reference: string; figures: string; missing: string }[]>`
      select i.reference, v.values::text as figures, v.missing from school_values v
      join school_identity i on i.workspace_id = v.workspace_id and i.school_id = v.school_id
      where v.dataset_id = ${dataset}`;
    values.set(
      dataset,
      new Map(rows.map((row) => [row.reference, { values: row.figures, missing: row.missing }])),
    );
  }
  return { schools, groupings, measures, values };
}
