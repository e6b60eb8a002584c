import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { urlOf } from '../../src/contract/client.ts';
import { bringTranscripts } from '../../src/contract/exchange.ts';
import { listSources } from '../../src/contract/sources.ts';
import { followWork, stopWork, type Progressed } from '../../src/contract/underway.ts';
import { newId } from '../../src/server/platform/ids.ts';
import { codingWorld, type CodingWorld } from '../support/coding.ts';
import type { Client } from '../support/server.ts';

/** A file of many sources: how far it has come is told, and it can be stopped. */

let world: CodingWorld;
beforeAll(async () => {
  world = await codingWorld();
});
afterAll(() => world.server.stop());

const rows = (talks: number) =>
  Array.from({ length: talks }, (_, talk) =>
    Array.from({ length: 20 }, (_row, i) => `Talk ${String(talk)},T${String(i % 2)},"Words ${String(i)}."`),
  ).flat();
const file = (talks: number) =>
  new TextEncoder().encode(['Transcript,Speaker,Sentence', ...rows(talks)].join('\n'));

const bring = (client: Client, talks: number, work: string) =>
  client.call(bringTranscripts, { workspace: world.workspace, name: 'Talks.csv', work }, file(talks));

/** What is told of a work, until `enough` says so or it has ended. */
async function follow(
  client: Client,
  work: string,
  enough: (told: Progressed) => boolean,
): Promise<Progressed[]> {
  const gone = new AbortController();
  const path = urlOf(followWork, { workspace: world.workspace, work });
  const response = await client.raw(path, { signal: gone.signal });
  const told: Progressed[] = [];
  let text = '';
  for await (const piece of response.body ?? []) {
    text += new TextDecoder().decode(piece as Uint8Array);
    const events = text.split('\n\n');
    text = events.pop() ?? '';
    for (const event of events)
      if (event.startsWith('data: ')) told.push(JSON.parse(event.slice('data: '.length)) as Progressed);
    if (told.some(enough)) break;
  }
  gone.abort();
  return told;
}

const count = async () => (await world.rosa.call(listSources, { workspace: world.workspace })).sources.length;

describe('a file of many sources', () => {
  it('is followed from before it begins until it is stored', async () => {
    const work = newId();
    const told = follow(world.rosa, work, () => false);
    const { sources } = await bring(world.rosa, 30, work);
    expect(sources).toHaveLength(30);
    const steps = await told;
    expect(steps.some(({ step, total }) => step === 'Storing sources' && total === 30)).toBe(true);
    const stored = steps.filter(({ total }) => total === 30).map(({ done }) => done);
    expect(stored).toEqual(stored.toSorted((a, b) => a - b));
  });

  it('is stopped by whoever brings it, and nothing of it is kept', async () => {
    const before = await count();
    const work = newId();
    const brought = bring(world.rosa, 400, work).then(
      () => 'stored',
      (error: unknown) => (error as Error).message,
    );
    await follow(world.rosa, work, ({ done }) => done > 3);
    const named = { workspace: world.workspace, work };
    expect(await world.tom.call(stopWork, named)).toEqual({ stopped: false });
    expect(await world.rosa.call(stopWork, named)).toEqual({ stopped: true });
    expect(await brought).toBe('It was stopped. Nothing of it was kept.');
    expect(await count()).toBe(before);
    expect(await world.rosa.call(stopWork, named)).toEqual({ stopped: false });
  });

  it('is not kept where whoever brings it has gone', async () => {
    const before = await count();
    const work = newId();
    const gone = new AbortController();
    const path = urlOf(bringTranscripts, { workspace: world.workspace, name: 'Talks.csv', work });
    const brought = world.rosa
      .raw(path, {
        method: 'POST',
        headers: { 'content-type': 'application/octet-stream' },
        body: file(401),
        signal: gone.signal,
      })
      .catch(() => null);
    const told = follow(world.rosa, work, () => false);
    await follow(world.rosa, work, ({ done }) => done > 3);
    gone.abort();
    await brought;
    // The stream ends when the work has.
    await told;
    expect(await count()).toBe(before);
  });
});
