import { serve, type ServerType } from '@hono/node-server';
import { request, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { App } from '../../src/server/app.ts';

export interface Received {
  status: number;
  headers: IncomingHttpHeaders;
  text: string;
}

export interface Sent {
  method?: string;
  headers?: Record<string, string>;
  /** Pieces are sent one by one, without saying how many there will be. */
  body?: string | Iterable<Uint8Array>;
}

/** The application behind a real socket, and requests with any header at all: `fetch` does not send them all. */
export interface Wire {
  host: string;
  send(path: string, sent?: Sent): Promise<Received>;
  stop(): Promise<void>;
}

export async function onWire(app: App): Promise<Wire> {
  const server = await new Promise<ServerType>((resolve) => {
    const one = serve({ fetch: app.hono.fetch, hostname: '127.0.0.1', port: 0 }, () => resolve(one));
  });
  const { port } = server.address() as AddressInfo;
  return {
    host: `127.0.0.1:${String(port)}`,
    send: (path, sent = {}) => send(port, path, sent),
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        if ('closeAllConnections' in server) server.closeAllConnections();
      }),
  };
}

/** Of a stream the first piece is enough. */
function send(port: number, path: string, { method = 'GET', headers = {}, body }: Sent): Promise<Received> {
  return new Promise((resolve, reject) => {
    const asking = request({ host: '127.0.0.1', port, path, method, headers, agent: false }, (response) => {
      let text = '';
      const end = () => {
        resolve({ status: response.statusCode ?? 0, headers: response.headers, text });
        asking.destroy();
      };
      response.setEncoding('utf8').on('data', (part: string) => {
        text += part;
        if (response.headers['content-type'] === 'text/event-stream') end();
      });
      response.on('end', end);
    });
    asking.on('error', reject);
    if (typeof body === 'string') asking.end(body);
    else void push(asking, body);
  });
}

async function push(
  asking: ReturnType<typeof request>,
  pieces: Iterable<Uint8Array> | undefined,
): Promise<void> {
  let answered = false;
  asking.once('response', () => (answered = true));
  for (const piece of pieces ?? []) {
    // Whoever refuses a body does not read it to its end: an answer that has come is taken before more is sent.
    if (answered || asking.destroyed) return;
    await new Promise<void>((resolve) => asking.write(piece, () => setTimeout(resolve, 1)));
  }
  asking.end();
}
