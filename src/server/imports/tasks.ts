import { parentPort, workerData } from 'node:worker_threads';
import type { Mapping } from '#contract/imports';
import { failure, type Reply } from '../platform/worker.ts';
import { planImport } from './rules/plan.ts';
import { readTable } from './rules/readTable.ts';
import { recognise } from './rules/recognise.ts';
import { refusedCsv, reportOf } from './rules/report.ts';

/** What the thread is asked. Reading a large file takes a second or more, so no request does it on the event loop. */
export type Task =
  | { task: 'recognise'; fileName: string }
  | { task: 'dryRun'; fileName: string; mapping: Mapping; known: Set<string> }
  | { task: 'refused'; fileName: string; mapping: Mapping }
  | { task: 'plan'; fileName: string; mapping: Mapping };

export interface Assigned {
  task: Task;
  bytes: Uint8Array<ArrayBuffer>;
}

async function answer({ task, bytes }: Assigned): Promise<unknown> {
  const table = await readTable(bytes, task.fileName);
  switch (task.task) {
    case 'recognise': {
      const { format, readAs, rows } = table;
      return { format, readAs, rows: rows.length, ...recognise(table, task.fileName), bytes };
    }
    case 'dryRun':
      return reportOf(planImport(table, task.mapping), task.known);
    case 'refused':
      return refusedCsv(table, planImport(table, task.mapping));
    case 'plan':
      return planImport(table, task.mapping);
  }
}

const assigned = workerData as Assigned;
const reply: Reply = await answer(assigned).then((value) => ({ ok: true as const, value }), failure);
parentPort?.postMessage(reply, [assigned.bytes.buffer]);
