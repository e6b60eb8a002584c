import { mkdtempSync, rmSync } from 'node:fs';
import { readConfig } from '../src/server/platform/config.ts';
import { addressOf, databaseName, openDatabase } from '../src/server/platform/database.ts';
import { connect, type Sql } from '../src/server/platform/db.ts';
import { newId } from '../src/server/platform/ids.ts';
import { quietLog } from '../src/server/platform/log.ts';
import { inScope } from '../src/server/platform/scope.ts';
import { median, print, save } from './support/figures.ts';

/**
 * What security in the database costs: the same three queries with the scope (a role, settings, row-level security)
 * and without it (one transaction as the owner, filtering by hand), in turn, at twenty requests at a time.
 */
const workspaces = 20;
const schoolsEach = 1_000;
const requests = 3_000;
const atOnce = 20;
const rounds = 15;
const goal = 0.75;

quietLog(true);
const data = mkdtempSync('/var/tmp/reedbed-bench-');
const database = await openDatabase({ ...readConfig({ data }, {}), databaseUrl: undefined });
try {
  if (database.embedded === null) throw new Error('The embedded database is measured.');
  const owner = connect(addressOf(database.embedded)('reedbed_owner', databaseName), 10);
  const { members, heads } = await fill(owner);
  const scoped = (i: number) => secured(database.pool, members[i % workspaces] as Member);
  const bare = (i: number) => unsecured(owner, members[i % workspaces] as Member);
  await rate(scoped);
  await rate(bare);
  const pairs: { secured: number; unsecured: number }[] = [];
  for (let round = 0; round < rounds; round++) {
    // Each goes first in every other round: the machine is not the same from one second to the next.
    const first = await rate(round % 2 === 0 ? scoped : bare);
    const second = await rate(round % 2 === 0 ? bare : scoped);
    const [own, other] = round % 2 === 0 ? [first, second] : [second, first];
    pairs.push({ secured: own, unsecured: other });
  }
  const both = (i: number) =>
    i % 2 === 0 ? scoped(i) : secured(database.pool, heads[i % workspaces] as Member);
  await rate(both);
  const mixed = await rate(both);
  const ratio = median(pairs.map((pair) => pair.secured / pair.unsecured));
  const result = {
    requestsPerSecond: {
      secured: Math.round(median(pairs.map((pair) => pair.secured))),
      unsecured: Math.round(median(pairs.map((pair) => pair.unsecured))),
      everyOtherByAHead: Math.round(mixed),
    },
    ratio: Number(ratio.toFixed(3)),
    goal,
    reached: ratio >= goal,
  };
  print('Three queries in one transaction, secured against unsecured', [
    ['', 'requests a second'],
    ['secured (role, settings, row-level security)', String(result.requestsPerSecond.secured)],
    ['unsecured (owner, filtered by hand)', String(result.requestsPerSecond.unsecured)],
    ['secured, every other by the head of one school', String(result.requestsPerSecond.everyOtherByAHead)],
    [`ratio, median of ${String(rounds)} pairs`, `${String(result.ratio)} (at least ${String(goal)})`],
  ]);
  save('scope', result);
  await owner.end();
} finally {
  await database.stop();
  rmSync(data, { recursive: true, force: true });
}

interface Member {
  person: string;
  workspace: string;
}

/** Of each workspace its owner, and the head of one of its schools. */
async function fill(sql: Sql): Promise<{ members: Member[]; heads: Member[] }> {
  const members: Member[] = [];
  const heads: Member[] = [];
  for (let i = 0; i < workspaces; i++) {
    const member = { person: newId(), workspace: newId() };
    await sql`insert into person (id, name) values (${member.person}, 'Bench')`;
    await sql`insert into workspace (id, name, kind) values (${member.workspace}, 'Bench', 'own')`;
    await sql`insert into workspace_member (workspace_id, person_id) values (${member.workspace}, ${member.person})`;
    await sql`insert into member_role (workspace_id, id, person_id, role)
      values (${member.workspace}, ${newId()}, ${member.person}, 'owner')`;
    await sql`insert into school (workspace_id, id, number)
      select ${member.workspace}, gen_random_uuid(), n from generate_series(1, ${schoolsEach}) n`;
    await sql`insert into school_identity (workspace_id, school_id, reference, name)
      select workspace_id, id, number::text, 'School ' || number from school where workspace_id = ${member.workspace}`;
    members.push(member);
    heads.push(await addHead(sql, member.workspace));
  }
  await sql`analyze`;
  return { members, heads };
}

async function addHead(sql: Sql, workspace: string): Promise<Member> {
  const person = newId();
  await sql`insert into person (id, name) values (${person}, 'Bench')`;
  await sql`insert into workspace_member (workspace_id, person_id) values (${workspace}, ${person})`;
  await sql`insert into member_role (workspace_id, id, person_id, role, school_id)
    select ${workspace}, ${newId()}, ${person}, 'school leader', id from school
    where workspace_id = ${workspace} and number = 1`;
  return { person, workspace };
}

function secured(pool: Sql, { person, workspace }: Member): Promise<unknown> {
  return inScope(pool, { person, workspace }, ({ sql }) =>
    Promise.all([
      sql`select role from member_role where person_id = ${person}`,
      sql`select school_id, name from school_identity order by reference limit 20`,
      sql`select count(*)::int as n from school`,
    ]),
  );
}

function unsecured(owner: Sql, { person, workspace }: Member): Promise<unknown> {
  return owner.begin((sql) =>
    Promise.all([
      sql`select role from member_role where person_id = ${person} and workspace_id = ${workspace}`,
      sql`select school_id, name from school_identity where workspace_id = ${workspace} order by reference limit 20`,
      sql`select count(*)::int as n from school where workspace_id = ${workspace}`,
    ]),
  );
}

async function rate(request: (i: number) => Promise<unknown>): Promise<number> {
  const start = performance.now();
  let next = 0;
  await Promise.all(
    Array.from({ length: atOnce }, async () => {
      while (next < requests) await request(next++);
    }),
  );
  return (1000 * requests) / (performance.now() - start);
}
