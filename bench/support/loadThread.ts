import { Agent, request } from 'node:http';
import { parentPort, workerData } from 'node:worker_threads';
import type { Load, Measured } from './load.ts';

/** Asks from a thread of its own, so that asking does not hold up the event loop that is measured. */
const { url, asked, total, atOnce } = workerData as Load;
const agent = new Agent({ keepAlive: true, maxSockets: atOnce });

function ask(i: number): Promise<number> {
  const { path, method, headers, body } = asked[i % asked.length] as Load['asked'][number];
  const start = performance.now();
  return new Promise((resolve, reject) => {
    const asking = request(`${url}${path}`, { agent, method, headers }, (response) => {
      let text = '';
      response.setEncoding('utf8').on('data', (part: string) => (text += part));
      response.on('end', () => {
        if (response.statusCode === 200) resolve(performance.now() - start);
        else
          reject(
            new Error(`${path} was answered with ${String(response.statusCode)}: ${text.slice(0, 300)}`),
          );
      });
    });
    asking.on('error', reject);
    asking.end(body);
  });
}

const milliseconds: number[] = [];
let next = 0;
const start = performance.now();
await Promise.all(
  Array.from({ length: atOnce }, async () => {
    while (next < total) milliseconds.push(await ask(next++));
  }),
);
const measured: Measured = { milliseconds, seconds: (performance.now() - start) / 1000 };
agent.destroy();
parentPort?.postMessage(measured);
