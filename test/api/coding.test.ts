import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { urlOf } from '../../src/contract/client.ts';
import * as contract from '../../src/contract/coding.ts';
import { removeFramework } from '../../src/contract/frameworks.ts';
import { listHistory } from '../../src/contract/history.ts';
import { tell } from '../../src/contract/historyWords.ts';
import { changeInformants, readSource, removeSource } from '../../src/contract/sources.ts';
import { newId } from '../../src/server/platform/ids.ts';
import { codingWorld, type CodingWorld } from '../support/coding.ts';
import { addMember, type Client, type TestServer } from '../support/server.ts';

let server: TestServer;
let owner: Client;
let rosa: Client;
let tom: Client;
let ida: Client;
let workspace: string;
let framework: string;
let bring: CodingWorld['bring'];
let meets: CodingWorld['meets'];
let told: CodingWorld['told'];
let codeAt: CodingWorld['codeAt'];
let does: CodingWorld['does'];
let read: CodingWorld['read'];
let undo: CodingWorld['undo'];
let seen: CodingWorld['seen'];
beforeAll(async () => {
  ({
    server,
    owner,
    rosa,
    tom,
    ida,
    workspace,
    framework,
    bring,
    meets,
    told,
    codeAt,
    does,
    read,
    undo,
    seen,
  } = await codingWorld());
});
afterAll(() => server.stop());

const redo = (client: Client, source: string) => client.call(contract.redoCoding, { workspace, source });

describe('refusals', () => {
  it('nobody but researchers reads or changes what was coded: not even the owner', async () => {
    const source = await bring();
    const stranger = await server.person();
    for (const client of [owner, stranger])
      for (const act of [
        () => read(client, source),
        () => does(client, source, codeAt(0, 4)),
        () => undo(client, source),
        () => client.call(contract.assignCoders, { workspace, source, blind: false, coders: [] }),
      ])
        await expect(act()).rejects.toMatchObject({ kind: client === owner ? 'not-allowed' : 'not-found' });
    const elsewhere = (await rosa.workspace()).id;
    await addMember(server, elsewhere, rosa, 'researcher');
    await expect(rosa.call(contract.readCoding, { workspace: elsewhere, source })).rejects.toMatchObject({
      kind: 'not-found',
    });
  });

  it.each([
    ['no words', () => codeAt(4, 4), 'Mark at least one letter'],
    ['words beyond the end', () => codeAt(4, 4000), 'beyond the end'],
    ['a code that is not there', () => codeAt(0, 4, [{ ...meets(), code: 'zq' }]), 'no code ‘zq’'],
    ['a code of the other pole', () => codeAt(0, 4, [{ ...meets(), code: 'told' }]), 'no code ‘told’'],
    ['an element that is not there', () => codeAt(0, 4, [{ ...meets(), element: 'zq' }]), 'no element'],
    ['a version that is not there', () => codeAt(0, 4, [{ ...meets(), version: 9 }]), 'no such version'],
    [
      'a pole that the element lacks',
      () => codeAt(0, 4, [{ ...told(), element: 'motivation', code: null }]),
      'no such pole',
    ],
  ])('of %s, with nothing stored', async (_, command, words) => {
    const source = await bring();
    await expect(does(rosa, source, command())).rejects.toMatchObject({
      kind: 'invalid',
      message: expect.stringContaining(words) as string,
    });
    const { codings, undo: step } = await read(rosa, source);
    expect([codings.quotations.id, codings.evidence.id, step]).toEqual([[], [], null]);
  });

  it('of changing what somebody else did', async () => {
    const source = await bring();
    const command = codeAt(0, 4);
    await does(rosa, source, command);
    for (const other of [
      { do: 'uncode', evidence: command.codes[0]?.id ?? '' },
      { do: 'unquote', quotation: command.quotation },
      { do: 'resize', quotation: command.quotation, start: 0, end: 3 },
      { do: 'memo', id: newId(), quotation: command.quotation, content: 'Mine?' },
    ] as const)
      await expect(does(tom, source, other)).rejects.toMatchObject({ kind: 'not-allowed' });
    expect(await seen(tom, source)).toEqual(['0–4 meets-daily Rosa']);
  });
});

describe('coding', () => {
  it('keeps every code, overlapping or not, and says the same when it is sent again', async () => {
    const source = await bring();
    const first = codeAt(31, 52, [meets(), told(), meets()]);
    await does(rosa, source, first);
    expect((await does(rosa, source, first)).changes).toEqual([]);
    await does(rosa, source, codeAt(40, 60));
    // The same words and the same code under other ids: once is enough.
    expect((await does(rosa, source, codeAt(40, 60))).changes).toEqual([]);
    await does(rosa, source, codeAt(0, 11, [{ ...meets(), pole: 'mixed' as '+', code: null }]));
    expect(await seen(rosa, source)).toEqual([
      '0–11 parents Rosa',
      '31–52 meets-daily Rosa',
      '31–52 told Rosa',
      '40–60 meets-daily Rosa',
    ]);
  });

  it('keeps the work of two who code the same words at once', async () => {
    const source = await bring();
    const commands = Array.from({ length: 12 }, (_, i) => codeAt(i, i + 8, [meets(), told()]));
    await Promise.all(
      commands.flatMap((command) => [
        does(rosa, source, command),
        does(tom, source, {
          ...command,
          quotation: newId(),
          codes: command.codes.map((code) => ({ ...code, id: newId() })),
        }),
      ]),
    );
    const all = await seen(ida, source);
    expect(all).toHaveLength(48);
    expect(new Set(all).size).toBe(48);
  });

  it('takes the same act of two windows once', async () => {
    const source = await bring();
    const [one, two] = [codeAt(3, 9), codeAt(3, 9)];
    await Promise.all([does(rosa, source, one), does(rosa, source, two)]);
    expect(await seen(rosa, source)).toEqual(['3–9 meets-daily Rosa']);
  });

  it('removes a quotation with its last code, and keeps it for a memo', async () => {
    const source = await bring();
    const [bare, noted] = [codeAt(0, 4), codeAt(5, 9)];
    await does(rosa, source, bare);
    await does(rosa, source, noted);
    await does(rosa, source, {
      do: 'memo',
      id: newId(),
      quotation: noted.quotation,
      content: 'By accident.\n',
    });
    for (const { codes } of [bare, noted])
      await does(rosa, source, { do: 'uncode', evidence: codes[0]?.id ?? '' });
    const { codings } = await read(rosa, source);
    expect(codings.quotations.id).toEqual([noted.quotation]);
    expect(codings.memos).toMatchObject([{ quotation: noted.quotation, content: 'By accident.', by: 0 }]);
  });

  it('moves the ends of a quotation, but not onto another of the same person', async () => {
    const source = await bring();
    const [one, two] = [codeAt(0, 4), codeAt(0, 9)];
    await does(rosa, source, one);
    await does(rosa, source, two);
    await expect(
      does(rosa, source, { do: 'resize', quotation: one.quotation, start: 0, end: 9 }),
    ).rejects.toMatchObject({ kind: 'conflict' });
    await does(rosa, source, { do: 'resize', quotation: one.quotation, start: 2, end: 6 });
    expect(await seen(rosa, source)).toEqual(['0–9 meets-daily Rosa', '2–6 meets-daily Rosa']);
  });

  it('keeps one memo for each who writes on a source, and drops it when its words go', async () => {
    const source = await bring();
    const memo = (content: string) => ({ do: 'memo' as const, id: newId(), quotation: null, content });
    await does(rosa, source, memo('First.'));
    await does(rosa, source, memo('Second.'));
    await does(tom, source, memo('Mine.'));
    const words = async () => (await read(ida, source)).codings.memos.map(({ content }) => content);
    expect((await words()).toSorted()).toEqual(['Mine.', 'Second.']);
    await does(rosa, source, memo(' '));
    expect(await words()).toEqual(['Mine.']);
  });
});

describe('what coding leaves behind', () => {
  it('a table with the words, who said them and what they speak of', async () => {
    const source = await bring();
    const { speakers } = await rosa.call(readSource, { workspace, source });
    const head = { id: newId(), label: 'Head of Alder Road', type: 'principal' as const };
    await rosa.call(changeInformants, {
      workspace,
      source,
      informants: [{ ...head, people: 1, agreedByRole: false }],
      speakers: speakers.map((one) => ({ ...one, informant: one.asks ? null : head.id })),
    });
    const command = codeAt(37, 53);
    await does(rosa, source, command);
    await does(rosa, source, { do: 'memo', id: newId(), quotation: command.quotation, content: 'Why?' });
    const file = await rosa.raw(urlOf(contract.codingsTable, { workspace, source }));
    const lines = (await file.text()).trim().split(/\r?\n/);
    expect(lines).toHaveLength(2);
    expect(lines[1]).toMatch(
      /^Alder Road,interview,,,2,Head,Head of Alder Road,principal,1,37,53,With the boiler ,Small words,1,Parents,strength,Meets families daily,,,Rosa,\d{4}-\d\d-\d\d,Why\?$/,
    );
    await does(rosa, source, { do: 'resize', quotation: command.quotation, start: 37, end: 54 });
    const again = await rosa.raw(urlOf(contract.codingsTable, { workspace, source }));
    expect(await again.text()).toContain('With the boiler \u{1F600},');
  });

  it('sentences in the history, without a word of what was coded', async () => {
    const source = await bring();
    const command = codeAt(0, 4, [meets(), told()]);
    await does(rosa, source, command);
    await undo(rosa, source);
    await redo(rosa, source);
    await does(rosa, source, { do: 'unquote', quotation: command.quotation });
    const { lines } = await owner.call(listHistory, { workspace });
    const sentences = lines
      .slice(0, 4)
      .map((line) => tell({ ...line, act: 'coding.change' }, {}))
      .map(({ verb, what }) => `${verb} ${what}`);
    expect(sentences).toEqual([
      'removed a quotation of a source',
      'did again a step of coding',
      'took back a step of coding',
      'coded words of a source with 2 codes',
    ]);
    expect(JSON.stringify(lines)).not.toContain('meets-daily');
  });

  it('nothing, when the source goes; and a framework that stays while something is coded with it', async () => {
    const source = await bring();
    await does(rosa, source, codeAt(0, 4));
    await expect(owner.call(removeFramework, { workspace, framework })).rejects.toMatchObject({
      kind: 'conflict',
    });
    await rosa.call(removeSource, { workspace, source });
    const [row] = await server.owner`
      select (select count(*)::int from quotation where source_id = ${source})
        + (select count(*)::int from evidence where source_id = ${source})
        + (select count(*)::int from coding_act where source_id = ${source}) as rest`;
    expect(row?.['rest']).toBe(0);
  });
});
