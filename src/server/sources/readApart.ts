import { inWorker } from '../platform/worker.ts';
import { isHeavy, readDocument, type ReadDocument } from './reading/readDocument.ts';
import type { Assigned } from './tasks.ts';

const module = new URL('./tasks', import.meta.url);
const megabytes = 1024;

/** Reads a document that somebody brings: what takes long in a thread of its own, so that nobody else waits for it. */
export function readApart(bytes: Uint8Array, fileName: string): Promise<ReadDocument> {
  if (!isHeavy(bytes)) return readDocument(bytes, fileName);
  const data: Assigned = { bytes, fileName };
  return inWorker(module, () => ({ data, megabytes }));
}
