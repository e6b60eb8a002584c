import type { Outcome } from './checks.ts';
import type { Totals } from './totals.ts';

/** The end of `npm test`: what failed or was skipped, then one plain line. */
export interface Summary {
  readonly lines: readonly string[];
  readonly exitCode: 0 | 1;
}

/** `tests` is null and `code` not 0 where vitest broke off; nothing that went wrong is called passed. */
export function summarise(
  checks: readonly Pick<Outcome, 'name' | 'passed'>[],
  tests: Totals | null,
  code: number,
): Summary {
  const broken = checks.filter(({ passed }) => !passed);
  const { passed, skipped } = tests ?? { passed: 0, skipped: [] };
  const unexplained = tests === null || (tests.failed === 0 && code !== 0);
  const failed = broken.length + (tests?.failed ?? 0) + (unexplained ? 1 : 0);
  const noTestRan = passed === 0 && failed === 0;
  return {
    lines: [
      ...broken.map(({ name }) => `Failed check: ${name}, see above.`),
      ...(unexplained ? ['The tests broke off: see above.'] : []),
      ...(noTestRan ? ['No test ran.'] : []),
      ...skipped.map(({ name, reason }) => `Skipped: ${name}: ${reason}`),
      `${checks.length - broken.length + passed} passed, ${failed} failed, ${skipped.length} skipped`,
    ],
    exitCode: failed > 0 || noTestRan ? 1 : 0,
  };
}
