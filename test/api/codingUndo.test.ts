import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import * as contract from '../../src/contract/coding.ts';
import type { Command } from '../../src/contract/coding.ts';
import { newId } from '../../src/server/platform/ids.ts';
import { codingWorld, type CodingWorld } from '../support/coding.ts';
import type { Client, TestServer } from '../support/server.ts';

let server: TestServer;
let rosa: Client;
let tom: Client;
let workspace: string;
let bring: CodingWorld['bring'];
let meets: CodingWorld['meets'];
let told: CodingWorld['told'];
let codeAt: CodingWorld['codeAt'];
let does: CodingWorld['does'];
let read: CodingWorld['read'];
let undo: CodingWorld['undo'];
let seen: CodingWorld['seen'];
beforeAll(async () => {
  ({ server, rosa, tom, workspace, bring, meets, told, codeAt, does, read, undo, seen } =
    await codingWorld());
});
afterAll(() => server.stop());

const redo = (client: Client, source: string) => client.call(contract.redoCoding, { workspace, source });

describe('undo and redo', () => {
  it('go step by step to nothing and back, whatever was done', async () => {
    const source = await bring();
    const one = codeAt(0, 4, [meets(), told()]);
    const steps: Command[] = [
      one,
      codeAt(2, 8),
      { do: 'memo', id: newId(), quotation: one.quotation, content: 'A thought.' },
      { do: 'resize', quotation: one.quotation, start: 0, end: 6 },
      { do: 'uncode', evidence: one.codes[0]?.id ?? '' },
      { do: 'memo', id: newId(), quotation: one.quotation, content: 'Another.' },
      { do: 'unquote', quotation: one.quotation },
    ];
    const states = [await read(rosa, source)];
    for (const step of steps) {
      await does(rosa, source, step);
      states.push(await read(rosa, source));
    }
    const inWords = (state: (typeof states)[number] | undefined) => state?.codings;
    for (let i = steps.length - 1; i >= 0; i--) {
      await undo(rosa, source);
      expect(inWords(await read(rosa, source))).toEqual(inWords(states[i]));
    }
    await expect(undo(rosa, source)).rejects.toMatchObject({ kind: 'conflict' });
    for (let i = 1; i <= steps.length; i++) {
      await redo(rosa, source);
      expect(inWords(await read(rosa, source))).toEqual(inWords(states[i]));
    }
    await expect(redo(rosa, source)).rejects.toMatchObject({ kind: 'conflict' });
  });

  it('are one’s own, say what they would do, and end where something new is done', async () => {
    const source = await bring();
    expect(await does(rosa, source, codeAt(0, 4))).toMatchObject({ undo: 'a code', redo: null });
    await does(tom, source, codeAt(0, 4, [told()]));
    expect(await undo(rosa, source)).toMatchObject({ undo: null, redo: 'a code' });
    expect(await seen(tom, source)).toEqual(['0–4 told Tom']);
    expect(await read(tom, source)).toMatchObject({ undo: 'a code', redo: null });
    await does(rosa, source, codeAt(5, 9, []));
    expect(await read(rosa, source)).toMatchObject({ undo: 'marking words', redo: null });
  });

  it('take nothing back that was changed since', async () => {
    const source = await bring();
    const one = codeAt(0, 4);
    await does(rosa, source, one);
    await server.owner`update quotation set end_at = 5 where id = ${one.quotation}`;
    await expect(undo(rosa, source)).rejects.toMatchObject({ kind: 'conflict' });
    expect(await seen(rosa, source)).toEqual(['0–5 meets-daily Rosa']);
  });
});
