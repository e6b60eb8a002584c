import { chainOf, trailOptions, unbroken } from './auditTrail.ts';
import { parseOptions, UsageError } from './usage.ts';

export const help = `Check that no line of an audit trail was changed, taken out or put between: computes every seal again.

  reedbed audit verify (--workspace ID | --installation | FILE.jsonl) [--head HASH] [--data FOLDER]

  --workspace      the trail of this workspace, as its id stands in the address of its pages
  --installation   the trail of sign-ins and accounts
  FILE.jsonl       a trail that was taken away; asks no database
  --head           a seal that was noted elsewhere, or its first 16 letters or more: it must be in the trail still
  --data           folder of the data, where it is not the usual one; REEDBED_DATA says the same

Exit code: 0 unbroken, 1 broken or a problem, 2 the command was not written as it must be.
`;

const name = 'audit verify';

export async function run(args: string[]): Promise<number> {
  const { values, positionals } = parseOptions(name, args, { ...trailOptions, head: { type: 'string' } });
  const [file] = positionals;
  const { head, data } = values;
  const chain = chainOf(name, values);
  if ((chain === undefined) === (file === undefined) || positionals.length > 1) {
    throw new UsageError(name, 'Name one trail: --workspace ID, --installation or a file.');
  }
  if (head !== undefined && !/^[\da-fA-F]{16,64}$/.test(head)) {
    throw new UsageError(name, '--head takes a seal: 16 to 64 of the letters a to f and figures.');
  }
  const { verifyTrail } = await import('#server/upkeep');
  const verdict = await verifyTrail({ chain: chain ?? '', file, head, data });
  for (const remark of verdict.remarks) process.stderr.write(`${remark}\n`);
  if (verdict.fault !== null) {
    process.stderr.write(`The trail is broken\n${verdict.fault}\n`);
    return 1;
  }
  process.stdout.write(unbroken(verdict));
  return 0;
}
