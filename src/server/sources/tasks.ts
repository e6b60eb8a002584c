import { parentPort, workerData } from 'node:worker_threads';
import { failure, type Reply } from '../platform/worker.ts';
import { readDocument } from './reading/readDocument.ts';

/** A document to be read in a thread of its own. */
export interface Assigned {
  bytes: Uint8Array;
  fileName: string;
}

const { bytes, fileName } = workerData as Assigned;
const reply: Reply = await readDocument(bytes, fileName).then(
  (value) => ({ ok: true as const, value }),
  failure,
);
parentPort?.postMessage(reply);
