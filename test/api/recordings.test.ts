import { existsSync, utimesSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { urlOf } from '../../src/contract/client.ts';
import { replaceNames } from '../../src/contract/pseudonyms.ts';
import {
  bringRecording,
  mostRecordingBytes,
  playRecording,
  removeRecording,
} from '../../src/contract/recordings.ts';
import { readSource } from '../../src/contract/sources.ts';
import { sweepFiles } from '../../src/server/imports/index.ts';
import { newId } from '../../src/server/platform/ids.ts';
import { codingWorld, type CodingWorld } from '../support/coding.ts';
import { addMember } from '../support/server.ts';

/** A second of silence, or of whatever the seed makes. */
function wave(seed = 0): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(44 + 8000);
  const view = new DataView(bytes.buffer);
  bytes.set(new TextEncoder().encode('RIFF'), 0);
  bytes.set(new TextEncoder().encode('WAVEfmt '), 8);
  view.setUint32(4, bytes.length - 8, true);
  for (let at = 44; at < bytes.length; at++) bytes[at] = (at * 31 + seed) % 251;
  return bytes;
}

let world: CodingWorld;
let workspace: string;
let source: string;
beforeAll(async () => {
  world = await codingWorld();
  ({ workspace } = world);
  source = await world.bring();
});
afterAll(() => world.server.stop());

const bring = (bytes: Uint8Array<ArrayBuffer>, { client = world.rosa, name = 'Head.wav' } = {}) =>
  client.call(bringRecording, { workspace, source, name }, bytes);
const play = (range?: string, client = world.rosa) =>
  client.raw(urlOf(playRecording, { workspace, source }), range === undefined ? {} : { headers: { range } });
const bytesOf = async (answer: Response) => new Uint8Array(await answer.arrayBuffer());
const hash = async () => {
  const [row] = await world.server.owner<{ hash: string }[]>`
    select content_hash as hash from source_recording where source_id = ${source}`;
  return row?.hash ?? '';
};

describe('a recording', () => {
  it('is heard whole or in the part that is asked for', async () => {
    expect((await bring(wave())).recording).toEqual({ fileName: 'Head.wav', type: 'audio/wav', bytes: 8044 });
    const whole = await play();
    expect([whole.status, whole.headers.get('content-type'), whole.headers.get('accept-ranges')]).toEqual([
      200,
      'audio/wav',
      'bytes',
    ]);
    expect(await bytesOf(whole)).toEqual(wave());
    const part = await play('bytes=1000-1999');
    expect([part.status, part.headers.get('content-range'), part.headers.get('content-length')]).toEqual([
      206,
      'bytes 1000-1999/8044',
      '1000',
    ]);
    expect(await bytesOf(part)).toEqual(wave().slice(1000, 2000));
    const beyond = await play('bytes=9000-');
    expect([beyond.status, beyond.headers.get('content-range')]).toEqual([416, 'bytes */8044']);
  });

  it('is for researchers of this workspace alone', async () => {
    const [evaluator, stranger] = [await world.server.person(), await world.server.person()];
    await addMember(world.server, workspace, evaluator, 'evaluator');
    expect([
      (await play(undefined, world.owner)).status,
      (await play(undefined, evaluator)).status,
      (await play(undefined, stranger)).status,
    ]).toEqual([403, 403, 404]);
    await expect(bring(wave(), { client: world.owner })).rejects.toMatchObject({ kind: 'not-allowed' });
    expect((await play(undefined, world.tom)).status).toBe(200);
  });

  it('is refused where it is none, or too large, and what is there stays', async () => {
    await expect(bring(new TextEncoder().encode('Head: Well.'))).rejects.toMatchObject({
      kind: 'not-readable',
    });
    await expect(bring(new Uint8Array())).rejects.toMatchObject({ kind: 'not-readable' });
    await expect(bring(new Uint8Array(mostRecordingBytes + 1))).rejects.toMatchObject({ kind: 'too-large' });
    const nowhere = { workspace, source: newId(), name: 'Head.wav' };
    await expect(world.rosa.call(bringRecording, nowhere, wave())).rejects.toMatchObject({
      kind: 'not-found',
    });
    expect(await bytesOf(await play())).toEqual(wave());
  });

  it('gives its place to another, and its file goes when nobody names it any more', async () => {
    const before = world.server.app.blobs.fileOf(await hash());
    await bring(wave(7), { client: world.tom });
    const kept = world.server.app.blobs.fileOf(await hash());
    for (const file of [before, kept]) utimesSync(file, new Date(0), new Date(0));
    await sweepFiles(world.server.pool, world.server.app.blobs);
    expect([existsSync(before), existsSync(kept)]).toEqual([false, true]);
    expect(await bytesOf(await play())).toEqual(wave(7));
  });

  it('names nobody by its file where names are taken out, whoever brought it', async () => {
    await bring(wave(9), { client: world.tom, name: 'Boiler.wav' });
    const replacements = [
      { word: 'boiler', kind: 'other' as const, replacement: 'thing' },
      { word: 'Boiler', kind: 'other' as const, replacement: 'Thing' },
    ];
    await world.rosa.call(replaceNames, { workspace, source, replacements, keepOriginal: false });
    const { recording, text } = await world.rosa.call(readSource, { workspace, source });
    expect([recording?.fileName, text.includes('boiler')]).toEqual(['Thing.wav', false]);
  });

  it('is removed, and the words stay', async () => {
    const { recording, text } = await world.rosa.call(removeRecording, { workspace, source });
    expect([recording, text.length > 0, (await play()).status]).toEqual([null, true, 404]);
  });
});
