import { createServer, type AddressInfo, type Socket } from 'node:net';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { connect } from '../../src/server/platform/db.ts';
import { testServer, type TestServer } from '../support/server.ts';

let server: TestServer;
beforeAll(async () => {
  server = await testServer();
});
afterAll(() => server.stop());

describe('arrays', () => {
  const text = fc.string({ unit: 'grapheme' }).filter((one) => !one.includes('\0'));

  it('come back as they were sent', async () => {
    const array = fc.array(fc.oneof(text, fc.constantFrom(null, 'NULL', '', '{}', 'a,b', '"', '\\')));
    await fc.assert(
      fc.asyncProperty(array, async (sent) => {
        const [row] = await server.pool`select ${sent}::text[] as back`;
        expect(row?.back).toEqual(sent);
      }),
    );
  });

  it('of numbers, identifiers and truths are read as such', async () => {
    const id = '019a0000-0000-7000-8000-000000000000';
    const [row] = await server.pool`
      select ${[1, null, -2]}::int[] as integers, ${[0.1, null, 1e300]}::float8[] as numbers,
        ${[id]}::uuid[] as ids, array[true, null, false] as truths, '{}'::float8[] as none`;
    expect(row).toEqual({
      integers: [1, null, -2],
      numbers: [0.1, null, 1e300],
      ids: [id],
      truths: [true, null, false],
      none: [],
    });
  });
});

describe('a connection that is lost as soon as it is open', () => {
  // AuthenticationOk and ReadyForQuery: then whatever is asked first finds the line cut.
  const welcome = Buffer.from('5200000008000000005a0000000549', 'hex');

  it('refuses whoever was given it, and leaves no refusal that nobody hears', async () => {
    const unheard: unknown[] = [];
    const hear = (reason: unknown) => unheard.push(reason);
    process.on('unhandledRejection', hear);
    const place = createServer((socket) => cutAfterWelcome(socket, welcome));
    await new Promise<void>((done) => place.listen(0, '127.0.0.1', done));
    const { port } = place.address() as AddressInfo;
    const address = { host: '127.0.0.1', port, database: 'none', username: 'nobody', password: '' };
    const pool = connect(address, 1);
    onTestFinished(async () => {
      process.off('unhandledRejection', hear);
      await pool.end({ timeout: 0 });
      place.close();
    });
    await expect(pool`select 1`).rejects.toThrow();
    await expect(pool.begin((tx) => tx`select 1`)).rejects.toThrow();
    await new Promise((later) => setTimeout(later, 50));
    expect(unheard).toEqual([]);
  });
});

function cutAfterWelcome(socket: Socket, welcome: Buffer): void {
  socket.on('error', () => undefined);
  socket.once('data', () => {
    socket.write(welcome);
    socket.once('data', () => socket.resetAndDestroy());
  });
}
