import type { Restored } from '#server/upkeep';
import { described } from './backup.ts';
import { parseOptions, UsageError } from './usage.ts';

export const help = `Put a backup back. Every checksum is compared before anything is written, and all of it comes back or nothing.

  reedbed restore FILE [--data FOLDER] [--passphrase-file FILE | --identity-file FILE] [--owner E-MAIL]

  FILE                what ‘reedbed backup’ wrote
  --data              folder for the data: for a whole installation empty, or one that does not exist yet; for one
                      workspace that of the installation it comes to, whose server may go on. REEDBED_DATA says the same
  --passphrase-file   opens what was encrypted with this passphrase
  --identity-file     opens what was encrypted for the key in this file
  --owner             who owns the restored workspace, by e-mail or id; without it, whoever owned it and is known here,
                      else the first person of the installation

A backup of an older version is brought to this one. Nobody is signed in afterwards: start the server, then
‘reedbed user link’ lets you in.
`;

export async function run(args: string[]): Promise<void> {
  const { values, positionals } = parseOptions('restore', args, {
    data: { type: 'string' },
    'passphrase-file': { type: 'string' },
    'identity-file': { type: 'string' },
    owner: { type: 'string' },
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
    owner: values.owner,
  });
  process.stdout.write(`Restored into ${done.data}\n${described(done)}`);
  if (done.arrived !== null) process.stdout.write(people(done.arrived));
}

function people({ workspace, known, named, newOwner }: NonNullable<Restored['arrived']>): string {
  const owner = newOwner ? ' Nobody who owned it is known here, so the restoring person owns it now.' : '';
  return (
    `‘${workspace.name}’ is there again. Of those whom it names, ${String(known)} are known here and keep their roles; ` +
    `${String(named)} came along by name and cannot sign in.${owner}\n`
  );
}
