import { parentPort, workerData } from 'node:worker_threads';
import { readTable } from '../imports/index.ts';
import { failure, type Reply } from '../platform/worker.ts';
import type { Read } from './project.ts';
import { readProject } from './refi/readProject.ts';
import { readTranscripts } from './transcripts.ts';

/** A file of many sources to be read in a thread of its own. */
export interface Assigned {
  what: 'project' | 'transcripts';
  bytes: Uint8Array;
  fileName: string;
}

async function answer({ what, bytes, fileName }: Assigned): Promise<Read> {
  if (what === 'project') return readProject(bytes, fileName);
  return readTranscripts(await readTable(bytes, fileName, 'lettered'), fileName);
}

const reply: Reply = await answer(workerData as Assigned).then(
  (value) => ({ ok: true as const, value }),
  failure,
);
parentPort?.postMessage(reply);
