import { chmodSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { backup, restore, verify } from '../src/server/upkeep.ts';
import { readConfig } from '../src/server/platform/config.ts';
import { addressOf, databaseName, openDatabase } from '../src/server/platform/database.ts';
import { connect, type Sql } from '../src/server/platform/db.ts';
import { newId } from '../src/server/platform/ids.ts';
import { quietLog } from '../src/server/platform/log.ts';
import { median, print, save } from './support/figures.ts';

/** A filled installation written into one file, checked, and put back into an empty one. */
const schools = 24_000;
const measures = 60;
/** One file a year, each with all of the measures. */
const years = 12;
const rounds = 3;

quietLog(true);
const folder = mkdtempSync('/var/tmp/reedbed-bench-');
// The database's own user passes through it.
chmodSync(folder, 0o711);
const data = join(folder, 'data');
try {
  say('Filling an installation');
  const megabytes = await fill();
  const seconds = { backup: [] as number[], verify: [] as number[], restore: [] as number[] };
  let rows = 0;
  let size = 0;
  for (let round = 0; round < rounds; round++) {
    say(`Round ${String(round + 1)} of ${String(rounds)}`);
    const file = join(folder, `${String(round)}.zip`);
    await timed(seconds.backup, async () => ({ rows } = await backup({ data, out: file })));
    size = statSync(file).size / 1e6;
    await timed(seconds.verify, () => verify({ file }));
    const into = join(folder, `into-${String(round)}`);
    await timed(seconds.restore, () => restore({ data: into, file }));
    rmSync(into, { recursive: true });
  }
  const result = Object.fromEntries(
    Object.entries(seconds).map(([what, all]) => {
      const middle = median(all);
      return [what, { seconds: middle, megabytesPerSecond: megabytes / middle }];
    }),
  );
  print(
    `${rows.toLocaleString('en')} rows, ${megabytes.toFixed(0)} MB of tables, a file of ${size.toFixed(0)} MB; median of ${String(rounds)}`,
    [
      ['', 'seconds', 'MB of tables a second'],
      ...Object.entries(result).map(([what, one]) => [
        what,
        one.seconds.toFixed(2),
        one.megabytesPerSecond.toFixed(1),
      ]),
    ],
  );
  save('backup', { rows, megabytes: Math.round(megabytes), fileMegabytes: Math.round(size), ...result });
} finally {
  rmSync(folder, { recursive: true, force: true });
}

/** It takes a minute or two; meanwhile somebody may wonder whether it still runs. */
function say(step: string): void {
  console.log(`${step} …`);
}

async function timed(into: number[], work: () => Promise<unknown>): Promise<void> {
  const start = performance.now();
  await work();
  into.push((performance.now() - start) / 1000);
}

/** One network with all of its figures. Answers with what its tables hold, without what finds it again, in megabytes. */
async function fill(): Promise<number> {
  const database = await openDatabase({ ...readConfig({ data }, {}), databaseUrl: undefined });
  try {
    if (database.embedded === null) throw new Error('The embedded database is measured.');
    const owner = connect(addressOf(database.embedded)('reedbed_owner', databaseName), 1);
    await insertAll(owner);
    await owner`vacuum analyze`;
    const [row] = await owner<{ bytes: number }[]>`
      select sum(pg_table_size(c.oid))::bigint as bytes from pg_class c join pg_namespace n on n.oid = c.relnamespace
      where c.relkind = 'r' and n.nspname = 'public'`;
    await owner.end();
    return (row?.bytes ?? 0) / 1e6;
  } finally {
    await database.stop();
  }
}

async function insertAll(sql: Sql): Promise<void> {
  const [person, workspace] = [newId(), newId()];
  await sql`insert into person (id, name) values (${person}, 'Bench')`;
  await sql`insert into workspace (id, name, kind) values (${workspace}, 'Bench', 'own')`;
  await sql`insert into workspace_member (workspace_id, person_id) values (${workspace}, ${person})`;
  await sql`insert into member_role (workspace_id, id, person_id, role)
    values (${workspace}, ${newId()}, ${person}, 'owner')`;
  await sql`insert into school (workspace_id, id, number)
    select ${workspace}, gen_random_uuid(), n from generate_series(1, ${schools}) n`;
  await sql`insert into school_identity (workspace_id, school_id, reference, name)
    select workspace_id, id, number::text, 'School ' || number from school`;
  await sql`insert into dataset (workspace_id, id, file_name, created_by)
    select ${workspace}, gen_random_uuid(), 'year ' || n || '.csv', ${person} from generate_series(1, ${years}) n`;
  // Figures with a decimal, as national tables have them: they pack neither better nor worse than real ones. Many million
  // are drawn, so it is done without exact decimals, which took three times as long.
  await sql`insert into school_values (workspace_id, dataset_id, school_id, file_row, values, missing)
    select ${workspace}, d.id, s.id, s.number,
      (select array_agg(floor(random() * 1000) / 10) from generate_series(1, ${measures}) where s.number > 0),
      repeat('.', ${measures})
    from dataset d cross join school s`;
}
