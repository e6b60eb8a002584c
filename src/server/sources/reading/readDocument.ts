import { tidyText } from '#contract/codePoints';
import { ProblemError } from '#contract/problem';
import type { ReadTurns } from '#contract/speakerTurns';
import { decodeText } from '../../platform/decodeText.ts';
import { readSubtitles } from './readSubtitles.ts';

/** A document as it is kept. */
export interface ReadDocument {
  text: string;
  /** Null where the file does not say itself who speaks. */
  turns: ReadTurns | null;
  /** What was left out or repaired, in words for whoever brought it. */
  remarks: string[];
}

const mostCharacters = 10_000_000;
/** By their first bytes: kinds that cannot be read as they are. */
const others: { start: number[]; is: string; instead: string }[] = [
  {
    start: [0xd0, 0xcf, 0x11, 0xe0],
    is: 'a document of the old kind (.doc)',
    instead: 'Open it in a word processor and save it as .docx or as plain text.',
  },
  {
    start: [0x7b, 0x5c, 0x72, 0x74, 0x66],
    is: 'rich text (.rtf)',
    instead: 'Open it in a word processor and save it as .docx or as plain text.',
  },
];

/**
 * Reads a transcript or a document: plain text in any usual encoding, Markdown, HTML, Word, OpenDocument, PDF, subtitles. Its
 * bytes say what it is.
 */
export async function readDocument(bytes: Uint8Array, fileName: string): Promise<ReadDocument> {
  if (bytes.length === 0) throw unreadable(`‘${fileName}’ is empty: it has no bytes at all.`);
  for (const { start, is, instead } of others)
    if (startsWith(bytes, start)) throw unreadable(`‘${fileName}’ is ${is}. ${instead}`);
  const read = await readAny(bytes, fileName);
  if (read.text.trim() === '')
    throw unreadable(
      `No words were found in ‘${fileName}’. If it is a picture of a page, bring its words as text.`,
    );
  if (read.text.length > mostCharacters)
    throw unreadable(
      `‘${fileName}’ has ${read.text.length.toLocaleString('en-GB')} characters, and ` +
        `${mostCharacters.toLocaleString('en-GB')} can be kept in one source. Divide it, and bring the parts.`,
    );
  return read;
}

async function readAny(bytes: Uint8Array, fileName: string): Promise<ReadDocument> {
  if (startsWith(bytes, zip)) return readPacked(bytes, fileName);
  if (startsWith(bytes, pdf)) return (await import('./readPdf.ts')).readPdf(bytes, fileName);
  return readPlain(bytes, fileName);
}

/** Formats that take long to open, or are easily made to: they are read apart from the server. */
export const isHeavy = (bytes: Uint8Array): boolean => startsWith(bytes, zip) || startsWith(bytes, pdf);

const pdf = [0x25, 0x50, 0x44, 0x46];
const zip = [0x50, 0x4b, 0x03, 0x04];
const startsWith = (bytes: Uint8Array, start: readonly number[]) =>
  start.every((byte, i) => bytes[i] === byte);

async function readPacked(bytes: Uint8Array, fileName: string): Promise<ReadDocument> {
  const { readPackedWords } = await import('./readWord.ts');
  return readPackedWords(bytes, fileName);
}

async function readPlain(bytes: Uint8Array, fileName: string): Promise<ReadDocument> {
  const { text, encoding } = decodeText(bytes, () =>
    unreadable(
      `‘${fileName}’ holds bytes that are no text. Bring plain text, a Word document (.docx), a PDF or subtitles.`,
    ),
  );
  const tidy = tidyText(text);
  const remarks =
    encoding === 'UTF-8' ? [] : [`Read as ${encoding}. Look whether letters with accents are right.`];
  if (isHtml(tidy)) {
    const { wordsOfHtml } = await import('./readHtml.ts');
    return { text: wordsOfHtml(tidy), turns: null, remarks };
  }
  const subtitles = readSubtitles(tidy);
  return subtitles === null ? { text: tidy, turns: null, remarks } : { ...subtitles, remarks };
}

/** Whether a text is a page rather than words about one. */
const isHtml = (text: string): boolean =>
  /^\s*(?:<!--[\s\S]*?-->\s*)*<(?:!doctype html|html|head|body)\b/i.test(text);

export const unreadable = (detail: string, cause?: unknown): ProblemError =>
  new ProblemError('invalid', detail, { cause });
