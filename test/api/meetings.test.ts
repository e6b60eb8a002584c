import Papa from 'papaparse';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { urlOf } from '../../src/contract/client.ts';
import * as contract from '../../src/contract/codebookMeetings.ts';
import { readHeard } from '../../src/contract/heard.ts';
import { methodStatement } from '../../src/contract/heardMethod.ts';
import { listHistory } from '../../src/contract/history.ts';
import { tell } from '../../src/contract/historyWords.ts';
import { newId } from '../../src/server/platform/ids.ts';
import { codingWorld, type CodingWorld } from '../support/coding.ts';

let world: CodingWorld;
beforeAll(async () => {
  world = await codingWorld();
});
afterAll(() => world.server.stop());

const place = () => ({ workspace: world.workspace, framework: world.framework });
const list = async (client = world.rosa) => (await client.call(contract.listMeetings, place())).meetings;
const today = () => new Date().toISOString().slice(0, 10);
const keep = (
  said: Partial<{ meeting: string; day: string; present: string; decided: string }>,
  client = world.rosa,
) =>
  client.call(contract.keepMeeting, {
    ...place(),
    meeting: newId(),
    day: today(),
    present: 'Two coders',
    decided: 'Letters home are told.\nNot asked.',
    ...said,
  });
const statement = async () => {
  const { facts } = await world.rosa.call(readHeard, place());
  return methodStatement(facts).join(' ');
};

describe('meetings about a codebook', () => {
  it('are none at first, and the method statement says nothing of them', async () => {
    expect(await list()).toEqual([]);
    expect(await statement()).not.toContain('met about it');
  });

  it('are kept with who wrote them and the version of that day, the latest first', async () => {
    await keep({ day: '2001-02-03', present: '', decided: 'We begin.' });
    await keep({});
    expect(await list()).toMatchObject([
      {
        day: today(),
        decided: 'Letters home are told.\nNot asked.',
        version: 1,
        writtenBy: 'Rosa',
        own: true,
      },
      { day: '2001-02-03', present: '', version: null, own: true },
    ]);
    expect((await list(world.tom)).map(({ own }) => own)).toEqual([false, false]);
  });

  it('are counted in the method statement, with their days', async () => {
    expect(await statement()).toContain(`Coders met about it 2 times (2001-02-03 and ${today()})`);
  });

  it('are changed and removed by whoever wrote them, and by nobody else', async () => {
    const [latest] = await list();
    const meeting = latest?.id ?? '';
    await keep({ meeting, decided: 'Letters home are asked.' });
    expect((await list())[0]?.decided).toBe('Letters home are asked.');
    await expect(keep({ meeting, decided: 'Mine.' }, world.tom)).rejects.toMatchObject({
      kind: 'not-allowed',
    });
    await expect(world.tom.call(contract.removeMeeting, { ...place(), meeting })).rejects.toMatchObject({
      kind: 'not-allowed',
    });
    expect((await list())[0]?.decided).toBe('Letters home are asked.');
    await world.rosa.call(contract.removeMeeting, { ...place(), meeting });
    expect(await list()).toHaveLength(1);
    await expect(world.rosa.call(contract.removeMeeting, { ...place(), meeting })).rejects.toMatchObject({
      kind: 'not-found',
    });
  });

  it('are for researchers alone, not even for whoever runs the workspace', async () => {
    await expect(list(world.owner)).rejects.toMatchObject({ kind: 'not-allowed' });
    await expect(keep({}, world.owner)).rejects.toMatchObject({ kind: 'not-allowed' });
  });

  it('say what is missing, and change nothing', async () => {
    await expect(keep({ decided: ' ' })).rejects.toMatchObject({ kind: 'invalid' });
    await expect(keep({ day: 'yesterday' })).rejects.toMatchObject({ kind: 'invalid' });
    expect(await list()).toHaveLength(1);
  });

  it('leave as a table, and a line in what happened that tells no words', async () => {
    const answer = await world.rosa.raw(urlOf(contract.meetingsTable, place()));
    const { data } = Papa.parse<string[]>((await answer.text()).replace('\uFEFF', '').trim());
    expect(data).toEqual([
      ['Day', 'Present', 'Decided', 'Version', 'Written by'],
      ['2001-02-03', '', 'We begin.', '', 'Rosa'],
    ]);
    const { lines } = await world.owner.call(listHistory, { workspace: world.workspace });
    const told = lines.map((line) => Object.values(tell(line, {})).join(' '));
    expect(told).toEqual(
      expect.arrayContaining([
        expect.stringContaining('wrote down a meeting about a codebook'),
        expect.stringContaining('removed a meeting about a codebook'),
      ]),
    );
    expect(JSON.stringify(lines)).not.toContain('We begin');
  });
});
