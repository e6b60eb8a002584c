import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { endpoints } from '../../../src/contract/api.ts';
import { signInWithPassword } from '../../../src/contract/accounts.ts';
import { newId } from '../../../src/server/platform/ids.ts';
import { exampleInput, requestFor } from '../matrix/inputs.ts';
import { goodPassword, withPassword } from '../../support/people.ts';
import { testServer, type TestServer } from '../../support/server.ts';
import { onWire, type Received, type Wire } from '../../support/wire.ts';

let server: TestServer;
let secure: TestServer;
let wire: Wire;
let secureWire: Wire;
let cookie: string;
beforeAll(async () => {
  server = await testServer();
  secure = await testServer({ origin: 'https://reedbed.example' });
  [wire, secureWire] = await Promise.all([onWire(server.app), onWire(secure.app)]);
  const person = await server.person();
  // Over the wire the port is in the name of the cookie.
  cookie = person.cookie.replace('=', `_${wire.host.split(':')[1] ?? ''}=`);
});
afterAll(async () => {
  await Promise.all([wire.stop(), secureWire.stop()]);
  await Promise.all([server.stop(), secure.stop()]);
});

const fixed = {
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
};

function faultsOf({ headers }: Received, kind: 'page' | 'data', kept: RegExp): string[] {
  const faults = Object.entries(fixed)
    .filter(([name, value]) => headers[name] !== value)
    .map(([name]) => `${name}: ${String(headers[name])}`);
  const policy = new Map(
    String(headers['content-security-policy'])
      .split('; ')
      .map((part) => [part.split(' ')[0] ?? '', part.split(' ').slice(1).join(' ')] as const),
  );
  const wanted: Record<string, string> = {
    'default-src': "'none'",
    'base-uri': "'none'",
    'frame-ancestors': "'none'",
    ...(kind === 'data'
      ? { 'form-action': "'none'" }
      : { 'script-src': "'self'", 'style-src': "'self'", 'object-src': "'none'" }),
  };
  for (const [name, value] of Object.entries(wanted))
    if (policy.get(name) !== value) faults.push(`${name} ${String(policy.get(name))}`);
  if (/unsafe|\*|https?:/.test(String(headers['content-security-policy']))) faults.push('a loose policy');
  for (const device of ['camera', 'microphone', 'geolocation'])
    if (!String(headers['permissions-policy']).includes(`${device}=()`)) faults.push(device);
  if (!kept.test(String(headers['cache-control'])))
    faults.push(`cache-control ${String(headers['cache-control'])}`);
  if (kind === 'data' && !/^attachment; filename="[\w.-]+"/.test(String(headers['content-disposition'])))
    faults.push('not a file');
  if (!/charset=utf-8|json|event-stream/i.test(String(headers['content-type'])))
    faults.push(`content-type ${String(headers['content-type'])}`);
  if (headers['access-control-allow-origin'] !== undefined) faults.push('other sites may read it');
  if (headers['server'] !== undefined || headers['x-powered-by'] !== undefined)
    faults.push('names a version');
  return faults;
}

describe.each(endpoints.map((one) => [one.id, one] as const))('%s', (_, endpoint) => {
  it.each(['nobody', 'somebody'])('answers %s under the policy of data, kept nowhere', async (who) => {
    const input = exampleInput(endpoint, newId);
    const [path, init] = requestFor(endpoint, input);
    const headers = {
      ...(init.headers as Record<string, string> | undefined),
      ...(who === 'somebody' ? { cookie } : {}),
    };
    const body = typeof init.body === 'string' ? { body: init.body } : {};
    const answer = await wire.send(path, { method: endpoint.method, headers, ...body });
    if (endpoint.form === 'redirect') expect(answer.status).toBe(303);
    else expect(faultsOf(answer, 'data', /^no-store$/)).toEqual([]);
  });
});

describe('pages', () => {
  it.each(['/', '/sign-in', '/w/some/identify', '/api'])('%s allow nothing inline', async (path) => {
    const answer = await wire.send(path);
    // Where the pages are not built there is a sentence instead, which is not to be kept.
    expect(faultsOf(answer, 'page', answer.status === 200 ? /^no-(cache|store)$/ : /^no-store$/)).toEqual([]);
    expect(answer.text).not.toMatch(/<style|<script(?![^>]*\bsrc=)|\son\w+=|\sstyle=/i);
  });

  it.each(['/assets/none.js', '/api/nothing/here', '/api%2f..%2fme'])(
    '%s, which is not there, neither',
    async (path) => {
      const answer = await wire.send(path);
      expect(faultsOf(answer, path.startsWith('/api/') ? 'data' : 'page', /^no-(store|cache)$/)).toEqual([]);
    },
  );

  it('answer nobody under a foreign name, nor other methods', async () => {
    const foreign = await wire.send('/', { headers: { host: 'evil.example' } });
    expect(foreign.status).toBe(404);
    expect(faultsOf(foreign, 'page', /^no-store$/)).toEqual([]);
    for (const method of ['POST', 'PUT', 'DELETE', 'PATCH', 'OPTIONS', 'TRACE'])
      expect((await wire.send('/', { method })).status, method).toBe(404);
  });
});

describe('behind HTTPS', () => {
  const headers = { host: 'reedbed.example' };

  it.each(['/', '/api', '/api/health', '/api/me', '/nothing.js'])('%s insists on it', async (path) => {
    const { headers: told } = await secureWire.send(path, { headers });
    expect(told['strict-transport-security']).toBe('max-age=31536000');
    expect((await wire.send(path)).headers['strict-transport-security']).toBeUndefined();
  });

  it('cookies belong to this host alone, and no script reads them', async () => {
    const { email } = await withPassword(secure);
    const answer = await secureWire.send(signInWithPassword.path, {
      method: 'POST',
      headers: { ...headers, 'content-type': 'application/json', origin: 'https://reedbed.example' },
      body: JSON.stringify({ email, password: goodPassword }),
    });
    const cookies = answer.headers['set-cookie'] ?? [];
    expect(cookies.map((one) => one.split('=')[0]).toSorted()).toEqual([
      '__Host-reedbed_device',
      '__Host-reedbed_session',
    ]);
    for (const one of cookies) {
      expect(one).toMatch(/; HttpOnly/);
      expect(one).toMatch(/; Secure/);
      expect(one).toMatch(/; SameSite=Lax/);
      expect(one).toMatch(/; Path=\/(;|$)/);
      expect(one).not.toMatch(/domain/i);
    }
  });
});
