export interface Decoded {
  text: string;
  encoding: string;
}

/**
 * Text is UTF-8 unless its bytes say otherwise: UTF-16 shows by its byte order mark or its zeros, and what is no valid UTF-8 is
 * taken for Windows-1252, in which programs of western Europe save. Line ends become '\n'. What is no text is refused
 * with the caller's words.
 */
export function decodeText(bytes: Uint8Array, refusal: () => Error): Decoded {
  const decoded = decode(bytes);
  const text = withoutEndMark(decoded.text).replace(/\r\n?/g, '\n');
  if (isBinary(text)) throw refusal();
  return { text: clean(text), encoding: decoded.encoding };
}

/** Files from the days of DOS end with a mark that was not part of the text. */
function withoutEndMark(text: string): string {
  return text.endsWith(String.fromCharCode(0x1a)) ? text.slice(0, -1) : text;
}

function decode(bytes: Uint8Array): Decoded {
  const [first, second] = bytes;
  if (first === 0xff && second === 0xfe) return decodeAs('utf-16le', bytes, 'UTF-16');
  if (first === 0xfe && second === 0xff) return decodeAs('utf-16be', bytes, 'UTF-16');
  const unmarked = unmarkedWide(bytes);
  if (unmarked !== null) return decodeAs(unmarked, bytes, 'UTF-16');
  try {
    // The decoder drops a byte order mark.
    return { text: new TextDecoder('utf-8', { fatal: true }).decode(bytes), encoding: 'UTF-8' };
  } catch {
    return decodeAs('windows-1252', bytes, 'Windows-1252');
  }
}

const looked = 4_096;

/**
 * UTF-16 whose byte order mark is missing. In text of western letters one byte of each pair is zero, always the same
 * one; no other text holds a zero at all, and tables of numbers have zeros on both sides.
 */
function unmarkedWide(bytes: Uint8Array): 'utf-16le' | 'utf-16be' | null {
  if (bytes.length === 0 || bytes.length % 2 === 1) return null;
  const beginning = bytes.subarray(0, looked);
  const zeros = [0, 0] as [number, number];
  for (const [i, byte] of beginning.entries()) if (byte === 0) zeros[i % 2 === 0 ? 0 : 1]++;
  const most = beginning.length / 4;
  if (zeros[0] === 0 && zeros[1] > most) return 'utf-16le';
  if (zeros[1] === 0 && zeros[0] > most) return 'utf-16be';
  return null;
}

function decodeAs(label: string, bytes: Uint8Array, encoding: string): Decoded {
  return { text: new TextDecoder(label).decode(bytes), encoding };
}

/** All but tab and line ends. */
const controlCharacters = /[^\P{Cc}\t\n\r]/gu;

/** Control characters divide words, or numbers, so a space takes their place; half a letter becomes the sign for one lost. */
export function clean(text: string): string {
  return text.replace(controlCharacters, ' ').toWellFormed();
}

/** A text holds no control characters; a few stray ones come from word processors, many mean another kind of file. */
function isBinary(text: string): boolean {
  const strays = text.match(controlCharacters)?.length ?? 0;
  return text.includes('\0') || strays * 1_000 > text.length;
}
