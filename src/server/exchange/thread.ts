import { inWorker } from '../platform/worker.ts';
import type { Codebook, Read } from './project.ts';
import type { Assigned } from './tasks.ts';

interface Answers {
  'read project': Read;
  'read transcripts': Read;
  'read codebook': Codebook[];
  'write project': Uint8Array<ArrayBuffer>;
  'write workbook': Uint8Array<ArrayBuffer>;
}

const module = new URL('./tasks', import.meta.url);
const megabytes = 2048;

/** Reads or writes a file in a thread of its own, so that nobody else waits for it. */
export const inThread = <A extends Assigned>(
  assigned: A,
  signal?: AbortSignal,
): Promise<Answers[A['task']]> => inWorker(module, () => ({ data: assigned, megabytes }), signal);
