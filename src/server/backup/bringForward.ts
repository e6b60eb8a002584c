import { chmodSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { blobsIn } from '../platform/blobs.ts';
import type { Config } from '../platform/config.ts';
import { openAsOwner } from '../platform/database.ts';
import { migrate } from '../platform/migrate.ts';
import { plainSettings } from './copy.ts';
import { loadBlobs } from './load.ts';
import { openArchive, type Archive } from './read.ts';
import { loadWorkspace } from './loadWorkspace.ts';
import { writeBackup } from './write.ts';

/**
 * The archive of a workspace of an older version, as this version would have written it: restored into a database made
 * for it alone, migrated there, and backed up again. So migrations are written for whole databases only.
 */
export async function broughtForward(
  archive: Archive,
  config: Config,
  names: ReadonlySet<string>,
): Promise<Archive> {
  const folder = await mkdtemp(join(process.getuid?.() === 0 ? '/var/tmp' : tmpdir(), 'reedbed-forward-'));
  const away = () => rm(folder, { recursive: true, force: true });
  try {
    // The database's own user passes through.
    chmodSync(folder, 0o711);
    const file = await inOwnDatabase(
      archive,
      { ...config, data: join(folder, 'data'), databaseUrl: undefined },
      names,
    );
    const forward = await openArchive({ file, scratch: folder });
    const manifest = {
      ...forward.manifest,
      moment: archive.manifest.moment,
      people: archive.manifest.people,
    };
    return { ...forward, manifest, close: () => forward.close().then(away) };
  } catch (error) {
    await away();
    throw error;
  }
}

async function inOwnDatabase(archive: Archive, config: Config, names: ReadonlySet<string>): Promise<string> {
  const migrations = join(config.root, 'migrations');
  const database = await openAsOwner(config);
  const owner = database.owner();
  try {
    await migrate(owner, migrations, (name) => names.has(name));
    const blobs = blobsIn(join(config.data, 'blobs'));
    await loadBlobs(archive, blobs);
    await owner.begin(async (tx) => {
      await tx.unsafe(plainSettings).simple();
      const people = JSON.stringify(archive.manifest.people);
      await tx`create temporary table restored_person (id uuid, becomes uuid) on commit drop`;
      await tx`insert into person (id, name)
        select id, name from jsonb_to_recordset(${people}::jsonb) p (id uuid, name text)`;
      await loadWorkspace(tx, archive);
    });
    await migrate(owner, migrations);
    const file = join(config.data, '..', 'forward.zip');
    const { version, workspace } = archive.manifest;
    const source = { owner: () => database.owner(), blobs, version, key: () => undefined };
    await writeBackup(source, { file, workspace: workspace?.id ?? '' });
    return file;
  } finally {
    await owner.end({ timeout: 5 });
    await database.stop();
  }
}
