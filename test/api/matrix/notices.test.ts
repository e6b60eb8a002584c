import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { me } from '../../../src/contract/accounts.ts';
import { readFrame } from '../../../src/contract/identification.ts';
import { readCatalogue } from './catalogue.ts';
import { callers, readFunctions } from './functions.ts';
import { readableSecrets, wrongGrants } from './rights.ts';
import { sights } from './sights.ts';
import { appFor, faultsOf, makeAsked, type Asked } from './standings.ts';
import { compareReading, prepareTrying, seeing, triesOf, tryAll } from './tables.ts';
import type { ViewerName } from './world.ts';

// What the matrix would find, were the promise broken. Each breaks another table, and nothing is mended again.

let asked: Asked;
beforeAll(async () => {
  asked = await makeAsked();
  await prepareTrying(asked.world.server.owner);
});
afterAll(() => asked.world.server.stop());

const broken = (statement: string) => asked.world.server.owner.unsafe(statement);

async function look(table: string, name: ViewerName) {
  const { world, known } = asked;
  const viewer = await seeing(world, world.viewers.get(name) ?? expect.fail());
  const rows = known.get(table) ?? expect.fail();
  const { seen, promised } = await compareReading(world, viewer, rows, sights[table]?.read);
  const tried = await tryAll(world, viewer, triesOf(world, viewer, rows, sights[table] ?? {}));
  return { seen, promised, tried };
}

describe('the matrix notices', () => {
  it('a policy that is gone', async () => {
    await broken('drop policy audit_entry_read on audit_entry');
    const { seen, promised } = await look('audit_entry', 'owner');
    expect(seen).toEqual([]);
    expect(promised.length).toBeGreaterThan(0);
  });

  it('a policy that is wider than promised', async () => {
    await broken(
      'alter policy file_import_member on file_import using (workspace_id = (select app.in_workspace()))',
    );
    const { seen, promised, tried } = await look('file_import', 'staff');
    expect(seen.length).toBeGreaterThan(promised.length);
    expect(tried.join()).toMatch(/removes file_import .*: done, though it should not/);
  });

  it('a table without row security', async () => {
    await broken('alter table other_network disable row level security');
    const { seen, promised, tried } = await look('other_network', 'stranger');
    expect(seen.length).toBeGreaterThan(promised.length);
    expect(tried.join()).toMatch(/moves to|adds a copy of/);
  });

  it('a policy that forgets the workspace', async () => {
    await broken(
      `alter policy workspace_member_read on workspace_member using ((select app.has_role('owner')))`,
    );
    const { seen, promised } = await look('workspace_member', 'stranger');
    expect(seen).not.toEqual(promised);
  });

  it('a row that is added in the name of somebody else', async () => {
    await broken('alter policy job_start on job with check (workspace_id = (select app.in_workspace()))');
    expect((await look('job', 'coordinator')).tried.join()).toMatch(/adds a copy of job .*owner.*done/);
  });

  it('rights over a table of the system', async () => {
    await broken('grant select on account to reedbed_member');
    expect(
      await wrongGrants(asked.world.server.owner, await readCatalogue(asked.world.server.owner)),
    ).toEqual(
      ['member', 'whole', 'part'].map(
        (role) => `With account members (reedbed_${role}) may read, not nothing`,
      ),
    );
    await broken('create policy account_all on account to reedbed_member using (true)');
    expect((await look('account', 'nobody')).seen.length).toBeGreaterThan(0);
  });

  it('the right to read the hash of a token', async () => {
    await broken('grant select (token_hash) on invitation to reedbed_member');
    expect(await readableSecrets(asked.world.server.owner)).toContain('invitation.token_hash');
  });

  it('a function that anybody may call', async () => {
    await broken('create function app.everything() returns bigint security definer language sql return 1');
    const found = await readFunctions(asked.world.server.owner);
    const made = found.find((one) => one.name === 'everything');
    expect(made).toEqual({ name: 'everything', led: true, callers: ['login', 'member', 'system'] });
    expect(callers['everything']).toBeUndefined();
  });

  it('a list that names the workspaces of others', async () => {
    await broken('alter policy workspace_read on workspace using (true)');
    const faults = await faultsOf(asked, appFor(asked), me, 'staff');
    expect(faults.join()).toContain('tells ‘Zq workspace theirs’');
  });

  it('an answer with the schools of another workspace', async () => {
    await broken('alter policy school_whole on school using (true)');
    await broken('alter policy school_identity_whole on school_identity using (true)');
    const faults = await faultsOf(asked, appFor(asked), readFrame, 'owner');
    expect(faults.join()).toContain('tells ‘Zqtheirs Primary aaa’');
  });
});
