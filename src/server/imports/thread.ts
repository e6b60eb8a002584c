import type { DryRunReport, FileColumn } from '#contract/imports';
import { inWorker } from '../platform/worker.ts';
import type { ImportPlan } from './rules/plan.ts';
import type { Task } from './tasks.ts';

export interface Recognised {
  format: 'csv' | 'xlsx';
  readAs: string;
  rows: number;
  columns: FileColumn[];
}

interface Answers {
  recognise: Recognised;
  dryRun: DryRunReport;
  refused: string;
  plan: ImportPlan;
}

const module = new URL('./tasks', import.meta.url);

/** Asks a thread of its own; what it cannot read comes back as the same problem it would be here. */
export function inThread<T extends Task>(task: T, signal?: AbortSignal): Promise<Answers[T['task']]> {
  return inWorker(module, task, signal);
}
