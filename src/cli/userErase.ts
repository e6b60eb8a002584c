import type { Erased } from '#server/upkeep';
import { tell } from './backup.ts';
import { parseOptions, UsageError } from './usage.ts';

export const help = `Erase a person: name, address, passwords, sessions, memberships and all else that is theirs.

  reedbed user erase E-MAIL|ID [--yes] [--data FOLDER]

  --yes    do it; without it, what would be deleted is listed, nothing is done, and the exit code is 1
  --data   folder of the data, where it is not the usual one; REEDBED_DATA says the same

It is done as a whole, proved table by table, or not at all. A running server does it, and this command waits for the outcome;
whatever stops it, the next server takes it up, and ‘reedbed doctor’ says whether it came to its end. The trail of the installation
keeps how many rows went from which table; take it out by: reedbed audit export --installation

What they did in a workspace stays told by an id that leads to nobody. Whoever is the only owner of a workspace hands it
over first. A running server lets go of the person's sessions within half a minute. Backups that were made before still
hold the person until you delete them.
`;

export async function run(args: string[]): Promise<number> {
  const { values, positionals } = parseOptions('user erase', args, {
    yes: { type: 'boolean' },
    data: { type: 'string' },
  });
  const [who, unexpected] = positionals;
  if (who === undefined) throw new UsageError('user erase', 'Say who: an e-mail address or an id.');
  if (unexpected !== undefined) throw new UsageError('user erase', `‘${unexpected}’ is not expected here.`);
  const { eraseUser } = await import('#server/upkeep');
  const really = values.yes === true;
  const erased = await eraseUser({ who, really, data: values.data, progress: tell });
  process.stdout.write(told(erased, really));
  if (really) return 0;
  process.stderr.write(`Nothing was done. To erase this person: reedbed user erase ${who} --yes\n`);
  return 1;
}

function told({ id, deleted, proved, mentions }: Erased, really: boolean): string {
  const rows = Object.entries(deleted).map(([table, count]) => `  ${String(count).padStart(6)}  ${table}`);
  const left = mentions.map(
    ({ table, column, rows: count }) => `  ${String(count).padStart(6)}  ${table}.${column}`,
  );
  return [
    really
      ? `The person ${id} is erased. Deleted:`
      : `Nothing was erased yet. With --yes these rows of ${id} go:`,
    ...(rows.length === 0 ? ['  nothing but the name'] : rows),
    ...(really
      ? [
          `Looked through afterwards: ${String(proved.tables)} tables, in none of which a row of theirs is left.`,
        ]
      : []),
    ...(left.length === 0
      ? ['No text in the database names them any more.']
      : ['Texts that others wrote still hold the name or the address; look at them yourself:', ...left]),
    '',
  ].join('\n');
}
