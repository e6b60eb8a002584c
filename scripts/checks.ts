import { brokenWalls } from '../test/walls/house.ts';
import { runTool } from './tools.ts';

export interface Outcome {
  readonly name: string;
  readonly passed: boolean;
  readonly output: string;
  readonly seconds: number;
}

type Check = () => Promise<{ code: number; output: string }>;

/** What must hold before any test runs; each counts as one in the totals. */
const checks: Record<string, Check> = {
  'types of every room': () => runTool('tsc', ['-b', '--pretty']),
  lint: () => runTool('oxlint', []),
  format: () => runTool('prettier', ['--check', '--log-level=warn', '.']),
  'dead code and unused dependencies': () => runTool('knip', ['--no-progress']),
  walls: async () => {
    const broken = brokenWalls();
    return { code: broken.length, output: broken.join('\n') };
  },
};

/** Runs the checks one after the other, so that what is printed stays in order. */
export async function runChecks(): Promise<Outcome[]> {
  const outcomes: Outcome[] = [];
  for (const [name, check] of Object.entries(checks)) {
    const outcome = await runCheck(name, check);
    print(outcome);
    outcomes.push(outcome);
  }
  return outcomes;
}

async function runCheck(name: string, check: Check): Promise<Outcome> {
  const start = performance.now();
  const { code, output } = await check().catch((error: unknown) => ({ code: 1, output: String(error) }));
  return { name, passed: code === 0, output, seconds: (performance.now() - start) / 1000 };
}

function print({ name, passed, output, seconds }: Outcome): void {
  console.log(`${passed ? '✓' : '✗'} ${name} (${seconds.toFixed(1)} s)`);
  if (!passed) console.log(`\n${output.trim()}\n`);
}
