// npm test: check, then every test. `--long` takes the numbers of the issues instead of small samples; other arguments
// go to vitest. The last line is plain, for people and for machines.
import { runChecks } from './checks.ts';
import { summarise } from './summary.ts';
import { runTool } from './tools.ts';
import { forgetTotals, readTotals } from './totals.ts';

const args = process.argv.slice(2);
const env: Record<string, string> = args.includes('--long') ? { REEDBED_LONG: '1' } : {};
const reporters = ['--reporter=default', '--reporter=./scripts/totals.ts'];

const checks = await runChecks();
forgetTotals();
const chosen = args.filter((arg) => arg !== '--long');
const { code } = await runTool('vitest', ['run', ...reporters, ...chosen], { show: true, env });
const { lines, exitCode } = summarise(checks, readTotals(), code);
for (const line of lines) console.log(line);
process.exitCode = exitCode;
