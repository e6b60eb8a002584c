import { parentPort, workerData } from 'node:worker_threads';
import type { Mapping } from '#contract/imports';
import { failure, type Reply } from '../platform/worker.ts';
import { planImport } from './rules/plan.ts';
import { readTable } from './rules/readTable.ts';
import { recognise } from './rules/recognise.ts';
import { refusedCsv, reportOf } from './rules/report.ts';

/** What the thread is asked. Reading a large file takes a second or more, so no request does it on the event loop. */
export type Task =
  | { task: 'recognise'; bytes: Uint8Array; fileName: string }
  | { task: 'dryRun'; bytes: Uint8Array; fileName: string; mapping: Mapping; known: Set<string> }
  | { task: 'refused'; bytes: Uint8Array; fileName: string; mapping: Mapping }
  | { task: 'plan'; bytes: Uint8Array; fileName: string; mapping: Mapping };

async function answer(task: Task): Promise<unknown> {
  const table = await readTable(task.bytes, task.fileName);
  switch (task.task) {
    case 'recognise': {
      const { format, readAs, rows } = table;
      return { format, readAs, rows: rows.length, columns: recognise(table) };
    }
    case 'dryRun':
      return reportOf(planImport(table, task.mapping), task.known);
    case 'refused':
      return refusedCsv(table, planImport(table, task.mapping));
    case 'plan':
      return planImport(table, task.mapping);
  }
}

const reply: Reply = await answer(workerData as Task).then(
  (value) => ({ ok: true as const, value }),
  failure,
);
parentPort?.postMessage(reply);
