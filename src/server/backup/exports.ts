import { createReadStream, existsSync } from 'node:fs';
import { mkdir, readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import * as contract from '#contract/backup';
import { ProblemError } from '#contract/problem';
import { bind, bindDownload } from '../platform/bind.ts';
import type { Door } from '../platform/door.ts';
import { newId } from '../platform/ids.ts';
import type { Jobs } from '../platform/jobs.ts';
import type { Work } from '../platform/work.ts';
import { authorise } from '../workspaces/index.ts';
import { writeBackup, type Source } from './write.ts';

const exportKind = 'backup.write';
const keptMilliseconds = 24 * 3_600_000;

/** What a finished job tells; `file` is named by chance, so that nobody but the row leads to it. */
interface Export {
  file: string;
  bytes: number;
  rows: number;
  files: number;
}

/** An owner takes everything out. The folder holds the files until they are fetched, for a day. */
export function bindExports(door: Door, jobs: Jobs, source: Source, folder: string): void {
  jobs.register(exportWork(source, folder));

  bind(door, contract.startBackup, async (request) => {
    const job = await request.inWorkspace(async (scope) => {
      const added = await jobs.add(scope, exportKind, {});
      await scope.audit('workspace.export', 'job', added.id, { detail: { backup: true } });
      return added;
    });
    jobs.wake();
    return job;
  });

  bindDownload(door, contract.downloadBackup, async (request, input) => {
    const { job, name } = await request.inWorkspace(async (scope) => {
      const [row] = await scope.sql<{ name: string }[]>`
        select name from workspace where id = ${scope.actor.workspace ?? ''}`;
      return { job: await jobs.find(scope, input.job), name: row?.name ?? '' };
    });
    const file = typeof job.result?.['file'] === 'string' ? pathOf(folder, job.result['file']) : null;
    if (job.kind !== exportKind || file === null || !existsSync(file)) {
      throw new ProblemError(
        'not-found',
        'This file is not here any more, or not yet: ask for a new one. It is kept for a day.',
      );
    }
    const body = Readable.toWeb(createReadStream(file)) as ReadableStream<Uint8Array<ArrayBuffer>>;
    return { fileName: `${name}, ${(job.finished ?? '').slice(0, 10)}.zip`, type: 'application/zip', body };
  });
}

const pathOf = (folder: string, file: string) => join(folder, `${file}.zip`);

/** Whoever asked may have lost the right since, so it is asked again before and after. */
function exportWork(source: Source, folder: string): Work<unknown, string, Export> {
  return {
    kind: exportKind,
    read: async (scope) => {
      await authorise(scope, 'workspace.export');
      return scope.actor.workspace ?? '';
    },
    compute: async (workspace, { progress, signal }) => {
      await mkdir(folder, { recursive: true, mode: 0o700 });
      const file = newId();
      const path = pathOf(folder, file);
      const { tables, blobs } = await writeBackup(source, { file: path, workspace, progress, signal });
      const rows = tables.reduce((sum, one) => sum + one.rows, 0);
      return { file, bytes: (await stat(path)).size, rows, files: blobs.length };
    },
    write: async (scope, _, written) => {
      await authorise(scope, 'workspace.export');
      return { ...written };
    },
  };
}

/** Removes what nobody fetched within a day, and what a killed server left. */
export async function sweepExports(folder: string, now = Date.now()): Promise<number> {
  if (!existsSync(folder)) return 0;
  let removed = 0;
  for (const name of await readdir(folder)) {
    const { mtimeMs } = await stat(join(folder, name));
    if (now - mtimeMs <= keptMilliseconds) continue;
    await rm(join(folder, name), { force: true });
    removed++;
  }
  return removed;
}
