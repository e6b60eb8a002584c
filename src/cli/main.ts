import { StatsError } from '#stats';
import { ProblemError, problemKinds } from '#contract/problem';
import { UsageError } from './usage.ts';
import { version } from './version.ts';

/** A command: its help, and what it does with the words behind its name. Loaded only when it is called. */
interface Command {
  help: string;
  /** Its work does not end because nobody reads what it prints. */
  goesOnUnread?: boolean;
  /** May answer with an exit code of its own, once it has said everything. */
  run: (args: string[]) => Promise<number | void>;
}

const commands: Record<string, { what: string; load: () => Promise<Command> }> = {
  identify: { what: 'which schools of a file beat the odds', load: () => import('./identify.ts') },
  import: { what: 'bring a file of schools into a workspace', load: () => import('./import.ts') },
  serve: { what: 'start the workbench on this machine', load: () => import('./serve.ts') },
  'user link': { what: 'print a new sign-in link', load: async () => (await import('./user.ts')).link },
  'user list': { what: 'list who has an account', load: async () => (await import('./user.ts')).list },
  'user add': { what: 'add an account', load: async () => (await import('./user.ts')).add },
  'user disable': {
    what: 'let an account sign nobody in',
    load: async () => (await import('./user.ts')).disable,
  },
  'user enable': { what: 'let it sign in again', load: async () => (await import('./user.ts')).enable },
  'user sessions': {
    what: 'where somebody is signed in',
    load: async () => (await import('./user.ts')).sessions,
  },
  'user end-sessions': {
    what: 'sign somebody out everywhere',
    load: async () => (await import('./user.ts')).endSessions,
  },
  'user reset-second-factor': {
    what: 'take a lost authenticator off an account',
    load: async () => (await import('./user.ts')).resetSecondFactor,
  },
  migrate: {
    what: 'bring the database to this version, without serving',
    load: () => import('./migrate.ts'),
  },
  backup: { what: 'write everything into one file', load: () => import('./backup.ts') },
  restore: { what: 'put a backup back', load: () => import('./restore.ts') },
  'key change': { what: 'seal secrets with a new key', load: () => import('./keyChange.ts') },
  'user erase': { what: 'erase a person', load: () => import('./userErase.ts') },
  'audit verify': {
    what: 'check that no line of an audit trail was changed',
    load: () => import('./auditVerify.ts'),
  },
  'audit export': {
    what: 'take an audit trail out as a file that can be checked',
    load: () => import('./auditExport.ts'),
  },
  doctor: { what: 'look for what usually goes wrong', load: () => import('./doctor.ts') },
};

/** Commands of two words, by the first of them. */
const families: Record<string, string> = {
  user: 'Who has an account here, and what whoever runs the server does about it.',
  key: 'The key that seals secrets in the database.',
  audit: 'The audit trails: what happened, line by line, each sealed with the one before.',
};

const membersOf = (family: string) => Object.keys(commands).filter((name) => name.startsWith(`${family} `));

const lines = (names: readonly string[], before: string) =>
  names.map((name) => `  ${before}${name.padEnd(26)} ${commands[name]?.what ?? ''}`).join('\n');

const familyHelp = (family: string) => `${families[family] ?? ''}

${lines(membersOf(family), 'reedbed ')}

  reedbed ${family} <command> --help   explains one of them
`;

const help = `Reedbed finds the schools that do better than their circumstances predict.

  reedbed <command> [options]

${lines(Object.keys(commands), '')}

  reedbed <command> --help   explains a command
  reedbed --version          says which version this is

In a checkout, write ‘npm run -s reedbed -- <command>’.
`;

/** Answers with the exit code: 0 done, 1 a problem, 2 the command was not written as it must be. */
async function main(args: string[]): Promise<number> {
  try {
    return (await runCommand(args)) ?? 0;
  } catch (error) {
    return report(error);
  }
}

async function runCommand(args: string[]): Promise<number | void> {
  const [first] = args;
  if (first === '--help' || first === '-h' || first === 'help') return print(help);
  if (first === '--version') return print(`${version()}\n`);
  const name = Object.keys(commands).find((one) => one.split(' ').every((word, i) => args[i] === word));
  const command = name === undefined ? undefined : commands[name];
  if (name === undefined || command === undefined) return runFamily(args);
  const { help: commandHelp, goesOnUnread = false, run } = await command.load();
  endsUnread = !goesOnUnread;
  const rest = args.slice(name.split(' ').length);
  return rest.includes('--help') || rest.includes('-h') ? print(commandHelp) : run(rest);
}

/** The first word alone of a command of two teaches the second. */
function runFamily([first, second]: string[]): void {
  if (first === undefined) throw new UsageError('', 'A command is missing.');
  if (!Object.hasOwn(families, first)) throw new UsageError('', `There is no command ‘${first}’.`);
  if (second === '--help' || second === '-h' || second === 'help') return print(familyHelp(first));
  const why =
    second === undefined
      ? `‘reedbed ${first}’ needs a second word.`
      : `There is no command ‘${first} ${second}’.`;
  throw new UsageError(first, `${why} There are: ${membersOf(first).join(', ')}.`);
}

function report(error: unknown): number {
  if (error instanceof UsageError) {
    const example = error.command === '' ? help : `See: reedbed ${error.command} --help\n`;
    process.stderr.write(`${error.message}\n\n${example}`);
    return 2;
  }
  if (error instanceof ProblemError) {
    process.stderr.write(`${problemKinds[error.kind].title}\n${error.message}\n`);
    return 1;
  }
  if (error instanceof StatsError) {
    process.stderr.write(`This cannot be computed\n${error.message}\n`);
    return 1;
  }
  process.stderr.write(`Something went wrong\n${error instanceof Error ? error.message : String(error)}\n`);
  return 1;
}

function print(text: string): void {
  process.stdout.write(text);
}

// Whoever reads may stop reading, as `| head` does, or a terminal be closed; that is no failure.
let endsUnread = true;
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (!isClosed(error)) throw error;
  if (endsUnread) process.exit(0);
});
process.stderr.on('error', (error: NodeJS.ErrnoException) => {
  if (!isClosed(error)) throw error;
});

function isClosed(error: NodeJS.ErrnoException): boolean {
  return error.code === 'EPIPE' || error.code === 'EIO';
}

process.exitCode = await main(process.argv.slice(2));
