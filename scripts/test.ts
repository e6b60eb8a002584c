// npm test: check, then every test. `--long` takes the numbers of the issues instead of small samples; other arguments
// go to vitest. The last line is plain, for people and for machines.
import { runChecks } from './checks.ts';
import { runTool } from './tools.ts';
import { forgetTotals, readTotals } from './totals.ts';

const args = process.argv.slice(2);
const env: Record<string, string> = args.includes('--long') ? { REEDBED_LONG: '1' } : {};

const checks = await runChecks();
forgetTotals();
const { code } = await runTool(
  'vitest',
  ['run', '--reporter=default', '--reporter=./scripts/totals.ts', ...args.filter((arg) => arg !== '--long')],
  { show: true, env },
);
const tests = readTotals();
const broken = checks.filter(({ passed }) => !passed);
const skipped = tests?.skipped ?? [];
const passed = checks.length - broken.length + (tests?.passed ?? 0);
// Whatever stopped the run without a failed test counts as one: nothing that went wrong is called passed.
const failedTests = tests === null ? 1 : tests.failed === 0 && code !== 0 ? 1 : tests.failed;

if (tests === null) console.log('The tests broke off before their end: see above.');
if (tests?.passed === 0 && failedTests === 0) console.log('No test ran.');
for (const { name } of broken) console.log(`Failed check: ${name}, see above.`);
for (const { name, reason } of skipped) console.log(`Skipped: ${name}: ${reason}`);
console.log(`${passed} passed, ${broken.length + failedTests} failed, ${skipped.length} skipped`);
process.exitCode = broken.length + failedTests > 0 || tests?.passed === 0 ? 1 : 0;
