import { serve, type ServerType } from '@hono/node-server';
import { mkdtempSync, rmSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { createApp } from '../../src/server/app.ts';
import { readConfig } from '../../src/server/platform/config.ts';
import { addressOf, databaseName, openDatabase } from '../../src/server/platform/database.ts';
import { connect, type Sql } from '../../src/server/platform/db.ts';
import { newId } from '../../src/server/platform/ids.ts';
import { quietLog } from '../../src/server/platform/log.ts';
import { asSystem } from '../../src/server/platform/scope.ts';
import { beginSession } from '../../src/server/platform/sessions.ts';

/** The server in this process on a database of its own, behind a real socket. */
export interface Service {
  url: string;
  owner: Sql;
  /** Somebody new who is signed in: the header that says so. */
  person(): Promise<{ id: string; cookie: string }>;
  stop(): Promise<void>;
}

export async function startService(): Promise<Service> {
  quietLog(true);
  const data = mkdtempSync('/var/tmp/reedbed-bench-');
  const config = { ...readConfig({ data }, {}), databaseUrl: undefined };
  const database = await openDatabase(config);
  if (database.embedded === null) throw new Error('The embedded database is measured.');
  const owner = connect(addressOf(database.embedded)('reedbed_owner', databaseName), 2);
  const { fetch } = createApp(config, database.pool).hono;
  const server = await new Promise<ServerType>((resolve) => {
    const one = serve({ fetch, hostname: '127.0.0.1', port: 0 }, () => resolve(one));
  });
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${String(port)}`,
    owner,
    person: async () => {
      const id = newId();
      await owner`insert into person (id, name) values (${id}, 'Bench')`;
      const beginning = { person: id, method: 'link', secondFactor: false, address: '', agent: '' } as const;
      const token = await asSystem(database.pool, (scope) => beginSession(scope, beginning));
      return { id, cookie: `reedbed_session_${String(port)}=${token}` };
    },
    stop: async () => {
      await new Promise((resolve) => server.close(resolve));
      await owner.end();
      await database.stop();
      rmSync(data, { recursive: true, force: true });
    },
  };
}
