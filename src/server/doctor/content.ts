import { createHash } from 'node:crypto';
import { createReadStream, existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { newestBackup, readNightly, restoredFile } from '../backup/index.ts';
import { blobsIn } from '../platform/blobs.ts';
import type { Config } from '../platform/config.ts';
import type { Sql } from '../platform/db.ts';
import { isKeyChanging } from '../platform/keyChange.ts';
import { keyText } from '../platform/seal.ts';
import { few, note, well, wrong, type Finding } from './finding.ts';

const oldestBackupHours = 26;

/** Whether what the rows name is there, and what is there can be got back. */
export async function examineContent(owner: Sql, config: Config): Promise<Finding[]> {
  return [...(await files(owner, config)), await key(owner, config), ...restored(config.data)];
}

async function files(owner: Sql, { data }: Config): Promise<Finding[]> {
  const blobs = blobsIn(join(data, 'blobs'));
  const rows = await owner<{ hash: string }[]>`select app.named_blobs() as hash`;
  const named = new Set(rows.map((row) => row.hash));
  const there = new Set(await blobs.list());
  const missing = [...named].filter((hash) => !there.has(hash));
  const damaged: string[] = [];
  for (const hash of there) if ((await hashOf(blobs.fileOf(hash))) !== hash) damaged.push(hash);
  const orphans = [...there].filter((hash) => !named.has(hash)).length;
  const found: Finding[] = [];
  if (missing.length > 0) {
    found.push(
      wrong(
        'Files',
        `${String(missing.length)} named in the database cannot be found: ${few(missing)}.`,
        'The figures from them are kept; the files themselves cannot be read or stored again.',
        `Restore a backup elsewhere and copy its blobs/ into ${join(data, 'blobs')}.`,
      ),
    );
  }
  if (damaged.length > 0) {
    found.push(
      wrong(
        'Files',
        `${String(damaged.length)} are not what their name says: ${few(damaged)}.`,
        'Their content was changed on the disk, which may be failing.',
        'Check the disk, then put these files back from a backup.',
      ),
    );
  }
  if (found.length > 0) return found;
  const waiting = orphans === 0 ? '' : `, ${String(orphans)} that nobody names wait to be swept away`;
  return [well('Files', `${String(named.size)} whole${waiting}`)];
}

async function hashOf(file: string): Promise<string> {
  const hash = createHash('sha256');
  for await (const part of createReadStream(file, { highWaterMark: 2 ** 20 })) hash.update(part as Buffer);
  return hash.digest('hex');
}

/** What is sealed opens with one key only. */
async function key(owner: Sql, config: Config): Promise<Finding> {
  if (isKeyChanging(config)) {
    return wrong(
      'Key',
      'A change of the key was interrupted.',
      'The server does not start on secrets of which nobody knows which key opens them.',
      'Run: reedbed key change',
    );
  }
  const [row] = await owner<{ sealed: number }[]>`select count(*)::int as sealed from one_time_secret`;
  const sealed = row?.sealed ?? 0;
  if (sealed === 0 || keyText(config) !== undefined)
    return well('Key', sealed === 0 ? 'nothing is sealed' : 'there');
  return wrong(
    'Key',
    `${join(config.data, 'key')} is missing, and REEDBED_KEY is not set.`,
    `The one-time codes of ${String(sealed)} people cannot be checked: they cannot sign in with them.`,
    'Put the key back from an encrypted backup, or set REEDBED_KEY as it was.',
  );
}

/** What a restore could not bring along. */
function restored(data: string): Finding[] {
  const file = join(data, restoredFile);
  if (!existsSync(file)) return [];
  const { moment, withoutKey } = JSON.parse(readFileSync(file, 'utf8')) as {
    moment: string;
    withoutKey: { table: string; rows: number }[];
  };
  const rows = withoutKey.reduce((sum, one) => sum + one.rows, 0);
  if (rows === 0) return [well('Restored', `from a backup of ${moment}`)];
  return [
    note(
      'Restored',
      `From a backup of ${moment} that was not encrypted: the one-time codes of ${String(rows)} people did not come along.`,
      'They sign in without their second step until they set it up again.',
      `Tell them to set it up under their account. Then remove ${file}.`,
    ),
  ];
}

/** Whether there is something to fall back on. */
export async function examineBackups(environment: NodeJS.ProcessEnv, now = new Date()): Promise<Finding> {
  const nightly = readNightly(environment);
  if (nightly === null) {
    return note(
      'Backups',
      'None are made by themselves.',
      'What is lost on this disk is lost.',
      'Set REEDBED_BACKUP_DIR to a folder on another disk where the server starts, or run ‘reedbed backup’ every night.',
    );
  }
  const newest = await newestBackup(nightly.folder);
  const hours = newest === null ? Infinity : (now.getTime() - newest.getTime()) / 3_600_000;
  if (newest !== null && hours <= oldestBackupHours)
    return well('Backups', `the last one is of ${newest.toISOString()}`);
  return wrong(
    'Backups',
    newest === null
      ? `There is none in ${nightly.folder}.`
      : `The last one in ${nightly.folder} is of ${newest.toISOString()}.`,
    'One is made every night while the server runs.',
    'Look for ‘no backup could be made’ in the log of the server, and see whether it runs with REEDBED_BACKUP_DIR.',
  );
}
