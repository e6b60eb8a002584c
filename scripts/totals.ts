import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Reporter, TestCase, TestModule, TestSuite } from 'vitest/node';
import { root } from './tools.ts';

export interface Totals {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: readonly { readonly name: string; readonly reason: string }[];
}

/** Where the reporter, which runs in a process of vitest, leaves the counts. */
const file = process.env.REEDBED_TOTALS ?? join(root, '.cache/totals.json');

/** Counts for the last line of `npm test`. A file or suite that fails as a whole counts as one failure. */
export default class TotalsReporter implements Reporter {
  onTestRunEnd(modules: readonly TestModule[], unhandled: readonly unknown[]): void {
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, JSON.stringify(count(modules, unhandled.length), null, 2));
  }
}

export function count(modules: readonly TestModule[], unhandled: number): Totals {
  const tests = modules.flatMap((module) => [...module.children.allTests()]);
  const suites: (TestModule | TestSuite)[] = modules.flatMap((module) => [
    module,
    ...module.children.allSuites(),
  ]);
  const broken = suites.filter((suite) => suite.errors().length > 0).length;
  const inState = (state: string) => tests.filter((test) => test.result().state === state);
  return {
    passed: inState('passed').length,
    failed: inState('failed').length + inState('pending').length + broken + unhandled,
    skipped: inState('skipped').map((test) => ({ name: nameOf(test), reason: reasonOf(test) })),
  };
}

function nameOf(test: TestCase): string {
  return `${test.module.relativeModuleId} > ${test.fullName}`;
}

function reasonOf(test: TestCase): string {
  const result = test.result();
  return (result.state === 'skipped' ? result.note : undefined) ?? 'no reason given';
}

export function forgetTotals(): void {
  rmSync(file, { force: true });
}

/** What the reporter wrote; null if the run broke off before its end. */
export function readTotals(): Totals | null {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as Totals;
  } catch {
    return null;
  }
}
