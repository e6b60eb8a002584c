import { queryOptions } from '@tanstack/react-query';
import { call } from '#contract/client';
import { dryRun, readImport, type Mapping } from '#contract/imports';
import { connection } from '../ui/connection.ts';

export function importQuery(workspace: string, id: string) {
  return queryOptions({
    queryKey: ['imports', workspace, id],
    queryFn: () => call(connection, readImport, { workspace, import: id }),
    staleTime: 60_000,
  });
}

export function dryRunQuery(
  workspace: string,
  id: string,
  mapping: Mapping,
  unknownSchools: 'leave out' | 'add' | null,
) {
  return queryOptions({
    queryKey: ['imports', workspace, id, 'dry run', unknownSchools, mapping],
    queryFn: () => call(connection, dryRun, { workspace, import: id, mapping, unknownSchools }),
    staleTime: 60_000,
  });
}
