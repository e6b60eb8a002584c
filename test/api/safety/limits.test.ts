import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { endpoints } from '../../../src/contract/api.ts';
import { mostRecordingBytes } from '../../../src/contract/recordings.ts';
import { newId } from '../../../src/server/platform/ids.ts';
import { exampleInput, requestFor } from '../matrix/inputs.ts';
import { addMember, testServer, type Client, type TestServer } from '../../support/server.ts';
import { onWire, type Wire } from '../../support/wire.ts';

let server: TestServer;
let wire: Wire;
let person: Client;
let workspace: string;
beforeAll(async () => {
  server = await testServer();
  wire = await onWire(server.app);
  person = await server.person();
  workspace = (await person.workspace()).id;
  await addMember(server, workspace, person, 'researcher');
});
afterAll(async () => {
  await wire.stop();
  await server.stop();
});

const cookie = () => person.cookie.replace('=', `_${wire.host.split(':')[1] ?? ''}=`);
const mostOf = (one: (typeof endpoints)[number]) => {
  if (one.id === 'recordings.bring') return mostRecordingBytes;
  return one.form === 'upload' ? 64 * 2 ** 20 : one.act === 'public' ? 100_000 : 4_000_000;
};
/** Counts what was really taken from it. */
function* pieces(bytes: number, counted: { sent: number }): Generator<Uint8Array> {
  const piece = new Uint8Array(65_536).fill(32);
  for (; counted.sent < bytes; counted.sent += piece.length) yield piece;
}

const bodied = endpoints.filter((one) => one.method === 'POST' || one.method === 'PUT');
describe.each(bodied.map((one) => [one.id, one] as const))('%s', (_, endpoint) => {
  const target = () => {
    const input = exampleInput(endpoint, (key) => (key === 'workspace' ? workspace : newId()));
    const [path, init] = requestFor(endpoint, input);
    return { path, headers: { ...(init.headers as Record<string, string>), cookie: cookie() } };
  };

  it('refuses a body that says it is too long', async () => {
    const { path, headers } = target();
    const length = String(mostOf(endpoint) + 1);
    const { status } = await wire.send(path, {
      method: endpoint.method,
      headers: { ...headers, 'content-length': length, expect: '100-continue' },
      body: [],
    });
    expect(status).toBe(413);
  });

  it('and one that does not say so, as soon as it is', async () => {
    const { path, headers } = target();
    const counted = { sent: 0 };
    // What the system holds on the way is not what the server has taken.
    const all = mostOf(endpoint) + 16_000_000;
    const { status } = await wire.send(path, {
      method: endpoint.method,
      headers: { ...headers, 'transfer-encoding': 'chunked' },
      body: pieces(all, counted),
    });
    expect(status).toBe(413);
    expect(counted.sent).toBeLessThan(all);
  });
});

it('headers that grow without end are refused', async () => {
  const headers = { 'x-long': 'x'.repeat(20_000) };
  expect((await wire.send('/api/health', { headers })).status).toBe(431);
});
