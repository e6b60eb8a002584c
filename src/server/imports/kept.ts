import type { FileLayout } from '#contract/importCodes';
import type { ColumnRole, FileColumn, FileImport, KeptMapping, Mapping } from '#contract/imports';
import { now } from '../platform/ids.ts';
import type { Scope } from '../platform/scope.ts';
import { applyKept } from './rules/layouts/applyKept.ts';

/** How the columns of a kind of file were taken, by their headings, and the period that file was of. */
interface Kept {
  period: string | null;
  roles: Record<string, ColumnRole>;
}

/** Of the same columns, years apart; else, where the layout is a known one, whatever columns it had that year. */
function signaturesOf({ id, signature }: FileLayout): string[] {
  return id === 'generic' ? [signature] : [signature, `layout ${id}`];
}

/** Keeps a mapping for the next file of this kind. */
export async function keepMapping(
  scope: Scope,
  file: Pick<FileImport, 'layout' | 'columns'>,
  mapping: Mapping,
): Promise<void> {
  if (file.layout === null) return;
  const roles = file.columns.map(({ header }, i) => [header, mapping[i] ?? { becomes: 'ignored' }]);
  const kept: Kept = {
    period: file.layout.period,
    roles: Object.fromEntries(roles) as Kept['roles'],
  };
  const values = {
    workspace_id: scope.actor.workspace ?? '',
    roles: JSON.stringify(kept),
    updated_by: scope.actor.person,
    updated_at: now(),
  };
  for (const signature of signaturesOf(file.layout)) {
    await scope.queries
      .insertInto('kept_mapping')
      .values({ ...values, signature })
      .onConflict((conflict) => conflict.columns(['workspace_id', 'signature']).doUpdateSet(values))
      .execute();
  }
}

/** What was kept for files of this kind, as a mapping of this file; null where nothing was. */
export async function keptFor(
  scope: Scope,
  row: { layout: unknown; columns: unknown },
): Promise<KeptMapping | null> {
  const layout = row.layout as FileLayout | null;
  if (layout === null) return null;
  const columns = row.columns as FileColumn[];
  const wanted = signaturesOf(layout);
  const rows = await scope.sql<{ signature: string; roles: Kept; name: string | null; updated_at: string }[]>`
    select k.signature, k.roles, p.name, k.updated_at from kept_mapping k left join person p on p.id = k.updated_by
    where k.signature = any (${wanted}::text[])`;
  const found = wanted.flatMap((signature) => rows.filter((one) => one.signature === signature))[0];
  if (found === undefined) return null;
  const { period, roles: byHeader } = found.roles;
  const { roles, ...differs } = applyKept(
    { headers: Object.keys(byHeader), mapping: Object.values(byHeader), period },
    { headers: columns.map(({ header }) => header), period: layout.period },
  );
  const mapping = columns.map((column, i) => roles[i] ?? roleOfNew(column));
  const taken = mapping.filter((role) => role.becomes !== 'ignored').length;
  return { mapping, taken, by: found.name ?? 'somebody', at: found.updated_at, period, ...differs };
}

/** Of columns that the last file did not have, those of identity are taken and measures are offered. */
function roleOfNew({ suggestion }: FileColumn): ColumnRole {
  return suggestion.becomes === 'measure' ? { becomes: 'ignored' } : suggestion;
}
