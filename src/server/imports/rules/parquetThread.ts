import { parentPort, workerData } from 'node:worker_threads';
import { failure, type Reply } from '../../platform/worker.ts';
import { parquetColumns } from './parquetColumns.ts';

const { bytes, fileName } = workerData as { bytes: Uint8Array; fileName: string };
const reply: Reply = await parquetColumns(bytes, fileName).then(
  (value) => ({ ok: true as const, value }),
  failure,
);
parentPort?.postMessage(
  reply,
  reply.ok ? (reply.value as { codes: Int32Array<ArrayBuffer> }[]).map(({ codes }) => codes.buffer) : [],
);
