import { chainOf, trailOptions, unbroken } from './auditTrail.ts';
import { parseOptions, UsageError } from './usage.ts';

export const help = `Take an audit trail out as a file that can be checked without any database: each line with its seal.

  reedbed audit export (--workspace ID | --installation) [--out FILE.jsonl] [--data FOLDER]

  --workspace      the trail of this workspace, as its id stands in the address of its pages
  --installation   the trail of sign-ins and accounts
  --out            the file; without it one in this folder, named by trail and moment. It must not be there yet
  --data           folder of the data, where it is not the usual one; REEDBED_DATA says the same

It is the file of the page ‘What happened’. That it was taken out is a line of the trail. Names of people are not in it, ids
are; it tells who did what all the same, so keep it as you keep the data. Check it by: reedbed audit verify FILE.jsonl

Exit code: 0 done and unbroken, 1 broken or a problem, 2 the command was not written as it must be.
`;

const name = 'audit export';

export async function run(args: string[]): Promise<number> {
  const { values, positionals } = parseOptions(name, args, { ...trailOptions, out: { type: 'string' } });
  const [unexpected] = positionals;
  if (unexpected !== undefined) throw new UsageError(name, `‘${unexpected}’ is not expected here.`);
  const chain = chainOf(name, values);
  if (chain === undefined) throw new UsageError(name, 'Name one trail: --workspace ID or --installation.');
  const { exportTrail } = await import('#server/upkeep');
  const out = values.out ?? fileName(values.installation === true ? 'installation' : chain.slice(0, 8));
  const { file, ...verdict } = await exportTrail({ chain, out, data: values.data });
  process.stdout.write(`${file}\n`);
  for (const remark of verdict.remarks) process.stderr.write(`${remark}\n`);
  if (verdict.fault !== null) {
    process.stderr.write(`The trail is broken\n${verdict.fault}\n`);
    return 1;
  }
  process.stdout.write(unbroken(verdict));
  return 0;
}

function fileName(trail: string): string {
  return `reedbed-trail-${trail}-${new Date().toISOString().replaceAll(/:|\.\d+/g, '')}.jsonl`;
}
