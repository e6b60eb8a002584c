import { readFileSync } from 'node:fs';
import type { Refusal } from '#contract/imports';
import { ProblemError } from '#contract/problem';

/** The file, or why it cannot be opened. */
export function readBytes(file: string): Uint8Array {
  try {
    return readFileSync(file);
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    const why =
      code === 'ENOENT'
        ? 'there is no such file'
        : code === 'EISDIR'
          ? 'it is a folder'
          : `the system says ${code}`;
    throw new ProblemError('not-readable', `‘${file}’ cannot be opened: ${why}.`, { cause: error });
  }
}

/** Where a refusal is, in a line. */
export function place({ row, column, value, reason }: Refusal): string {
  const where = column === null ? `row ${row}` : `row ${row}, column ${column}`;
  return `  ${where}: ${reason}${value === null || value === '' ? '' : ` (‘${shorten(value)}’)`}`;
}

function shorten(text: string): string {
  return text.length > 40 ? `${text.slice(0, 39)}…` : text;
}
