import { inject } from 'vitest';
import { call, type Connection } from '../../src/contract/client.ts';
import type { CallOf, Endpoint, OutputOf } from '../../src/contract/endpoint.ts';
import { readJob, type Job } from '../../src/contract/jobs.ts';
import type { Mapping } from '../../src/contract/imports.ts';
import * as imports from '../../src/contract/imports.ts';
import { createWorkspace, type Membership, type Role } from '../../src/contract/workspaces.ts';
import { createApp, type App, type AppOptions } from '../../src/server/app.ts';
import { readConfig, type Config } from '../../src/server/platform/config.ts';
import { addressOf, databaseName } from '../../src/server/platform/database.ts';
import { connect, type Sql } from '../../src/server/platform/db.ts';
import { newId } from '../../src/server/platform/ids.ts';
import { quietLog } from '../../src/server/platform/log.ts';
import { asSystem } from '../../src/server/platform/scope.ts';
import { beginSession } from '../../src/server/platform/sessions.ts';

/** The application in this process, on the database of the test run. */
export interface TestServer {
  app: App;
  /** As requests have it. */
  pool: Sql;
  /** As the owner, who sees every row: for arranging and looking, never for what is under test. */
  owner: Sql;
  person(name?: string): Promise<Client>;
  stop(): Promise<void>;
}

/** Somebody signed in. */
export interface Client {
  id: string;
  cookie: string;
  connection: Connection;
  call<E extends Endpoint>(endpoint: E, input: CallOf<E>, body?: unknown): Promise<OutputOf<E>>;
  raw(path: string, init?: RequestInit): Promise<Response>;
  workspace(name?: string): Promise<Membership>;
}

const origin = 'http://127.0.0.1';

export async function testServer(
  settings: Partial<Config> = {},
  options: Pick<AppOptions, 'unusual'> = {},
): Promise<TestServer> {
  quietLog(true);
  const place = inject('database');
  const address = addressOf(place);
  // A copy of the migrated database for each file: nobody else takes its jobs.
  const name = `test_${newId().replaceAll('-', '')}`;
  const superuser = connect(address('postgres', 'postgres'), 1);
  await superuser.unsafe(`create database ${name} template ${databaseName} owner reedbed_owner`);
  const pool = connect(address('reedbed_login', name), 10);
  const owner = connect(address('reedbed_owner', name), 2);
  const config = { ...readConfig({ data: place.data }, {}), databaseUrl: undefined, ...settings };
  const app = createApp(config, pool, {
    ...options,
    strict: true,
    owner: () => connect(address('reedbed_owner', name), 1),
  });
  app.jobs.start();
  app.upkeep.start();
  return {
    app,
    pool,
    owner,
    person: (name) => newClient(app, pool, name ?? 'Test person'),
    stop: async () => {
      await Promise.all([app.jobs.stop(), app.upkeep.stop()]);
      await Promise.all([pool.end({ timeout: 5 }), owner.end({ timeout: 5 })]);
      await superuser.unsafe(`drop database ${name} with (force)`);
      await superuser.end();
    },
  };
}

/** A request without a session. */
export function ask(app: App, path: string, init: RequestInit = {}): Promise<Response> {
  const headers = new Headers(init.headers);
  if (!headers.has('host')) headers.set('host', '127.0.0.1');
  return Promise.resolve(app.hono.request(`${origin}${path}`, { ...init, headers }));
}

async function newClient(app: App, pool: Sql, name: string): Promise<Client> {
  const id = newId();
  const session = await asSystem(pool, async (scope) => {
    await scope.queries.insertInto('person').values({ id, name }).execute();
    const beginning = { person: id, method: 'link', secondFactor: false, address: '', agent: '' } as const;
    return beginSession(scope, beginning);
  });
  const cookie = `reedbed_session=${session}`;
  const raw = (path: string, init: RequestInit = {}) =>
    ask(app, path, { ...init, headers: { ...(init.headers as Record<string, string>), cookie } });
  const connection: Connection = {
    origin: '',
    fetch: (path, init) => raw(path, { ...init, ...(init.body === undefined ? {} : { body: init.body }) }),
  };
  return {
    id,
    cookie,
    connection,
    raw,
    call: (endpoint, input, body) => call(connection, endpoint, input, body),
    workspace: (workspaceName = 'Test workspace') =>
      call(connection, createWorkspace, { name: workspaceName }),
  };
}

/** Makes somebody a member of a workspace, as an invitation does; a role of schools is held in the school given. */
export async function addMember(
  server: TestServer,
  workspace: string,
  client: Pick<Client, 'id'>,
  held: Role | { role: Role; school: string },
): Promise<void> {
  const { role, school } = typeof held === 'string' ? { role: held, school: null } : held;
  await server.owner.begin(async (sql) => {
    await sql`insert into workspace_member (workspace_id, person_id) values (${workspace}, ${client.id})
      on conflict do nothing`;
    await sql`insert into member_role (workspace_id, id, person_id, role, school_id)
      values (${workspace}, ${newId()}, ${client.id}, ${role}, ${school})`;
  });
}

/** A school of the workspace, made if need be: roles of schools are held in one. */
export async function someSchool(server: TestServer, workspace: string): Promise<string> {
  const [found] = await server.owner<{ id: string }[]>`
    select id from school where workspace_id = ${workspace} order by id limit 1`;
  if (found !== undefined) return found.id;
  return addSchool(server, workspace, { name: 'School 1', reference: '1' });
}

/** A school without any value, as it stands in the registry. */
export async function addSchool(
  server: Pick<TestServer, 'owner'>,
  workspace: string,
  school: { name: string; reference: string },
): Promise<string> {
  const id = newId();
  await server.owner`insert into school (workspace_id, id, number)
    select ${workspace}, ${id}, count(*) + 1 from school where workspace_id = ${workspace}`;
  await server.owner`insert into school_identity (workspace_id, school_id, reference, name)
    values (${workspace}, ${id}, ${school.reference}, ${school.name})`;
  return id;
}

/** Waits for a job to end. */
export async function ended(client: Client, workspace: string, job: string): Promise<Job> {
  for (const limit = Date.now() + 60_000; Date.now() < limit;) {
    const current = await client.call(readJob, { workspace, job });
    if (current.state !== 'waiting' && current.state !== 'running') return current;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  throw new Error('The job did not end within a minute.');
}

/** Brings a file in as a person would: upload, map, store, wait. */
export async function bring(
  client: Client,
  workspace: string,
  file: { name: string; bytes: Uint8Array | string },
  mapping: Mapping | 'suggested',
): Promise<Job> {
  const found = await client.call(imports.uploadFile, { workspace, name: file.name }, file.bytes);
  const roles = mapping === 'suggested' ? found.columns.map((column) => column.suggestion) : mapping;
  const job = await client.call(imports.storeImport, { workspace, import: found.id, mapping: roles });
  return ended(client, workspace, job.id);
}
