import { readdirSync, readFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { endpoints, isEndpoint } from '../../src/contract/api.ts';
import { openapi } from '../../src/contract/openapi.ts';
import { readConfig } from '../../src/server/platform/config.ts';
import { tableTypes } from '../support/tableTypes.ts';
import { ask, testServer, type TestServer } from '../support/server.ts';

let server: TestServer;
beforeAll(async () => {
  server = await testServer();
});
afterAll(() => server.stop());

const read = (path: string) => readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8');

it('the table types are those of the migrated schema (else: node --conditions=source scripts/tables.ts)', async () => {
  const squeeze = (text: string) => text.replaceAll(/\s+/g, ' ');
  expect(squeeze(read('src/server/platform/tables.ts'))).toBe(squeeze(await tableTypes(server.owner)));
});

it('the committed description of the interface is not stale (else: node --conditions=source scripts/openapi.ts)', () => {
  const now = JSON.parse(JSON.stringify(openapi(endpoints, readConfig({}, {}).version))) as unknown;
  expect(JSON.parse(read('docs/openapi.json'))).toEqual(now);
});

it('every endpoint of the contract is on the list that is bound, described and tested for who may use it', async () => {
  const folder = new URL('../../src/contract/', import.meta.url);
  const files = readdirSync(folder).filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts'));
  const modules = await Promise.all(
    files.map((name) => import(new URL(name, folder).href) as Promise<Record<string, unknown>>),
  );
  const written = modules.flatMap((one) => Object.values(one)).filter(isEndpoint);
  expect(written.length).toBeGreaterThan(100);
  expect(written.filter((one) => !endpoints.includes(one)).map((one) => one.id)).toEqual([]);
});

it('every endpoint of the contract is bound', async () => {
  for (const endpoint of endpoints) {
    const path = endpoint.path.replaceAll(/\{\w+\}/g, '01a2096c-4db7-779e-929b-fa5ba71d6a01');
    const response = await ask(server.app, path, { method: endpoint.method });
    const text = await response.text();
    expect(text, endpoint.id).not.toContain('There is no such address');
  }
});

it('an unknown address and an unknown error are told as problems, without inner words', async () => {
  const missing = await ask(server.app, '/api/no-such-thing');
  expect(missing.status).toBe(404);
  const person = await server.person();
  await server.owner`alter table person rename column name to other_name`;
  const broken = await person.raw('/api/me');
  await server.owner`alter table person rename column other_name to name`;
  expect(broken.status).toBe(500);
  const body = await broken.text();
  expect(body).toMatch(/"request":"[0-9a-f-]{36}"/);
  expect(body).not.toMatch(/column|select|relation/);
});

it('the page about the interface names every request', async () => {
  const page = await (await ask(server.app, '/api')).text();
  for (const endpoint of endpoints) expect(page).toContain(`${endpoint.method} ${endpoint.path}`);
});
