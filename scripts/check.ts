// npm run check: types, lint, format, dead code, walls.
import { runChecks } from './checks.ts';

const failed = (await runChecks()).filter(({ passed }) => !passed);
if (failed.length > 0) {
  console.log(`${failed.length} failed: ${failed.map(({ name }) => name).join(', ')}`);
  process.exitCode = 1;
}
