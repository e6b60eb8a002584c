/** From the first byte to the last, both inside. */
export interface ByteRange {
  start: number;
  end: number;
}

/**
 * The part that a header `Range` asks for of so many bytes. Null: everything, because nothing was asked for, or in a way
 * that may be passed over, such as several parts. `beyond`: nothing of what is there.
 *
 * Source: RFC 9110, section 14.1.2.
 */
export function byteRange(header: string | undefined, length: number): ByteRange | 'beyond' | null {
  const found = /^bytes=(\d*)-(\d*)$/.exec(header?.trim() ?? '');
  if (found === null) return null;
  const [, from = '', to = ''] = found;
  if (from === '' && to === '') return null;
  if (from === '') {
    const last = Math.min(Number(to), length);
    return last === 0 ? 'beyond' : { start: length - last, end: length - 1 };
  }
  const start = Number(from);
  const end = to === '' ? length - 1 : Math.min(Number(to), length - 1);
  if (to !== '' && Number(to) < start) return null;
  return start >= length ? 'beyond' : { start, end };
}
