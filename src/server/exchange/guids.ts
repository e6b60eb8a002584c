import { createHash } from 'node:crypto';

/** An id that is the same whenever the same words ask for it, so that a file that comes twice is known again. */
export function guidOf(...parts: readonly string[]): string {
  const hex = createHash('sha256').update(parts.join('\u0000')).digest('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

/** As a file may write it: in any case, with braces or without. Null where it is none. */
export function readGuid(written: string | undefined): string | null {
  const plain = (written ?? '')
    .trim()
    .replace(/^\{|\}$/g, '')
    .toLowerCase();
  return /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(plain) ? plain : null;
}
