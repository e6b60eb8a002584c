import { urlOf } from '../src/contract/client.ts';
import { me } from '../src/contract/accounts.ts';
import type { CallOf, Endpoint } from '../src/contract/endpoint.ts';
import { health } from '../src/contract/installation.ts';
import { listSchools } from '../src/contract/schools.ts';
import { readWorkspace } from '../src/contract/workspaces.ts';
import { newId } from '../src/server/platform/ids.ts';
import { sendLoad, summary, type Load } from './support/load.ts';
import { median, print, save } from './support/figures.ts';
import { startService } from './support/service.ts';

/** Secured endpoints as people reach them: over HTTP with a session, on twenty connections that stay open. */
const atOnce = 20;
/** Each may ask twenty times a second in the long run: enough of them that nobody is told to wait. */
const people = 60;
const schools = 500;
const total = 1_500;
const rounds = 3;

const words = {
  health: 'whether the server is there (a question to the database)',
  me: 'who is signed in, and where they belong',
  workspace: 'a workspace, with what may be done there',
  schools: `the first page of ${schools.toLocaleString('en')} schools`,
};

const service = await startService();
try {
  const members = await Promise.all(Array.from({ length: people }, member));
  const { url } = service;
  const of = <E extends Endpoint>(endpoint: E, inputOf: (workspace: string) => CallOf<E>) =>
    members.map(({ workspace, cookie }) => {
      const path = urlOf(endpoint, inputOf(workspace));
      return { path, method: endpoint.method, headers: { cookie } };
    });
  const measured = {
    health: await measure(of(health, () => ({}))),
    me: await measure(of(me, () => ({}))),
    workspace: await measure(of(readWorkspace, (workspace) => ({ workspace }))),
    schools: await measure(of(listSchools, (workspace) => ({ workspace }))),
  };
  print(`Requests over HTTP, ${String(atOnce)} at once, median of ${String(rounds)}`, [
    ['', 'a second', 'p50', 'p99'],
    ...Object.entries(measured).map(([name, { perSecond, p50, p99 }]) => [
      words[name as keyof typeof measured],
      perSecond.toFixed(0),
      `${p50.toFixed(1)} ms`,
      `${p99.toFixed(1)} ms`,
    ]),
  ]);
  save('requests', { atOnce, schoolsEach: schools, ...measured });

  async function measure(asked: Load['asked']) {
    const each = { url, asked, atOnce };
    await sendLoad({ ...each, total: total / 5 });
    const all: ReturnType<typeof summary>[] = [];
    for (let round = 0; round < rounds; round++) all.push(summary(await sendLoad({ ...each, total })));
    const middle = (pick: (one: (typeof all)[number]) => number) => median(all.map(pick));
    return {
      perSecond: middle((one) => one.perSecond),
      p50: middle((one) => one.p50),
      p99: middle((one) => one.p99),
    };
  }
} finally {
  await service.stop();
}

/** Somebody who owns a workspace with schools. */
async function member(): Promise<{ workspace: string; cookie: string }> {
  const { id, cookie } = await service.person();
  const workspace = newId();
  const sql = service.owner;
  await sql`insert into workspace (id, name, kind) values (${workspace}, 'Bench', 'own')`;
  await sql.begin(async (tx) => {
    await tx`insert into workspace_member (workspace_id, person_id) values (${workspace}, ${id})`;
    await tx`insert into member_role (workspace_id, id, person_id, role) values (${workspace}, ${newId()}, ${id}, 'owner')`;
  });
  await sql`insert into school (workspace_id, id, number)
    select ${workspace}, gen_random_uuid(), n from generate_series(1, ${schools}) n`;
  await sql`insert into school_identity (workspace_id, school_id, reference, name)
    select workspace_id, id, number::text, 'School ' || number from school where workspace_id = ${workspace}`;
  return { workspace, cookie };
}
