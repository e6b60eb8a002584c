import { parseOptions, UsageError } from './usage.ts';

const dataHelp =
  '  --data    folder of the data, where it is not the usual one; REEDBED_DATA says the same\n\nThe server must be running.\n';

type Session = Awaited<ReturnType<typeof door>>;
const door = () => import('#server/main');

/** How a command is written: so many words, and what they stand for. */
interface Written {
  usage: string;
  what: string;
  least: number;
  most: number;
  words?: string;
}

const emailHelp = '  EMAIL     the address of the account; ‘reedbed user list’ names them\n';

/** One command: takes so many words, does something on the running server, prints lines. */
function command(
  name: string,
  { usage, what, least, most, words = '' }: Written,
  work: (
    server: Parameters<Parameters<Session['administer']>[1]>[0],
    words: string[],
    email?: string,
  ) => Promise<string[]>,
) {
  return {
    help: `${what}\n\n  reedbed ${name} ${usage}${usage === '' ? '' : ' '}[--data FOLDER]\n\n${words}${dataHelp}`,
    run: async (args: string[]) => {
      const { values, positionals } = parseOptions(name, args, {
        data: { type: 'string' },
        ...(name === 'user add' ? { email: { type: 'string' as const } } : {}),
      });
      if (positionals.length < least || positionals.length > most) {
        const told =
          positionals.length > most
            ? `‘${positionals.slice(most).join(' ')}’ is not expected here.`
            : `${usage} is missing.`;
        throw new UsageError(name, told);
      }
      const { administer } = await door();
      const options = typeof values.data === 'string' ? { data: values.data } : {};
      const email = (values as { email?: string }).email;
      const lines = await administer(options, (server) => work(server, positionals, email));
      process.stdout.write(lines.map((line) => `${line}\n`).join(''));
    },
  };
}

const one = { usage: 'EMAIL', least: 1, most: 1, words: emailHelp };

export const link = command(
  'user link',
  {
    usage: '[EMAIL]',
    what: 'Print a new link that signs somebody in to the workbench that runs on this machine: you, or whom the address names.\nIt works once, for a day.',
    least: 0,
    most: 1,
    words: emailHelp,
  },
  async ({ people, linkOf }, [email]) => [linkOf(await people.link(email))],
);

export const list = command(
  'user list',
  { usage: '', what: 'List everybody who has an account, and how they sign in.', least: 0, most: 0 },
  async ({ people }) =>
    (await people.list()).map(({ name, email, confirmed, ways, expires_at: end }) => {
      const ended = end !== null && new Date(end) <= new Date() ? 'disabled' : '';
      const how = ways.length === 0 ? 'link only' : ways.join(', ');
      // Before a link is made for an address, whoever runs the server sees whether it was only claimed.
      const address = email === null ? '–' : confirmed ? email : `${email} (not confirmed)`;
      return [name, address, how, ended].filter((part) => part !== '').join('  ');
    }),
);

export const add = command(
  'user add',
  {
    usage: 'NAME --email EMAIL',
    what: 'Add an account, and print a link that signs its person in once.',
    least: 1,
    most: 1,
    words:
      '  NAME      what to call the person; in quotation marks where it has several words\n' +
      '  --email   the address of the account; it counts as theirs at once\n',
  },
  async ({ people, linkOf }, [name = ''], email) => {
    if (email === undefined) throw new UsageError('user add', '--email EMAIL is missing.');
    return [linkOf(await people.add(name, email))];
  },
);

export const disable = command(
  'user disable',
  {
    ...one,
    what: 'Let an account sign nobody in from now on, and end its sessions. What its person did stays.',
  },
  async ({ people }, [email = '']) => {
    await people.setExpiry(email, 'now');
    return [`${email} signs nobody in any more.`];
  },
);

export const enable = command(
  'user enable',
  { ...one, what: 'Let an account sign in again.' },
  async ({ people }, [email = '']) => {
    await people.setExpiry(email, 'never');
    return [`${email} can sign in again.`];
  },
);

export const sessions = command(
  'user sessions',
  { ...one, what: 'List where somebody is signed in.' },
  async ({ people }, [email = '']) => {
    const found = await people.sessions(email);
    if (found.length === 0) return ['Signed in nowhere.'];
    return found.map(
      (session) =>
        `${session.browser}  ${session.address ?? '–'}  since ${session.startedAt}  last active ${session.seenAt}`,
    );
  },
);

export const endSessions = command(
  'user end-sessions',
  { ...one, what: 'Sign somebody out everywhere; a server that runs knows it within half a minute.' },
  async ({ people }, [email = '']) => [`Ended: ${String(await people.endSessions(email))}`],
);

export const resetSecondFactor = command(
  'user reset-second-factor',
  {
    ...one,
    what: 'Take the authenticator app and the recovery codes off an account whose person has lost them.',
  },
  async ({ people }, [email = '']) => {
    await people.resetSecondFactor(email);
    return [`${email} signs in without a second step until they set one up.`];
  },
);
