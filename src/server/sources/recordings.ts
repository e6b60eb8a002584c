import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { Readable } from 'node:stream';
import type { ReadableStream as WebStream } from 'node:stream/web';
import { ProblemError } from '#contract/problem';
import * as contract from '#contract/recordings';
import { bind, bindPart } from '../platform/bind.ts';
import type { Blobs } from '../platform/blobs.ts';
import type { Door } from '../platform/door.ts';
import { workspaceOf, type Scope } from '../platform/scope.ts';
import { soundType, type SoundType } from './soundType.ts';
import { hold, readSource } from './store.ts';

export function bindRecordings(door: Door, blobs: Blobs): void {
  bind(door, contract.bringRecording, async (request, { source, name }) => {
    // Asked before the body is read: nobody without the right sends us megabytes.
    await request.inWorkspace(() => Promise.resolve());
    const bytes = await request.body(contract.mostRecordingBytes);
    const type = soundType(bytes);
    if (type === null)
      throw new ProblemError(
        'not-readable',
        `‘${name}’ is no recording that browsers play: bring MP3, M4A, Ogg, WAV, WebM or FLAC. Nothing was stored.`,
      );
    const contentHash = await blobs.write(bytes);
    return request.inWorkspace(async (scope) => {
      await hold(scope, source);
      await replaceRecording(scope, source, { name, type, bytes: bytes.length, contentHash });
      await scope.audit('sources.change', 'source', source, {
        detail: { recorded: true, bytes: bytes.length },
      });
      return readSource(scope, source);
    });
  });

  bindPart(door, contract.playRecording, async (request, { source }) => {
    const { type, contentHash } = await request.inWorkspace((scope) => findRecording(scope, source));
    const file = blobs.fileOf(contentHash);
    // A backup that was damaged comes back without it.
    const found = await stat(file).catch(() => null);
    if (found === null)
      throw new ProblemError('not-found', 'The file of this recording is not here any more.');
    return {
      type,
      length: found.size,
      read: (range) => Readable.toWeb(createReadStream(file, range)) as WebStream<Uint8Array<ArrayBuffer>>,
    };
  });

  bind(door, contract.removeRecording, (request, { source }) =>
    request.inWorkspace(async (scope) => {
      await hold(scope, source);
      await scope.sql`delete from source_recording where source_id = ${source}`;
      await scope.audit('sources.change', 'source', source, { detail: { unrecorded: true } });
      return readSource(scope, source);
    }),
  );
}

interface Recorded {
  name: string;
  type: SoundType;
  bytes: number;
  contentHash: string;
}

async function replaceRecording(
  scope: Scope,
  source: string,
  { name, type, bytes, contentHash }: Recorded,
): Promise<void> {
  await scope.sql`delete from source_recording where source_id = ${source}`;
  await scope.sql`
    insert into source_recording (workspace_id, source_id, file_name, type, bytes, content_hash, created_by)
    values (${workspaceOf(scope)}, ${source}, ${name}, ${type}, ${bytes}, ${contentHash}, ${scope.actor.person})`;
}

async function findRecording(scope: Scope, source: string): Promise<Pick<Recorded, 'type' | 'contentHash'>> {
  const [row] = await scope.sql<Pick<Recorded, 'type' | 'contentHash'>[]>`
    select type, content_hash as "contentHash" from source_recording where source_id = ${source}`;
  if (row === undefined)
    throw new ProblemError('not-found', 'There is no recording of this source here, or you may not hear it.');
  return row;
}
