import type { FileLayout } from '#contract/importCodes';
import type { Table } from '../table.ts';
import { signatureOf } from './signature.ts';

/** What kind of file this seems to be. */
export function layoutOf(table: Pick<Table, 'headers'>): FileLayout {
  return {
    id: 'generic',
    title: 'A table of schools',
    period: null,
    matched: 0,
    columns: table.headers.length,
    signature: signatureOf('generic', table.headers),
  };
}
