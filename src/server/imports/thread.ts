import type { FileLayout } from '#contract/importCodes';
import type { DryRunReport, FileColumn } from '#contract/imports';
import { inWorker, type Assignment } from '../platform/worker.ts';
import type { Packed } from './pack.ts';
import type { Assigned, Task } from './tasks.ts';

export interface Recognised {
  format: 'csv' | 'xlsx' | 'parquet';
  readAs: string;
  rows: number;
  layout: FileLayout;
  columns: FileColumn[];
  /** The file again, whose bytes went to the thread. */
  bytes: Uint8Array;
}

interface Answers {
  recognise: Recognised;
  dryRun: DryRunReport;
  refused: string;
  plan: Packed;
}

const module = new URL('./tasks', import.meta.url);

/**
 * Asks a thread of its own about a file; what it cannot read comes back as the same problem it would be here. The
 * bytes go over to the thread: given as an array, they are gone here. Given as a function, they are read when their
 * turn has come.
 */
export function inThread<T extends Task>(
  task: T,
  bytes: Uint8Array | (() => Promise<Uint8Array>),
  signal?: AbortSignal,
): Promise<Answers[T['task']]> {
  const assign = async () => assignmentOf(task, typeof bytes === 'function' ? await bytes() : bytes);
  return inWorker(module, assign, signal);
}

function assignmentOf(task: Task, given: Uint8Array): Assignment {
  // Small buffers share their memory with others, and then it cannot go over.
  const alone = given.buffer instanceof ArrayBuffer && given.buffer.byteLength === given.byteLength;
  const bytes = alone ? new Uint8Array(given.buffer) : new Uint8Array(given);
  return { data: { task, bytes } satisfies Assigned, transfer: [bytes.buffer] };
}
