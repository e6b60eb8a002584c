/**
 * One line of JSON per event on standard error. Callers pass ids and counts, never personal data or secrets. Somebody
 * who watches a terminal is told of warnings and errors only.
 */
type Level = 'info' | 'warn' | 'error';

let quiet = false;

/** Tests turn the log off. */
export function quietLog(value: boolean): void {
  quiet = value;
}

export function log(level: Level, event: string, fields: Record<string, unknown> = {}): void {
  if (quiet || (level === 'info' && process.stderr.isTTY)) return;
  const error = fields['error'];
  const line = {
    at: new Date().toISOString(),
    level,
    event,
    ...fields,
    ...(error instanceof Error ? { error: wordsOf(error), stack: stackOf(error) } : {}),
  };
  process.stderr.write(`${JSON.stringify(line)}\n`);
}

/** With the errors that led to it: the first one is often the only one that says why. */
export function stackOf(error: Error): string {
  const parts: string[] = [];
  const seen = new Set<unknown>();
  for (
    let current: unknown = error;
    current instanceof Error && !seen.has(current);
    current = current.cause
  ) {
    seen.add(current);
    const stack = current.stack ?? current.message;
    parts.push(current.message === '' ? stack : stack.replaceAll(current.message, wordsOf(current)));
  }
  return parts.join('\nCaused by: ');
}

/** What cannot be read as JSON, and what the database calls wrong data (class 22), stands in the message word by word. */
function wordsOf(error: Error): string {
  const { code = '' } = error as NodeJS.ErrnoException;
  const repeats = error instanceof SyntaxError || (error.name === 'PostgresError' && code.startsWith('22'));
  return repeats ? `(left out: it may repeat what was sent) ${code}`.trim() : error.message;
}
