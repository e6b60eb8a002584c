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
    ...(error instanceof Error ? { error: error.message, stack: stackOf(error) } : {}),
  };
  process.stderr.write(`${JSON.stringify(line)}\n`);
}

/** With the errors that led to it: the first one is often the only one that says why. */
function stackOf(error: Error): string {
  const parts: string[] = [];
  const seen = new Set<unknown>();
  for (
    let current: unknown = error;
    current instanceof Error && !seen.has(current);
    current = current.cause
  ) {
    seen.add(current);
    parts.push(current.stack ?? current.message);
  }
  return parts.join('\nCaused by: ');
}
