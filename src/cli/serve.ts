import { parseOptions, UsageError, wholeNumber } from './usage.ts';

export const help = `Start the workbench on this machine: its database, its server, and a page in your browser.

  reedbed serve [--port 5823] [--data FOLDER]

  --port   where the page is served on 127.0.0.1
  --data   folder that keeps the data; REEDBED_DATA says the same

On a terminal it prints a link that signs you in. Stop it with Ctrl-C; what is stored stays.
DATABASE_URL selects a PostgreSQL of your own (15 or newer) in place of the embedded one.
`;

/** A server serves whether or not somebody reads what it prints. */
export const goesOnUnread = true;

export async function run(args: string[]): Promise<void> {
  const { values, positionals } = parseOptions('serve', args, {
    port: { type: 'string' },
    data: { type: 'string' },
  });
  if (positionals.length > 0)
    throw new UsageError('serve', `‘${positionals.join(' ')}’ is not expected here.`);
  const port = values.port === undefined ? undefined : wholeNumber('serve', 'port', values.port, 0);
  if (port !== undefined && port > 65_535) throw new UsageError('serve', '--port takes at most 65535.');
  const { serve } = await import('#server/main');
  await serve({
    ...(port === undefined ? {} : { port }),
    ...(values.data === undefined ? {} : { data: values.data }),
  });
}
