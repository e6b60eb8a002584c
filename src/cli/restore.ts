import { described } from './backup.ts';
import { parseOptions, UsageError } from './usage.ts';

export const help = `Put a backup back. Every checksum is compared before anything is written, and all of it comes back or nothing.

  reedbed restore FILE [--data FOLDER] [--passphrase-file FILE | --identity-file FILE]

  FILE                what ‘reedbed backup’ wrote
  --data              folder for the data: empty, or one that does not exist yet; REEDBED_DATA says the same
  --passphrase-file   opens what was encrypted with this passphrase
  --identity-file     opens what was encrypted for the key in this file

A backup of an older version is brought to this one. Nobody is signed in afterwards: start the server, then
‘reedbed user link’ lets you in.
`;

export async function run(args: string[]): Promise<void> {
  const { values, positionals } = parseOptions('restore', args, {
    data: { type: 'string' },
    'passphrase-file': { type: 'string' },
    'identity-file': { type: 'string' },
  });
  const [file, unexpected] = positionals;
  if (file === undefined) throw new UsageError('restore', 'The file of the backup is missing.');
  if (unexpected !== undefined) throw new UsageError('restore', `‘${unexpected}’ is not expected here.`);
  const { restore } = await import('#server/upkeep');
  const done = await restore({
    file,
    data: values.data,
    passphraseFile: values['passphrase-file'],
    identityFile: values['identity-file'],
  });
  process.stdout.write(`Restored into ${done.data}\n${described(done)}`);
}
