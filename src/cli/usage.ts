import { parseArgs, type ParseArgsOptionsConfig } from 'node:util';

/** The command was not written as it must be: exit code 2, and how to write it. */
export class UsageError extends Error {
  /** The command whose help is named. */
  readonly command: string;

  constructor(command: string, message: string) {
    super(message);
    this.name = 'UsageError';
    this.command = command;
  }
}

/** `parseArgs` of Node, its errors in our words. */
export function parseOptions<const Options extends ParseArgsOptionsConfig>(
  command: string,
  args: readonly string[],
  options: Options,
) {
  try {
    return parseArgs({ args: [...args], options, allowPositionals: true, strict: true });
  } catch (error) {
    const [first = ''] = (error instanceof Error ? error.message : '').split('. ');
    throw new UsageError(
      command,
      first === '' ? 'The options cannot be read.' : `${first.replace(/\.$/, '')}.`,
    );
  }
}

/** A whole number from `least` up, or what is wrong with it. */
export function wholeNumber(command: string, option: string, text: string, least: number): number {
  const value = Number(text);
  if (/^\d+$/.test(text) && Number.isSafeInteger(value) && value >= least) return value;
  throw new UsageError(command, `--${option} takes a whole number of at least ${least}, not ‘${text}’.`);
}
