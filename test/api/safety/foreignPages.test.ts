import { inject } from 'vitest';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { endpoints } from '../../../src/contract/api.ts';
import { createApp } from '../../../src/server/app.ts';
import { readConfig } from '../../../src/server/platform/config.ts';
import type { Sql } from '../../../src/server/platform/db.ts';
import { newId } from '../../../src/server/platform/ids.ts';
import { quietLog } from '../../../src/server/platform/log.ts';
import { exampleInput, requestFor } from '../matrix/inputs.ts';
import { onWire, type Sent, type Wire } from '../../support/wire.ts';

/**
 * What a page of another site can make a browser send. The server here has a database that notes each approach to it:
 * what is refused before anybody comes near it was certainly not carried out.
 */
let approaches = 0;
const database = new Proxy((() => undefined) as unknown as Sql, {
  get: (_, key) => {
    if (key !== 'begin') return undefined;
    return () => {
      approaches++;
      return Promise.reject(new Error('There is no database.'));
    };
  },
});
let wire: Wire;
beforeAll(async () => {
  quietLog(true);
  const config = { ...readConfig({ data: inject('database').data }, {}), databaseUrl: undefined };
  wire = await onWire(createApp(config, database));
});
afterAll(() => wire.stop());

const foreign: Record<string, Record<string, string>> = {
  'another site': { origin: 'https://evil.example', 'sec-fetch-site': 'cross-site' },
  'another site, as an old browser says it': { origin: 'https://evil.example' },
  'a page without an origin': { origin: 'null' },
  'another port of this machine': { origin: 'http://127.0.0.1:1', 'sec-fetch-site': 'same-site' },
  'a browser that says no origin': { 'sec-fetch-site': 'cross-site' },
};
const changing = endpoints.filter((one) => one.method !== 'GET');

describe.each(changing.map((one) => [one.id, one] as const))('%s', (_, endpoint) => {
  const request = (headers: Record<string, string>): [string, Sent] => {
    const [path, init] = requestFor(endpoint, exampleInput(endpoint, newId));
    const cookie = `reedbed_session_${wire.host.split(':')[1] ?? ''}=${'s'.repeat(43)}`;
    const all = { ...(init.headers as Record<string, string> | undefined), cookie, ...headers };
    const body = typeof init.body === 'string' ? { body: init.body } : {};
    return [path, { method: endpoint.method, headers: all, ...body }];
  };

  it.each(Object.keys(foreign))('is not carried out for %s', async (who) => {
    const before = approaches;
    const { status, text } = await wire.send(...request(foreign[who] ?? {}));
    expect(status).toBe(403);
    expect(text).toContain('page of another site');
    expect(approaches).toBe(before);
  });

  it('is heard from our own pages, and from programs', async () => {
    const own = { origin: `http://${wire.host}`, 'sec-fetch-site': 'same-origin' };
    for (const headers of [own, {}]) {
      const { status, text } = await wire.send(...request(headers));
      expect(text).not.toContain('page of another site');
      expect(status).not.toBe(415);
    }
  });
});

const taking = changing.filter((one) => one.act === 'public' && one.method !== 'DELETE');

describe.each(taking.map((one) => [one.id, one] as const))('%s', (_, endpoint) => {
  it.each(['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data; boundary=x', ''])(
    'does not take %s, which a form can send',
    async (type) => {
      const before = approaches;
      const [path, init] = requestFor(endpoint, exampleInput(endpoint, newId));
      const headers: Record<string, string> = type === '' ? {} : { 'content-type': type };
      // An endpoint that takes nothing is not troubled by nothing.
      const body = init.body === '{}' ? '{ }' : (init.body as string);
      const { status } = await wire.send(path, { method: endpoint.method, headers, body });
      expect(status).toBe(415);
      expect(approaches).toBe(before);
    },
  );
});

it('an address that is looked at changes nothing', () => {
  // What a GET may leave is a line of who looked, and where a provider sends the browser back its own token decides.
  const looked = endpoints.filter((one) => one.method === 'GET').map((one) => one.form);
  expect(new Set(looked)).toEqual(new Set(['json', 'download', 'played', 'events', 'redirect']));
  expect(endpoints.filter((one) => one.form === 'redirect').map((one) => one.id)).toEqual([
    'accounts.providerReturn',
  ]);
});
