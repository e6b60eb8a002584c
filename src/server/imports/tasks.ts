import { parentPort, workerData } from 'node:worker_threads';
import type { Mapping } from '#contract/imports';
import { failure, type Reply } from '../platform/worker.ts';
import type { Known } from '../schools/index.ts';
import { dryRunOf, type UnknownSchools } from './compare.ts';
import { packPlan } from './pack.ts';
import { planImport } from './rules/plan.ts';
import { readTable } from './rules/readTable.ts';
import { recognise } from './rules/recognise.ts';
import { refusedCsv } from './rules/report.ts';

/** What the thread is asked. Reading a large file takes a second or more, so no request does it on the event loop. */
export type Task =
  | { task: 'recognise'; fileName: string }
  | ({ task: 'dryRun' } & Planning)
  | { task: 'refused'; fileName: string; mapping: Mapping }
  | ({ task: 'plan' } & Planning);

interface Planning {
  fileName: string;
  mapping: Mapping;
  known: Known;
  unknownSchools: UnknownSchools | null;
}

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
      return dryRunOf(planImport(table, task.mapping), task.known, task.unknownSchools);
    case 'refused':
      return refusedCsv(table, planImport(table, task.mapping));
    case 'plan':
      return packPlan(table, planImport(table, task.mapping), task.known, task.unknownSchools);
  }
}

const assigned = workerData as Assigned;
const reply: Reply = await answer(assigned).then((value) => ({ ok: true as const, value }), failure);
parentPort?.postMessage(reply, [assigned.bytes.buffer]);
