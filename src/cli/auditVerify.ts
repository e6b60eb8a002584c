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
const installation = '00000000-0000-0000-0000-000000000000';

export async function run(args: string[]): Promise<number> {
  const { values, positionals } = parseOptions(name, args, {
    workspace: { type: 'string' },
    installation: { type: 'boolean' },
    head: { type: 'string' },
    data: { type: 'string' },
  });
  const [file] = positionals;
  const { workspace, head, data } = values;
  const asked = [workspace, values.installation === true ? installation : undefined, file].filter(
    (one) => one !== undefined,
  );
  if (asked.length !== 1 || positionals.length > 1) {
    throw new UsageError(name, 'Name one trail: --workspace ID, --installation or a file.');
  }
  if (workspace !== undefined && !/^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/.test(workspace)) {
    throw new UsageError(
      name,
      '--workspace takes the id of a workspace, as it stands in the address of its pages.',
    );
  }
  if (head !== undefined && !/^[\da-fA-F]{16,64}$/.test(head)) {
    throw new UsageError(name, '--head takes a seal: 16 to 64 of the letters a to f and figures.');
  }
  const { verifyTrail } = await import('#server/upkeep');
  const {
    fault,
    lines,
    removed,
    from,
    to,
    head: last,
    remarks,
  } = await verifyTrail({
    chain: workspace ?? installation,
    file,
    head,
    data,
  });
  for (const remark of remarks) process.stderr.write(`${remark}\n`);
  if (fault !== null) {
    process.stderr.write(`The trail is broken\n${fault}\n`);
    return 1;
  }
  const span = from === null || to === null ? '' : ` from ${from} to ${to}`;
  const gone =
    removed === 0 ? '' : ` The lines up to ${String(removed)} were removed when their time was over.`;
  process.stdout.write(
    `Unbroken: ${String(lines)} lines${span}.${gone}\nThe last seal, of line ${String(last.sequence)}: ${last.hash}\n`,
  );
  return 0;
}
