import { z } from 'zod';

/** What the product writes first into the comment at the end of an archive; the number is that of its form. */
export const mark = 'Reedbed backup 1, SHA-256 of all before: ';
export const manifestName = 'manifest.json';

const entry = z.object({
  name: z.string(),
  bytes: z.int(),
  sha256: z.string(),
});

export const manifest = z.object({
  format: z.literal(1),
  product: z.literal('reedbed'),
  version: z.string(),
  kind: z.enum(['installation', 'workspace']),
  /** When all of it was as it is here. */
  moment: z.string(),
  installation: z.string(),
  workspace: z.object({ id: z.uuid(), name: z.string() }).nullable(),
  migrations: z.array(z.object({ name: z.string(), hash: z.string() })),
  tables: z.array(entry.extend({ table: z.string(), columns: z.array(z.string()), rows: z.int() })),
  /** `entry.name` ends in the hash that the database knows the file by. */
  blobs: z.array(entry.extend({ hash: z.string() })),
  /** Who is named in the rows of a workspace. */
  people: z.array(
    z.object({
      id: z.uuid(),
      name: z.string(),
      email: z.string().nullable(),
      invented: z.boolean().default(false),
    }),
  ),
  /** Named by the database but not there when the backup was made. */
  missing: z.array(z.string()),
  /** Not what their name says they are; kept as they were found. */
  damaged: z.array(z.string()),
  /** Tables whose rows are readable only with the key of the installation, which is not in this archive. */
  withoutKey: z.array(z.object({ table: z.string(), rows: z.int() })),
  /** Only where the archive is encrypted: what opens the sealed columns. */
  key: z.string().nullable(),
});
export type Manifest = z.output<typeof manifest>;
export type TableEntry = Manifest['tables'][number];
