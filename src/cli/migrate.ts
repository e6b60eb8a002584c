import { parseOptions, UsageError } from './usage.ts';

export const help = `Bring the database to this version without serving. ‘reedbed serve’ does it by itself.

  reedbed migrate [--data FOLDER]

  --data   folder of the data, where it is not the usual one; REEDBED_DATA says the same
`;

export async function run(args: string[]): Promise<void> {
  const { values, positionals } = parseOptions('migrate', args, { data: { type: 'string' } });
  if (positionals.length > 0)
    throw new UsageError('migrate', `‘${positionals.join(' ')}’ is not expected here.`);
  const { migrate } = await import('#server/main');
  const done = await migrate(values.data === undefined ? {} : { data: values.data });
  process.stdout.write(
    done.length === 0 ? 'The database is at this version already.\n' : `Done: ${done.join(', ')}\n`,
  );
}
