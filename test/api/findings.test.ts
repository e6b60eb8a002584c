import mammoth from 'mammoth';
import Papa from 'papaparse';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { urlOf } from '../../src/contract/client.ts';
import { assignCoders, target } from '../../src/contract/coding.ts';
import * as contract from '../../src/contract/findings.ts';
import { recodeFound } from '../../src/contract/finding.ts';
import { listHistory } from '../../src/contract/history.ts';
import { tell } from '../../src/contract/historyWords.ts';
import { changeInformants, readSource } from '../../src/contract/sources.ts';
import { newId } from '../../src/server/platform/ids.ts';
import { codingWorld, type CodingWorld } from '../support/coding.ts';
import { addMember, type Client } from '../support/server.ts';

/** The words of the head in the talk: `With the boiler 😀.`, and more. */
const [from, to] = [37, 55];

let world: CodingWorld;
let source: string;
let head: Client;
let evidence: string;
const finding = newId();
const place = () => ({ workspace: world.workspace });
const list = async (client: Client = world.rosa) =>
  (await client.call(contract.listFindings, place())).findings;
const keep = (shared: boolean, said = 'Parents are met at the gate.', client = world.rosa) =>
  client.call(contract.keepFinding, { ...place(), finding, said, shared });
const cite = (shown: boolean, speaks: contract.Bearing = 'for', client = world.rosa) =>
  client.call(contract.citeEvidence, { ...place(), finding, evidence, speaks, shown });

beforeAll(async () => {
  world = await codingWorld();
  source = await world.bring();
  head = await world.server.person('Hana');
  await addMember(world.server, world.workspace, head, 'viewer');
  const code = world.meets();
  evidence = code.id;
  await world.does(world.rosa, source, world.codeAt(from, to, [code]));
  await world.does(world.rosa, source, { do: 'weigh', evidence, strength: 3 });
});
afterAll(() => world.server.stop());

describe('findings', () => {
  it('are none at first, for everybody', async () => {
    expect(await list()).toEqual([]);
    expect(await list(head)).toEqual([]);
  });

  it('stand on evidence, with its words, its place and its strength', async () => {
    await keep(false);
    await cite(false);
    expect(await list(world.tom)).toMatchObject([
      {
        said: 'Parents are met at the gate.',
        by: 'Rosa',
        shared: false,
        speaksFor: 1,
        speaksAgainst: 0,
        sources: 1,
        schools: 0,
        cited: [
          {
            place: { evidence, source, start: from, end: to },
            speaks: 'for',
            shown: false,
            words: 'With the boiler 😀.',
            element: 'Parents',
            pole: '+',
            role: null,
            strength: 3,
          },
        ],
      },
    ]);
  });

  it('are told to others once they are shared, and the words once they are let go', async () => {
    expect(await list(head)).toEqual([]);
    await keep(true);
    expect(await list(head)).toMatchObject([{ speaksFor: 1, sources: 1, cited: [] }]);
    await cite(true);
    const [shared] = await list(head);
    expect(shared?.cited).toEqual([
      {
        place: null,
        speaks: 'for',
        shown: true,
        words: 'With the boiler 😀.',
        element: 'Parents',
        pole: '+',
        role: null,
        strength: null,
      },
    ]);
    expect(JSON.stringify(shared)).not.toContain(source);
    const foreign = await world.server.person('Stranger');
    await expect(list(foreign)).rejects.toMatchObject({ kind: 'not-found' });
  });

  it('say the role of whoever spoke only with their agreement', async () => {
    const speaksAs = async (agreedByRole: boolean) => {
      const { speakers } = await world.rosa.call(readSource, { ...place(), source });
      const informant = newId();
      await world.rosa.call(changeInformants, {
        ...place(),
        source,
        informants: [{ id: informant, label: 'Principal A', type: 'principal', people: 1, agreedByRole }],
        speakers: speakers.map((one) => (one.name === 'Head' ? { ...one, informant } : one)),
      });
    };
    const roles = async () => (await list(head))[0]?.cited.map(({ role }) => role);
    await speaksAs(false);
    expect(await roles()).toEqual([null]);
    await speaksAs(true);
    expect(await roles()).toEqual(['principal']);
  });

  it('are neither changed nor cited for by others than researchers', async () => {
    await expect(keep(true, 'Mine.', head)).rejects.toMatchObject({ kind: 'not-allowed' });
    await expect(cite(true, 'against', head)).rejects.toMatchObject({ kind: 'not-allowed' });
    await expect(keep(true, ' ')).rejects.toMatchObject({ kind: 'invalid' });
    await expect(
      world.rosa.call(contract.citeEvidence, {
        ...place(),
        finding,
        evidence: newId(),
        speaks: 'for',
        shown: false,
      }),
    ).rejects.toMatchObject({ kind: 'not-found' });
  });

  it('leave as a table and for Word, with what one may read', async () => {
    const rowsFor = async (client: Client) => {
      const response = await client.raw(urlOf(contract.findingsTable, place()));
      return Papa.parse<string[]>((await response.text()).trim()).data;
    };
    const [, own] = await rowsFor(world.rosa);
    expect(own).toEqual([
      'Parents are met at the gate.',
      'everybody',
      new Date().toISOString().slice(0, 10),
      'for',
      'With the boiler 😀.',
      'Parents',
      'strength',
      'with force',
      'Principal',
      'Alder Road',
    ]);
    expect((await rowsFor(head))[1]?.slice(-3)).toEqual(['', 'Principal', '']);
    const word = await head.raw(urlOf(contract.findingsWord, place()));
    const { value } = await mammoth.extractRawText({ buffer: Buffer.from(await word.arrayBuffer()) });
    expect(value).toContain('Parents are met at the gate.');
    expect(value).toContain('1 quotation for it, from 1 source.');
    expect(value).toContain('‘With the boiler 😀.’ (Principal; Parents, strength)');
  });

  it('keep their evidence when its words are coded otherwise, and lose it with the code', async () => {
    await cite(true, 'against');
    expect((await list(head))[0]).toMatchObject({ speaksFor: 0, speaksAgainst: 1 });
    await world.rosa.call(recodeFound, {
      ...place(),
      from: target.parse(world.meets()),
      to: target.parse(world.told()),
      places: [{ source, start: from, end: to }],
    });
    expect((await list())[0]?.cited).toMatchObject([{ pole: '-', strength: 3, speaks: 'against' }]);
    await world.undo(world.rosa, source);
    expect((await list())[0]?.cited).toMatchObject([{ pole: '+', strength: 3, speaks: 'against' }]);
    await world.does(world.rosa, source, { do: 'uncode', evidence });
    expect((await list())[0]).toMatchObject({ speaksAgainst: 0, cited: [] });
  });

  it('are not read by whoever codes blindly, until all have finished', async () => {
    const blind = await world.bring();
    await world.rosa.call(assignCoders, {
      ...place(),
      source: blind,
      blind: true,
      coders: [{ person: world.tom.id, role: 'coder' }],
    });
    expect(await list(world.tom)).toEqual([]);
    expect(await list()).toHaveLength(1);
  });

  it('stand in the trail without their words, and go', async () => {
    await world.rosa.call(contract.dropEvidence, { ...place(), finding, evidence: newId() });
    await world.rosa.call(contract.removeFinding, { ...place(), finding });
    expect(await list(head)).toEqual([]);
    const { lines } = await world.owner.call(listHistory, place());
    const told = lines
      .filter(({ objectKind }) => objectKind === 'finding')
      .map((event) => Object.values(tell(event, {})).join(' '));
    expect(told).toContain('removed a finding');
    expect(told).toContain('shared a finding with everybody in the workspace');
    expect(told).toContain('said that words speak for a finding, and let them be read with it');
    expect(JSON.stringify(lines)).not.toContain('at the gate');
  });
});
