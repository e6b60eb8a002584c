import type { Sql } from '../../../src/server/platform/db.ts';
import type { Table } from './catalogue.ts';
import { sights } from './sights.ts';

export async function grantsOf(owner: Sql, role: string, table: string): Promise<string[]> {
  const [row] = await owner<{ held: string[] }[]>`
    select array(select case p when 'select' then 'read' else p end from unnest(array['delete', 'insert', 'select', 'update']) p
      where case p when 'delete' then has_table_privilege(${role}, ${table}, p)
        else has_any_column_privilege(${role}, ${table}, p) end) as held`;
  return row?.held ?? [];
}

/** Where members or the system may do more or less with a table than is promised. */
export async function wrongGrants(owner: Sql, tables: readonly Table[]): Promise<string[]> {
  const wrong: string[] = [];
  for (const { name } of tables) {
    const { system, ...promised } = sights[name] ?? {};
    const wanted = (['delete', 'insert', 'read', 'update'] as const).filter(
      (act) => promised[act] !== undefined,
    );
    for (const role of ['reedbed_member', 'reedbed_whole', 'reedbed_part']) {
      const held = await grantsOf(owner, role, name);
      if (held.join() !== wanted.join())
        wrong.push(
          `With ${name} members (${role}) may ${held.join(', ') || 'nothing'}, not ${wanted.join(', ') || 'nothing'}`,
        );
    }
    const ofSystem = await grantsOf(owner, 'reedbed_system', name);
    const reach = ofSystem.length > 1 ? 'write' : ofSystem.includes('read') ? 'read' : undefined;
    if (reach !== system)
      wrong.push(`With ${name} the system may ${reach ?? 'nothing'}, not ${system ?? 'nothing'}`);
  }
  return wrong;
}

/** Of a file's content and of the audit trail, and short names of measures for addresses. */
const harmless = [
  'audit_chain.hash',
  'audit_chain.pruned_hash',
  'audit_entry.hash',
  'file_import.content_hash',
  'grouping.key',
  'measure.key',
  'source_recording.content_hash',
];

/** Columns that are called like a secret, and that members read. */
export async function readableSecrets(owner: Sql): Promise<string[]> {
  const readable = await owner<{ column: string }[]>`
    select c.relname || '.' || a.attname as column from pg_attribute a join pg_class c on c.oid = a.attrelid
    where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p', 'v') and a.attnum > 0 and not a.attisdropped
      and a.attname ~ '(hash|secret|password|token|key$|sealed|code_hash)'
      and has_column_privilege('reedbed_member', c.oid, a.attnum, 'select') order by 1`;
  return readable.map((one) => one.column).filter((one) => !harmless.includes(one));
}
