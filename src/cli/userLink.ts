import { parseOptions, UsageError } from './usage.ts';

export const help = `Print a new link that signs you in to the workbench that runs on this machine. It works once, for a day.

  reedbed user link [--data FOLDER]

  --data   folder of the data, where it is not the usual one; REEDBED_DATA says the same
`;

export async function run(args: string[]): Promise<void> {
  const { values, positionals } = parseOptions('user link', args, { data: { type: 'string' } });
  if (positionals.length > 0) {
    throw new UsageError('user link', `‘${positionals.join(' ')}’ is not expected here.`);
  }
  const { userLink } = await import('#server/main');
  process.stdout.write(`${await userLink(values.data === undefined ? {} : { data: values.data })}\n`);
}
