import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, inject, it, onTestFinished } from 'vitest';
import * as people from '../../src/contract/people.ts';
import { readCatalogue } from '../../src/server/backup/catalogue.ts';
import { erasePerson, idToErase, type Erased } from '../../src/server/erasure/erase.ts';
import { mentionsOf } from '../../src/server/erasure/mentions.ts';
import { pruneTrails } from '../../src/server/erasure/retention.ts';
import { blobsIn } from '../../src/server/platform/blobs.ts';
import type { Sql } from '../../src/server/platform/db.ts';
import { newId } from '../../src/server/platform/ids.ts';
import { commonTrail } from '../../src/server/platform/trail.ts';
import { newLink } from '../../src/server/platform/auth.ts';
import { ownerConnection } from '../support/archives.ts';
import { csv, mapping } from '../support/schools.ts';
import { addMember, bring, testServer, type Client, type TestServer } from '../support/server.ts';

const name = 'Rosalind Quillfeather';
const email = 'rosalind.quillfeather@school.example';

let server: TestServer;
let owner: Client;
let workspace: string;
beforeAll(async () => {
  server = await testServer();
  owner = await server.person('Owner of the network');
  ({ id: workspace } = await owner.workspace('Marsh network'));
});
afterAll(() => server.stop());

/** Looks as the command does, or erases as the server does: as a row that it works off. */
async function erase(who: string, really = true): Promise<Erased> {
  const connection = (await ownerConnection(server.owner))();
  try {
    if (!really) return await erasePerson(connection, who, { really });
    const person = await idToErase(connection, who);
    const { upkeep } = server.app;
    const { state, error, result } = await upkeep.outcome(
      await upkeep.ask('erasure', { person }, 'command line'),
      Infinity,
    );
    if (state !== 'done') throw new Error(error ?? state);
    return result as unknown as Erased;
  } finally {
    await connection.end();
  }
}

/** Somebody with everything that a person can have here, in every table that knows people. */
async function wellKnown(): Promise<Client> {
  const person = await server.person(name);
  const { id } = person;
  const soon = new Date(Date.now() + 3_600_000).toISOString();
  await addMember(server, workspace, person, 'researcher');
  await bring(
    person,
    workspace,
    { name: 'schools.csv', bytes: csv.replace('Ash', `Ash ${newId()}`) },
    mapping,
  );
  await newLink(server.pool, id);
  await server.owner.begin(async (sql) => {
    await sql`insert into account (person_id, email, password_hash) values (${id}, ${email}, '$argon2id$x')`;
    await sql`insert into one_time_secret (person_id, sealed_secret) values (${id}, ${email})`;
    await sql`insert into recovery_code (person_id, code_hash) values (${id}, '\\x00')`;
    await sql`insert into passkey (credential_id, person_id, public_key, counter, name)
      values ('c', ${id}, '\\x00', 0, ${`Key of ${name}`})`;
    await sql`insert into external_identity (issuer, subject, person_id) values ('https://id.example', ${email}, ${id})`;
    await sql`insert into challenge (token_hash, kind, person_id, data, expires_at)
      values ('\\x01', 'provider', ${id}, ${JSON.stringify({ email })}::text::jsonb, ${soon})`;
    await sql`insert into invitation (workspace_id, id, token_hash, email, name, roles, invited_by, expires_at, accepted_by, accepted_at)
      values (${workspace}, ${newId()}, '\\x02', 'another.address@school.example', ${name}, '[]', ${owner.id}, ${soon}, ${id}, now()),
        (${workspace}, ${newId()}, '\\x03', ${email}, ${name}, '[]', ${owner.id}, ${soon}, null, null)`;
  });
  return person;
}

async function textOfFiles(sql: Sql): Promise<string> {
  const blobs = blobsIn(join(inject('database').data, 'blobs'));
  const rows = await sql<{ hash: string }[]>`select app.named_blobs() as hash`;
  return rows.map((row) => readFileSync(blobs.fileOf(row.hash), 'latin1')).join('\n');
}

describe('somebody who is erased', () => {
  it('is nowhere any more, in no table and no file, and what they did stays told by an id', async () => {
    const person = await wellKnown();
    const before = await mentionsOf(server.owner, [name, email]);
    expect(before.map((one) => one.table)).toEqual(
      expect.arrayContaining([
        'account',
        'challenge',
        'external_identity',
        'invitation',
        'one_time_secret',
        'passkey',
        'person',
      ]),
    );
    const planned = await erase(email, false);
    expect(await mentionsOf(server.owner, [name, email])).toEqual(before);
    const done = await erase(email);
    expect(done).toEqual(planned);
    const [told] = await server.owner`select detail from audit_entry
      where object_id = ${person.id} and act = 'account.erase' and workspace_id = ${commonTrail}`;
    const { deleted, proved, mentions } = done;
    expect(told?.['detail']).toEqual({ erased: true, deleted, proved, mentions });
    expect(proved.tables).toBe((await readCatalogue(server.owner)).length);
    expect(done).toMatchObject({
      id: person.id,
      mentions: [],
      deleted: { account: 1, invitation: 2, workspace_member: 1 },
    });
    expect(await mentionsOf(server.owner, [name, email, 'Quillfeather'])).toEqual([]);
    expect(await textOfFiles(server.owner)).not.toContain('uillfeather');
    // Whatever table there is or will be: no row that goes with a person is left of this one.
    for (const table of await readCatalogue(server.owner)) {
      for (const { columns } of table.foreignKeys.filter(
        (key) => key.references === 'person' && key.onDelete === 'cascade',
      )) {
        const left = await server.owner.unsafe(
          `select 1 from "${table.name}" where ${columns[0] ?? ''} = '${person.id}'`,
        );
        expect(left, table.name).toHaveLength(0);
      }
    }
    const [row] = await server.owner`select name, erased_at from person where id = ${person.id}`;
    expect(row?.['name']).toBe(`Erased person (${person.id.slice(-4)})`);
    expect(row?.['erased_at']).not.toBeNull();
    const trail = await server.owner`
      select act from audit_entry where person_id = ${person.id} or object_id = ${person.id} order by at`;
    expect(trail.map((line) => line['act'])).toContain('schools.import');
    expect(trail.filter((line) => line['act'] === 'account.erase')).toHaveLength(2);
    const gone = await server.owner`select 1 from session where person_id = ${person.id}`;
    expect(gone).toHaveLength(0);
    const { people: left } = await owner.call(people.listPeople, { workspace });
    expect(left.map((one) => one.name)).toEqual(['Owner of the network']);
    await expect(erase(person.id)).rejects.toThrow('has been erased already');
  });

  it('is erased as a whole or not at all: stopped anywhere, it is begun anew', async () => {
    const person = await server.person('Perdita Sallow');
    const connection = (await ownerConnection(server.owner))();
    onTestFinished(() => connection.end());
    const steps: string[] = [];
    const seen = { total: 0, last: 0 };
    const gone = new AbortController();
    for (const at of [0.1, 0.5, 0.95, 2]) {
      const progress = (step: string, done: number, total: number) => {
        steps.push(step);
        Object.assign(seen, { total, last: done });
        if (done / total > at) gone.abort(new Error('Stopped.'));
      };
      const { signal } = at > 1 ? new AbortController() : gone;
      const erasing = erasePerson(connection, person.id, { really: true, progress, signal });
      if (at > 1) await erasing;
      else await expect(erasing).rejects.toThrow('Stopped.');
      const [row] = await server.owner`select erased_at is null as here from person where id = ${person.id}`;
      expect(row?.['here']).toBe(at < 1);
    }
    expect(seen.last).toBe(seen.total);
    expect(new Set(steps).size).toBe(3);
    const lines =
      await server.owner`select 1 from audit_entry where object_id = ${person.id} and act = 'account.erase'`;
    expect(lines).toHaveLength(1);
  });

  it('is not erased while a table keeps a row of theirs', async () => {
    const person = await server.person('Ottilie Fenwright');
    await server.owner.unsafe(`
      create function keep_all() returns trigger language plpgsql as $$ begin return null; end $$;
      create trigger keep_all before delete on session for each row execute function keep_all()`);
    onTestFinished(async () => {
      await server.owner.unsafe('drop trigger keep_all on session; drop function keep_all()');
    });
    await expect(erase(person.id)).rejects.toThrow('1 rows of the person are still in session');
    const [row] = await server.owner`select name from person where id = ${person.id}`;
    expect(row?.['name']).toBe('Ottilie Fenwright');
    const lines =
      await server.owner`select 1 from audit_entry where object_id = ${person.id} and act = 'account.erase'`;
    expect(lines).toEqual([]);
  });

  it('hands over first what nobody else owns', async () => {
    const person = await server.person('Only Owner');
    await person.workspace('Fen network');
    await person.workspace('Carr network');
    await expect(erase(person.id)).rejects.toThrow('Nobody else owns ‘Carr network’, ‘Fen network’');
    const [row] = await server.owner`select name from person where id = ${person.id}`;
    expect(row?.['name']).toBe('Only Owner');
  });

  it('is named where others wrote about them', async () => {
    const person = await server.person('Benedict Oxlip');
    await server.owner`update workspace set name = 'Network of Benedict Oxlip' where id = ${workspace}`;
    const { mentions } = await erase(person.id);
    expect(mentions).toEqual([{ table: 'workspace', column: 'name', rows: 1 }]);
  });

  it('must be somebody', async () => {
    await expect(erase('nobody@school.example')).rejects.toThrow('Nobody here is ‘nobody@school.example’');
  });
});

describe('what is outdated', () => {
  const retention = async () => {
    const { upkeep } = server.app;
    return upkeep.outcome(await upkeep.ask('retention', {}, 'server'), Infinity);
  };

  it('is removed, told of, and leaves a trail that still fits together', async () => {
    await server.person('Has a session');
    await server.owner`update session set expires_at = now() - interval '1 day'`;
    await server.owner`insert into sign_in_link (token_hash, person_id, expires_at) values ('\\x09', ${owner.id}, now() - interval '1 hour')`;
    const chains = await server.owner`select workspace_id, sequence from audit_chain order by 1`;
    const in731Days = new Date(Date.now() + 731 * 24 * 3_600_000);
    // One chore that cannot be done keeps none of the others from its turn.
    await server.owner`alter function app.delete_retained(date) rename to delete_retained_away`;
    const failed = await retention();
    await server.owner`alter function app.delete_retained_away(date) rename to delete_retained`;
    expect(failed).toMatchObject({
      state: 'failed',
      error: expect.stringContaining('Not looked after: measures.'),
    });
    expect(await pruneTrails(server.pool, in731Days)).toBeGreaterThan(3);
    expect(
      await server.owner`select 1 from session union all select 1 from sign_in_link where expires_at < now()`,
    ).toEqual([]);
    const left = await server.owner`select act, detail from audit_entry`;
    expect(left.map((line) => line['act'])).toEqual(['retention']);
    const pruned = await server.owner`select workspace_id, pruned_sequence as sequence from audit_chain
      where workspace_id <> '00000000-0000-0000-0000-000000000000' order by 1`;
    expect([...pruned]).toEqual(chains.filter((one) => !String(one['workspace_id']).startsWith('00000000')));
    expect(await pruneTrails(server.pool, new Date())).toBe(0);
  });

  it('is not what is younger', async () => {
    await owner.workspace('Young');
    expect(await pruneTrails(server.pool, new Date(Date.now() + 720 * 24 * 3_600_000))).toBe(0);
  });
});
