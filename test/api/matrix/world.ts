import { roles as allRoles, type Role } from '../../../src/contract/workspaces.ts';
import { newId } from '../../../src/server/platform/ids.ts';
import { inScope } from '../../../src/server/platform/scope.ts';
import { bring, testServer, type Client, type TestServer } from '../../support/server.ts';
import { mapping } from '../../support/schools.ts';
import { fillTables, type Ground } from './seeds.ts';

/** What somebody holds now, in whichever workspace. */
export interface Held {
  workspace: string;
  role: Role;
  school: string | null;
}

/** Somebody who asks, and the workspace they name. */
export interface Viewer {
  name: string;
  client: Client | null;
  workspace: string;
  held: Held[];
  grants: string[];
}

/** Two workspaces that know nothing of each other, with rows in every table. */
export interface World {
  server: TestServer;
  ground: Ground;
  owner: Client;
  stranger: Client;
  viewers: Map<ViewerName, Viewer>;
  /** What the ids of the world are called, so that a difference can be read. */
  words: Map<string, string>;
}

/** Each way of standing to the workspace. Those who hold a role of a school hold it in the first. */
export const viewerNames = [
  ...allRoles,
  'viewer of a school',
  'evaluator who is staff too',
  'staff with a grant',
  'staff whose grants are over',
  'staff of the sibling school',
  'member whose role is over',
  'member without a role',
  'owner elsewhere, staff here',
  'stranger',
  'owner who claims the other workspace',
  'nobody',
] as const;
export type ViewerName = (typeof viewerNames)[number];

const schoolsEach = 12;
/** Names and references that stand nowhere else. */
const schoolName = (workspace: string, i: number) =>
  `Zq${workspace} Primary ${String.fromCharCode(97 + i).repeat(3)}`;
const schoolReference = (workspace: string, i: number) => `zq${workspace}-${String(i + 1).padStart(3, '0')}`;

export async function makeWorld(): Promise<World> {
  const server = await testServer();
  const people = new Map<ViewerName, Client>();
  for (const name of viewerNames) people.set(name, await server.person(`Zq person (${name})`));
  const owner = personIn(people, 'owner');
  const stranger = personIn(people, 'stranger');
  const ours = await started(server, owner, 'ours');
  const theirs = await started(server, stranger, 'theirs');
  await server.app.jobs.stop();
  const staff = personIn(people, 'staff');
  const sibling = personIn(people, 'staff of the sibling school');
  const bystander = await server.person('Zq bystander');
  const ground: Ground = {
    bystander: bystander.id,
    ours: { ...ours, people: [owner.id, staff.id, sibling.id] },
    theirs: { ...theirs, people: [stranger.id] },
  };
  const viewers = await appoint(server, people, ground);
  for (const client of [owner, staff, sibling]) {
    await inScope(server.pool, { person: client.id, workspace: ours.workspace }, (scope) =>
      scope.audit('schools.change', 'school', ours.schools[0] ?? null, { detail: { matrix: true } }),
    );
  }
  await copyFiles(server, ground);
  await fillTables(server.owner, ground);
  // One that has not ended, so that it can be stopped.
  await server.owner`insert into job (workspace_id, id, kind, input, created_by)
    values (${ours.workspace}, ${newId()}, 'zq waiting', '{}', ${owner.id})`;
  await server.owner`analyze`;
  return { server, ground, owner, stranger, viewers, words: wordsOf(ground, people) };
}

/** A file that somebody brought lies beside the database too, so it is not made up: others brought the same one. */
async function copyFiles({ owner }: TestServer, { ours }: Ground): Promise<void> {
  for (const person of ours.people.slice(1)) {
    await owner`insert into file_import select (jsonb_populate_record(f, jsonb_build_object('id', gen_random_uuid(),
      'created_by', ${person}::uuid))).* from file_import f where workspace_id = ${ours.workspace} limit 1`;
  }
}

function personIn(people: Map<ViewerName, Client>, name: ViewerName): Client {
  const found = people.get(name);
  if (found === undefined) throw new Error(`Nobody is called ${name}.`);
  return found;
}

/** A workspace with the schools of a file whose columns are those of `mapping`, as somebody brings it. */
async function started(server: TestServer, client: Client, word: string) {
  const { id } = await client.workspace(`Zq workspace ${word}`);
  const rows = Array.from({ length: schoolsEach }, (_, i) =>
    [
      schoolReference(word, i),
      schoolName(word, i),
      i % 2 === 0 ? 'North' : 'South',
      60 - 4 * i,
      40 + 3 * ((i * 5) % 12),
    ].join(','),
  );
  const csv = `URN,NAME,REGION,FSM,SCORE\n${rows.join('\n')}\n`;
  const job = await bring(client, id, { name: `zq${word}.csv`, bytes: csv }, mapping);
  if (job.error !== null) throw new Error(job.error);
  const schools = await server.owner<{ id: string }[]>`
    select school_id as id from school_identity where workspace_id = ${id} order by reference`;
  return { workspace: id, schools: schools.map((one) => one.id) };
}

const later = '2099-01-01T00:00:00Z';
const before = '2020-01-01T00:00:00Z';

interface Appointed {
  held: [Role, 'own' | 'sibling' | null][];
  over?: [Role, 'own' | 'sibling' | null][];
  grants?: { school: 'sibling'; expires: string; withdrawn?: string }[];
}

const ofSchools: readonly Role[] = ['school leader', 'staff'];

/** What each of them holds in our workspace. */
const appointments = new Map<ViewerName, Appointed>([
  ...allRoles
    .filter((role) => role !== 'owner')
    .map((role): [Role, Appointed] => [role, { held: [[role, ofSchools.includes(role) ? 'own' : null]] }]),
  ['viewer of a school', { held: [['viewer', 'own']] }],
  [
    'evaluator who is staff too',
    {
      held: [
        ['evaluator', null],
        ['staff', 'own'],
      ],
    },
  ],
  ['staff with a grant', { held: [['staff', 'own']], grants: [{ school: 'sibling', expires: later }] }],
  [
    'staff whose grants are over',
    {
      held: [['staff', 'own']],
      over: [
        ['coordinator', null],
        ['school leader', 'sibling'],
      ],
      grants: [
        { school: 'sibling', expires: before },
        { school: 'sibling', expires: later, withdrawn: before },
      ],
    },
  ],
  ['staff of the sibling school', { held: [['staff', 'sibling']] }],
  [
    'member whose role is over',
    { held: [], over: [['coordinator', null]], grants: [{ school: 'sibling', expires: later }] },
  ],
  ['member without a role', { held: [] }],
  ['owner elsewhere, staff here', { held: [['staff', 'own']] }],
]);

async function appoint(
  server: TestServer,
  people: Map<ViewerName, Client>,
  ground: Ground,
): Promise<Map<ViewerName, Viewer>> {
  const { workspace, schools } = ground.ours;
  const place = (school: 'own' | 'sibling' | null) =>
    school === null ? null : (schools[school === 'own' ? 0 : 1] ?? null);
  const viewers = new Map<ViewerName, Viewer>();
  for (const name of viewerNames) {
    const client = personIn(people, name);
    const { held = [], over = [], grants = [] } = appointments.get(name) ?? {};
    if (appointments.has(name))
      await server.owner`insert into workspace_member (workspace_id, person_id) values (${workspace}, ${client.id})`;
    for (const [role, school, expires] of [
      ...held.map((one) => [...one, null] as const),
      ...over.map((one) => [...one, before] as const),
    ])
      await server.owner`insert into member_role (workspace_id, id, person_id, role, school_id, expires_at)
        values (${workspace}, ${newId()}, ${client.id}, ${role}, ${place(school)}, ${expires})`;
    for (const { school, expires, withdrawn = null } of grants)
      await server.owner`insert into school_grant (workspace_id, id, person_id, school_id, reason, granted_by, expires_at, withdrawn_at)
        values (${workspace}, ${newId()}, ${client.id}, ${place(school)}, 'Zq reason', ${ground.ours.people[0] ?? ''}, ${expires}, ${withdrawn})`;
    viewers.set(name, {
      name,
      client,
      workspace,
      held: held.map(([role, school]) => ({ workspace, role, school: place(school) })),
      grants:
        held.length === 0
          ? []
          : grants
              .filter((one) => one.expires === later && one.withdrawn === undefined)
              .map((one) => place(one.school) ?? ''),
    });
  }
  return withStrangers(viewers, people, ground);
}

/** Those who own a workspace, and those who ask for one that is not theirs. */
async function withStrangers(
  viewers: Map<ViewerName, Viewer>,
  people: Map<ViewerName, Client>,
  ground: Ground,
): Promise<Map<ViewerName, Viewer>> {
  const own = (workspace: string): Held => ({ workspace, role: 'owner', school: null });
  const change = (name: ViewerName, changed: Partial<Viewer>) => {
    const viewer = viewers.get(name);
    if (viewer !== undefined) viewers.set(name, { ...viewer, ...changed });
  };
  change('owner', { held: [own(ground.ours.workspace)] });
  change('stranger', { held: [own(ground.theirs.workspace)] });
  change('owner who claims the other workspace', {
    client: personIn(people, 'owner'),
    held: [own(ground.ours.workspace)],
    workspace: ground.theirs.workspace,
  });
  change('nobody', { client: null, held: [] });
  const both = personIn(people, 'owner elsewhere, staff here');
  const { id } = await both.workspace('Zq workspace of their own');
  const viewer = viewers.get('owner elsewhere, staff here');
  viewer?.held.push(own(id));
  return viewers;
}

function wordsOf({ ours, theirs }: Ground, people: Map<ViewerName, Client>): Map<string, string> {
  const school = (word: string) => (id: string, i: number) =>
    [id, `${word} school ${String(i + 1)}`] as const;
  return new Map([
    [ours.workspace, 'ours'],
    [theirs.workspace, 'theirs'],
    ...ours.schools.map(school('our')),
    ...theirs.schools.map(school('their')),
    ...[...people].map(([name, client]) => [client.id, name] as const),
  ]);
}
