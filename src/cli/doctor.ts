import type { Finding } from '#server/upkeep';
import { parseOptions, UsageError } from './usage.ts';

export const help = `Look for what usually goes wrong, and say what to do. Changes nothing.

  reedbed doctor [--json] [--data FOLDER]

  --json   all findings, for programs
  --data   folder of the data, where it is not the usual one; REEDBED_DATA says the same

It works while the server runs and while it does not; then the database is started for it and stopped again.

Exit code: 0 nothing is wrong, 1 something is, 2 the command was not written as it must be.
`;

export async function run(args: string[]): Promise<number> {
  const { values, positionals } = parseOptions('doctor', args, {
    json: { type: 'boolean' },
    data: { type: 'string' },
  });
  if (positionals.length > 0)
    throw new UsageError('doctor', `‘${positionals.join(' ')}’ is not expected here.`);
  const { doctor } = await import('#server/upkeep');
  const findings = await doctor({ data: values.data });
  process.stdout.write(values.json === true ? `${JSON.stringify(findings, null, 2)}\n` : readable(findings));
  return findings.some((one) => one.state === 'wrong') ? 1 : 0;
}

function readable(findings: readonly Finding[]): string {
  const width = Math.max(...findings.map((one) => one.check.length));
  const indent = ' '.repeat(8 + width);
  const lines = findings.flatMap(({ check, state, what, why, todo }) => [
    `${marks[state]}  ${check.padEnd(width)}  ${what}`,
    ...(state === 'well' ? [] : [`${indent}${why}`, `${indent}→ ${todo}`]),
  ]);
  const faults = findings.filter((one) => one.state === 'wrong').length;
  const end =
    faults === 0
      ? 'Nothing is wrong.'
      : `${String(faults)} ${faults === 1 ? 'thing is' : 'things are'} wrong.`;
  return `${lines.join('\n')}\n\n${end}\n`;
}

const marks = { well: 'well ', note: 'note ', wrong: 'WRONG' } as const;
