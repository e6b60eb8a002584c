import { parseOptions, UsageError } from './usage.ts';

export const help = `Replace the key of the installation by a new one, and seal the secrets of authenticator apps with it.

  reedbed key change [--data FOLDER]

  --data   folder of the data, where it is not the usual one; REEDBED_DATA says the same

The server must be stopped. Nobody sets anything up anew; browsers that were signed in with before count as new ones once. Stopped
anywhere, run it again. Encrypted backups that were made before hold the key of their time, and open as before.

Do it when somebody who could read the data folder leaves, when the folder or a copy of it may have been read by somebody else, and
otherwise once a year.
`;

export async function run(args: string[]): Promise<void> {
  const { values, positionals } = parseOptions('key change', args, { data: { type: 'string' } });
  if (positionals.length > 0)
    throw new UsageError('key change', `‘${positionals.join(' ')}’ is not expected here.`);
  const { replaceKey } = await import('#server/upkeep');
  const { sealed, lost } = await replaceKey({ data: values.data });
  const lines = [
    `The key is a new one. ${counted(sealed)} sealed with it.`,
    ...(lost === 0
      ? []
      : [
          `${counted(lost)} opened with neither key: take them off by: reedbed user reset-second-factor EMAIL`,
        ]),
  ];
  process.stdout.write(lines.map((line) => `${line}\n`).join(''));
}

const counted = (n: number) => `${String(n)} ${n === 1 ? 'secret' : 'secrets'}`;
