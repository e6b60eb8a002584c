import { mkdtempSync, rmSync } from 'node:fs';
import { checkChain, readFrame, readSealed, type SealedLine } from '../src/server/history/index.ts';
import { readConfig } from '../src/server/platform/config.ts';
import { addressOf, databaseName, openDatabase } from '../src/server/platform/database.ts';
import { connect, type Sql } from '../src/server/platform/db.ts';
import { newId } from '../src/server/platform/ids.ts';
import { quietLog } from '../src/server/platform/log.ts';
import { asSystem, inScope, readInScope } from '../src/server/platform/scope.ts';
import { median, print, save } from './support/figures.ts';

/**
 * What the audit trail costs: the same small write with and without its line, in turn, at twenty at a time; once with all
 * writes in one workspace, whose lines queue for one chain, and once over twenty. And how long a chain takes to verify.
 */
const writes = 2_000;
const atOnce = 20;
const rounds = 5;
const verifiedLines = 20_000;

quietLog(true);
const data = mkdtempSync('/var/tmp/reedbed-bench-');
const database = await openDatabase({ ...readConfig({ data }, {}), databaseUrl: undefined });
try {
  if (database.embedded === null) throw new Error('The embedded database is measured.');
  const owner = connect(addressOf(database.embedded)('reedbed_owner', databaseName), 2);
  const members = await Promise.all(Array.from({ length: atOnce }, () => member(owner)));
  const [first] = members as [Member];
  const { pool } = database;
  const one = await compare(pool, () => first);
  const many = await compare(pool, (i) => members[i % members.length] as Member);
  const verified = await verify(pool, members[1] as Member);
  print('Writes a second, with and without a line of the audit trail', [
    ['', 'without', 'with', 'ratio'],
    ['all in one workspace', String(one.without), String(one.with), String(one.ratio)],
    [`over ${String(atOnce)} workspaces`, String(many.without), String(many.with), String(many.ratio)],
    ['lines verified a second', '', String(verified), ''],
  ]);
  save('history', { writesPerSecond: { one, many }, linesVerifiedPerSecond: verified });
  await owner.end();
} finally {
  await database.stop();
  rmSync(data, { recursive: true, force: true });
}

interface Member {
  person: string;
  workspace: string;
}

async function member(sql: Sql): Promise<Member> {
  const one = { person: newId(), workspace: newId() };
  await sql`insert into person (id, name) values (${one.person}, 'Bench')`;
  await sql`insert into workspace (id, name, kind) values (${one.workspace}, 'Bench', 'own')`;
  await sql`insert into workspace_member (workspace_id, person_id) values (${one.workspace}, ${one.person})`;
  await sql`insert into member_role (workspace_id, id, person_id, role)
    values (${one.workspace}, ${newId()}, ${one.person}, 'owner')`;
  return one;
}

/** A small write, as many features have them: one row, each its own. */
function write(pool: Sql, actor: Member, audited: boolean): Promise<unknown> {
  return inScope(pool, actor, async (scope) => {
    const id = newId();
    await scope.sql`insert into job (workspace_id, id, kind, input, created_by)
      values (${actor.workspace}, ${id}, 'bench', '{}', ${actor.person})`;
    if (audited) await scope.audit('schools.import', 'job', id, { detail: { import: id } });
  });
}

async function compare(pool: Sql, actorOf: (i: number) => Member) {
  const rate = async (audited: boolean) => {
    const start = performance.now();
    let next = 0;
    await Promise.all(
      Array.from({ length: atOnce }, async () => {
        while (next < writes) await write(pool, actorOf(next++), audited);
      }),
    );
    return (1000 * writes) / (performance.now() - start);
  };
  await rate(false);
  await rate(true);
  const pairs: { without: number; with: number }[] = [];
  for (let round = 0; round < rounds; round++)
    pairs.push({ without: await rate(false), with: await rate(true) });
  return {
    without: Math.round(median(pairs.map((pair) => pair.without))),
    with: Math.round(median(pairs.map((pair) => pair.with))),
    ratio: Number(median(pairs.map((pair) => pair.with / pair.without)).toFixed(3)),
  };
}

async function verify(pool: Sql, actor: Member): Promise<number> {
  await inScope(
    pool,
    actor,
    (scope) =>
      scope.sql`select app.audit(gen_random_uuid(), 'schools.import', 'job', null, jsonb_build_object('import', n), null, null)
      from generate_series(1, ${verifiedLines}) n`,
  );
  const around = await asSystem(pool, (scope) => readFrame(scope, actor.workspace));
  const pages = async function* (): AsyncGenerator<SealedLine[]> {
    for (let last = 0; last < around.head.sequence;) {
      const after = last;
      const page = await readInScope(pool, actor, (scope) =>
        readSealed(scope, actor.workspace, after, around.head.sequence),
      );
      yield page;
      last = page.at(-1)?.line.sequence ?? around.head.sequence;
    }
  };
  const start = performance.now();
  const verdict = await checkChain(around, pages());
  if (verdict.fault !== null) throw new Error(verdict.fault);
  return Math.round((1000 * verdict.lines) / (performance.now() - start));
}
