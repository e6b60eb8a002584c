import { unzipSync } from 'fflate';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { undoImport } from '../../src/contract/importUndo.ts';
import { listImports } from '../../src/contract/imports.ts';
import * as contract from '../../src/contract/studies.ts';
import type { Study } from '../../src/contract/studies.ts';
import { deleteWorkspace } from '../../src/contract/workspaces.ts';
import { inR } from '../support/inR.ts';
import { mapping } from '../support/schools.ts';
import { bring, ended, testServer, type Client, type TestServer } from '../support/server.ts';
import { csvOf, lines } from '../support/twoRegions.ts';

let server: TestServer;
let owner: Client;
let workspace: string;
const asked = { settings: {}, design: 'both kinds together', perGroup: 3, seed: 2026 } as const;
const draw = (more: Partial<Parameters<typeof owner.call<typeof contract.drawStudy>>[1]> = {}) =>
  owner.call(contract.drawStudy, { workspace, ...asked, ...more });
const store = () => bring(owner, workspace, { name: 'schools.csv', bytes: csvOf(lines) }, mapping);

beforeAll(async () => {
  server = await testServer();
  owner = await server.person('Ruth Maddox');
  workspace = (await owner.workspace('Marram')).id;
  await store();
});
afterAll(() => server.stop());

describe('a workspace with a study', () => {
  it('can be deleted, and an import beneath it undone', async () => {
    const before = workspace;
    workspace = (await owner.workspace('To be deleted')).id;
    await store();
    const { id: study, schools } = await draw();
    const [file] = await owner.call(listImports, { workspace });
    const undone = await owner.call(undoImport, { workspace, import: file?.id ?? '' });
    expect(await ended(owner, workspace, undone.id)).toMatchObject({ state: 'done' });
    const again = await owner.call(contract.readStudy, { workspace, study });
    expect(again.schools).toEqual(schools);
    const { comparison } = await owner.call(contract.compareStudy, { workspace, study });
    expect(comparison).toMatchObject({ same: false, sameData: false });
    expect(comparison.refusal).not.toBeNull();
    const refused = await owner.raw(`/api/workspaces/${workspace}/studies/${study}/repeat.zip`);
    expect(refused.status).toBe(409);
    expect(await refused.text()).toContain('The data have changed since this draw');
    await owner.call(deleteWorkspace, { workspace });
    workspace = before;
  });
});

describe('files', () => {
  const fileOf = async (study: Study, file: string) =>
    owner.raw(`/api/workspaces/${workspace}/studies/${study.id}/${file}`);

  it('show letters unless names are asked for, and every digit', async () => {
    const study = await draw();
    const letters = await (await fileOf(study, 'table.csv')).text();
    expect(letters).not.toContain('Zq School');
    expect(letters).toContain('School A');
    const named = await (await fileOf(study, 'table.csv?by=names')).text();
    const [school] = study.schools;
    expect(named).toContain(`${school?.reference ?? ''},${school?.name ?? ''},`);
    expect(named).toContain(String(study.found.groups[0]?.means.at(-1)));
  });

  it('tell the method without a name, as text and for Word', async () => {
    const study = await draw();
    const text = await (await fileOf(study, 'method.txt')).text();
    expect(text).toMatch(
      /three per region were drawn at random from both kinds together \(seed 2026, generator xoshiro128\*\*\)/,
    );
    expect(text).not.toContain('Zq School');
    const word = unzipSync(new Uint8Array(await (await fileOf(study, 'method.docx')).arrayBuffer()));
    const body = new TextDecoder().decode(word['word/document.xml']);
    expect(body).toContain('three per region were drawn at random');
  });

  it('repeat the answer in R', async (context) => {
    const study = await draw({ design: 'each kind', perGroup: 1 });
    const files = unzipSync(new Uint8Array(await (await fileOf(study, 'repeat.zip')).arrayBuffer()));
    expect(new TextDecoder().decode(files['schools.csv'])).not.toContain('Zq School');
    const out = inR(files, context);
    expect(out).toContain('Index, kinds and means are those of Reedbed.');
    expect(out).toContain('School A');
  });
});
