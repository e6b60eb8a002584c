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
  const cause = fields['error'];
  const line = {
    at: new Date().toISOString(),
    level,
    event,
    ...fields,
    ...(cause instanceof Error ? { error: cause.message, stack: cause.stack } : {}),
  };
  process.stderr.write(`${JSON.stringify(line)}\n`);
}
