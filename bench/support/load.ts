import { Worker } from 'node:worker_threads';

/** Requests that are sent in turn, `atOnce` of them on connections that stay open. */
export interface Load {
  url: string;
  asked: { path: string; method: string; headers: Record<string, string>; body?: string }[];
  total: number;
  atOnce: number;
}

export interface Measured {
  /** Of each request, in the order in which they ended. */
  milliseconds: number[];
  seconds: number;
}

export function sendLoad(load: Load): Promise<Measured> {
  return new Promise((resolve, reject) => {
    const thread = new Worker(new URL('./loadThread.ts', import.meta.url), { workerData: load });
    thread.once('message', resolve);
    thread.once('error', reject);
  });
}

/** The value below which so large a share lies. */
function percentile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? NaN;
}

/** Requests a second, and how long they took, in milliseconds. */
export function summary({ milliseconds, seconds }: Measured) {
  return {
    perSecond: Number((milliseconds.length / seconds).toFixed(1)),
    p50: Number(percentile(milliseconds, 0.5).toFixed(1)),
    p99: Number(percentile(milliseconds, 0.99).toFixed(1)),
  };
}
