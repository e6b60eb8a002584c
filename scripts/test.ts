// npm test: check, then every test. `--long` takes the numbers of the issues instead of small samples; other arguments
// go to vitest. The last line is plain, for people and for machines.
import { join } from 'node:path';
import { runChecks } from './checks.ts';
import { summarise } from './summary.ts';
import { root, runTool } from './tools.ts';
import { forgetTotals, readTotals } from './totals.ts';

const args = process.argv.slice(2);
const env: Record<string, string> = {
  // The tests start hundreds of threads and servers: what one has compiled the next need not compile again.
  NODE_COMPILE_CACHE: join(root, '.cache/compiled'),
  ...(args.includes('--long') ? { REEDBED_LONG: '1' } : {}),
};
const reporters = ['--reporter=default', '--reporter=./scripts/totals.ts'];

const checks = await runChecks();
forgetTotals();
const chosen = args.filter((arg) => arg !== '--long');
const { code } = await runTool('vitest', ['run', ...reporters, ...chosen], { show: true, env });
const { lines, exitCode } = summarise(checks, readTotals(), code);
for (const line of lines) console.log(line);
process.exitCode = exitCode;
