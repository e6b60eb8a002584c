import mammoth from 'mammoth';
import Papa from 'papaparse';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { urlOf } from '../../src/contract/client.ts';
import { assignCoders, type Target } from '../../src/contract/coding.ts';
import * as contract from '../../src/contract/heard.ts';
import { readAgreement } from '../../src/contract/agreement.ts';
import { methodStatement } from '../../src/contract/heardMethod.ts';
import { decide } from '../../src/contract/reconciling.ts';
import { changeInformants, readSource } from '../../src/contract/sources.ts';
import { newId } from '../../src/server/platform/ids.ts';
import { codingWorld, type CodingWorld } from '../support/coding.ts';

let world: CodingWorld;
let source: string;
beforeAll(async () => {
  world = await codingWorld();
});
afterAll(() => world.server.stop());

const read = (client = world.rosa) =>
  client.call(contract.readHeard, { workspace: world.workspace, framework: world.framework });
const groupOf = async (name: string) => {
  const { groups } = await read();
  const found = groups.find((group) => group.name === name);
  if (found === undefined) throw new Error(`Nothing is called ${name}.`);
  return found;
};
const without = ({ framework, version, element, pole, code }: Target): Target => ({
  framework,
  version,
  element,
  pole,
  code,
});

/** Who answers in the talk is a principal, who agreed to that or did not. */
async function speaksAs(agreedByRole: boolean): Promise<void> {
  const { rosa, workspace } = world;
  const { speakers } = await rosa.call(readSource, { workspace, source });
  const head = newId();
  await rosa.call(changeInformants, {
    workspace,
    source,
    informants: [{ id: head, label: 'Principal A', type: 'principal', people: 1, agreedByRole }],
    speakers: speakers.map((one) => (one.name === 'Head' ? { ...one, informant: head } : one)),
  });
}

describe('what was heard', () => {
  it('is nothing where nothing was coded', async () => {
    const { groups, facts } = await read();
    expect(groups.map(({ name, quotations }) => [name, quotations])).toEqual([
      ['Parents take part', 0],
      ['Parents are kept out', 0],
      ['Pupils want to learn', 0],
    ]);
    expect(facts).toMatchObject({ coders: 0, quotations: 0, agreement: null });
  });

  it('counts words once however many coded them, with codes, sources and quotes', async () => {
    const { rosa, tom, ida, does, codeAt, meets, told } = world;
    source = await world.bring();
    await does(rosa, source, codeAt(37, 54, [meets(), told()]));
    await does(tom, source, codeAt(37, 54, [meets()]));
    await does(tom, source, codeAt(58, 65, [{ ...meets(), code: 'good-news' }]));
    await does(ida, source, codeAt(58, 65, [{ ...meets(), pole: 'mixed', code: null }]));
    expect(await groupOf('Parents take part')).toMatchObject({
      codes: 2,
      codesUsed: 2,
      quotations: 2,
      sources: 1,
      byCode: [
        { name: 'Meets families daily', quotations: 1 },
        { name: 'Good news calls home', quotations: 1 },
      ],
    });
    expect(await groupOf('Parents, both ways')).toMatchObject({ codes: 0, quotations: 1 });
    expect((await read()).facts).toMatchObject({ coders: 3, codedByTwo: 1, quotations: 2 });
  });

  it('tells the role of whoever said it only where they agreed', async () => {
    await speaksAs(false);
    expect((await groupOf('Parents take part')).quotes[0]?.role).toBeNull();
    await speaksAs(true);
    expect((await groupOf('Parents take part')).quotes[0]?.role).toBe('principal');
  });

  it('is shown in the quotations that were chosen, also for Word', async () => {
    const { rosa, workspace, framework } = world;
    const { quotes } = await groupOf('Parents take part');
    expect(quotes.every(({ chosen }) => !chosen)).toBe(true);
    const last = quotes.at(-1);
    const choose = (chosen: boolean) =>
      rosa.call(contract.chooseExemplar, { workspace, evidence: last?.evidence ?? '', chosen });
    await choose(true);
    await choose(true);
    const first = (await groupOf('Parents take part')).quotes[0];
    expect(first).toMatchObject({ evidence: last?.evidence, chosen: true });
    const file = await rosa.raw(urlOf(contract.heardWord, { workspace, framework }));
    const { value } = await mammoth.extractRawText({ buffer: Buffer.from(await file.arrayBuffer()) });
    expect(value).toContain(`‘${first?.words.trim() ?? ''}’ (Principal)`);
    expect(value).toContain('2 of 2');
    expect(value).toContain('Not heard: Pupils want to learn.');
    await choose(false);
    expect((await groupOf('Parents take part')).quotes.some(({ chosen }) => chosen)).toBe(false);
    await expect(
      world.owner.call(contract.chooseExemplar, { workspace, evidence: last?.evidence ?? '', chosen: true }),
    ).rejects.toMatchObject({ kind: 'not-allowed' });
    await expect(
      rosa.call(contract.chooseExemplar, { workspace, evidence: newId(), chosen: true }),
    ).rejects.toMatchObject({ kind: 'not-found' });
    const csv = await (await rosa.raw(urlOf(contract.heardTable, { workspace, framework }))).text();
    const rows = Papa.parse<Record<string, string>>(csv, { header: true }).data;
    expect(rows[0]).toMatchObject({ Name: 'Parents take part', Quotations: '2', Codes: '2' });
    expect(rows[1]).toMatchObject({ Code: 'Meets families daily', Quotations: '1' });
  });

  it('is what was decided where differences were', async () => {
    const { rosa, tom, ida, workspace, meets } = world;
    await rosa.call(assignCoders, {
      workspace,
      source,
      blind: false,
      coders: [
        { person: rosa.id, role: 'coder' },
        { person: tom.id, role: 'coder' },
        { person: ida.id, role: 'reconciler' },
      ],
    });
    const codes = [{ ...without(meets()), start: 37, end: 54 }];
    const decisions = [{ start: 31, end: 70, agreed: false, note: '', codes }];
    await ida.call(decide, { workspace, source, decisions });
    const { groups, facts } = await read();
    expect(groups.map(({ quotations }) => quotations)).toEqual([1, 0, 0]);
    expect(facts).toMatchObject({
      coders: 2,
      quotations: 1,
      reconciled: { sources: 1, agreed: 0, decided: 1 },
      agreement: { coders: 2, sources: 1, units: 1 },
    });
    const page = await rosa.call(readAgreement, { workspace, unit: 'turn', uncoded: 'without' });
    const { alpha = NaN, interval } = page.found?.together ?? {};
    expect(facts.agreement).toMatchObject({ alpha, lower: interval?.lower, upper: interval?.upper });
    const words = methodStatement(facts).join(' ');
    expect(words).toContain('2 people coded.');
    expect(words).toContain('on 1 unit a reconciler decided');
    expect(words).toContain('1 interview with 1 principal was coded.');
  });
});
