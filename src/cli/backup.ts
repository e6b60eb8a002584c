import type { Written } from '#server/upkeep';
import { parseOptions, UsageError } from './usage.ts';

export const help = `Write everything into one file: the database and all files, as they are at one moment. The server may go on meanwhile.

  reedbed backup [--out FILE] [--workspace ID] [--passphrase-file FILE | --recipient age1…] [--data FOLDER]
  reedbed backup --verify FILE [--passphrase-file FILE | --identity-file FILE]

  --out               the file to write; without it, one named after the moment in the folder where you are
  --workspace         only this workspace, to be restored beside others
  --passphrase-file   encrypt with the passphrase in the first line of this file (at least 12 characters)
  --recipient         encrypt for whoever has the secret key of this recipient of age (age1…, made by age-keygen)
  --verify            read FILE to its end, compare every checksum, and write nothing
  --identity-file     to verify: the file with the secret key
  --data              folder of the data, where it is not the usual one; REEDBED_DATA says the same

Sessions, sign-in links and passwords of the database are never in a backup. Without encryption, the secrets of
one-time codes are left out too.

Exit code: 0 done, 1 a problem, 2 the command was not written as it must be.
`;

export async function run(args: string[]): Promise<void> {
  const { values, positionals } = parseOptions('backup', args, {
    out: { type: 'string' },
    workspace: { type: 'string' },
    'passphrase-file': { type: 'string' },
    recipient: { type: 'string' },
    verify: { type: 'string' },
    'identity-file': { type: 'string' },
    data: { type: 'string' },
  });
  const [unexpected] = positionals;
  if (unexpected !== undefined) {
    throw new UsageError(
      'backup',
      `‘${unexpected}’ is not expected here. The file to write is named with --out.`,
    );
  }
  const passphraseFile = values['passphrase-file'];
  const { recipient, workspace, verify: verified } = values;
  if (passphraseFile !== undefined && recipient !== undefined) {
    throw new UsageError('backup', 'Encrypt either with --passphrase-file or for a --recipient.');
  }
  if (workspace !== undefined && !/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(workspace)) {
    throw new UsageError(
      'backup',
      '--workspace takes the id of a workspace, as it stands in the address of its pages.',
    );
  }
  const { backup, verify } = await import('#server/upkeep');
  if (verified !== undefined) {
    const found = await verify({ file: verified, passphraseFile, identityFile: values['identity-file'] });
    process.stdout.write(`${found.file} is whole.\n${described(found)}`);
    return;
  }
  const { out, data } = values;
  const written = await backup({ out, data, workspace, passphraseFile, recipient, progress: tell });
  process.stdout.write(`${written.file}\n${described(written)}`);
}

/** On a terminal, one line that changes. */
export function tell(step: string, done: number, total: number): void {
  if (!process.stderr.isTTY) return;
  const end = done === total ? '\r\x1b[K' : '';
  process.stderr.write(`\r\x1b[K${String(done)} of ${String(total)}  ${step}${end}`);
}

export function described(written: Written): string {
  const { kind, moment, rows, files, encrypted } = written;
  const whose = kind === 'installation' ? 'The whole installation' : 'One workspace';
  const lines = [
    `${whose} as it was at ${moment}: ${counted(rows, 'row')}, ${counted(files, 'file')}` +
      `${encrypted ? ', encrypted' : ', not encrypted'}.`,
    ...warnings(written),
  ];
  return `${lines.join('\n')}\n`;
}

function warnings({ missing, damaged, withoutKey, encrypted }: Written): string[] {
  const lacking = withoutKey.map(({ table, rows }) => `${counted(rows, 'row')} of ${table}`).join(', ');
  return [
    ...(missing.length > 0
      ? [
          `Warning: ${counted(missing.length, 'file')} named in the database could not be found: ${missing.join(', ')}`,
        ]
      : []),
    ...(damaged.length > 0
      ? [`Warning: ${counted(damaged.length, 'file')} had been changed on the disk: ${damaged.join(', ')}`]
      : []),
    ...(lacking !== '' && !encrypted
      ? [
          `Left out, because a backup that is not encrypted holds no secrets: ${lacking}. After a restore these people ` +
            'set up their one-time codes again.',
        ]
      : []),
  ];
}

const counted = (n: number, what: string) => `${n.toLocaleString('en-GB')} ${n === 1 ? what : `${what}s`}`;
