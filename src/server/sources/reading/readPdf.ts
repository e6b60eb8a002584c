import { getDocumentProxy } from 'unpdf';
import { tidyText } from '#contract/codePoints';
import { ProblemError } from '#contract/problem';
import { clean } from '../../platform/decodeText.ts';
import { unreadable, type ReadDocument } from './readDocument.ts';

/** A line of a page: its words, and where it stands. */
interface Line {
  words: string;
  left: number;
  right: number;
  top: number;
  height: number;
}

const mostPages = 2000;

/** The words of a PDF. A page knows lines only: those that run on are put together into paragraphs again. */
export async function readPdf(bytes: Uint8Array, fileName: string): Promise<ReadDocument> {
  const pages = await pagesOf(bytes, fileName);
  const text = clean(tidyText(pages.flatMap(paragraphsOf).join('\n'))).trim();
  return {
    text,
    turns: null,
    remarks: [
      'Read from a PDF, whose lines were put together into paragraphs. Look whether turns begin where they should.',
    ],
  };
}

async function pagesOf(bytes: Uint8Array, fileName: string): Promise<Line[][]> {
  try {
    const document = await getDocumentProxy(Uint8Array.from(bytes));
    if (document.numPages > mostPages)
      throw unreadable(
        `‘${fileName}’ has more than ${String(mostPages)} pages. Divide it, and bring the parts.`,
      );
    const pages = [];
    for (let number = 1; number <= document.numPages; number++) {
      const page = await document.getPage(number);
      pages.push(linesOf((await page.getTextContent()).items as Item[]));
      page.cleanup();
    }
    return pages;
  } catch (error) {
    if (error instanceof Error && error.name === 'PasswordException')
      throw unreadable(
        `‘${fileName}’ is locked with a password. Save it without one, and bring it again.`,
        error,
      );
    if (error instanceof ProblemError) throw error;
    throw unreadable(`‘${fileName}’ is a damaged PDF. Save it again, or bring its words as text.`, error);
  }
}

interface Item {
  str: string;
  hasEOL: boolean;
  width: number;
  height: number;
  /** Where it stands is in the last two: from the left, and from the bottom. */
  transform: number[];
}

function linesOf(items: readonly Item[]): Line[] {
  const lines: Line[] = [];
  let open: Line | null = null;
  for (const { str, hasEOL, width, height, transform } of items) {
    const [left = 0, top = 0] = transform.slice(4);
    if (open !== null && str.trim() !== '' && Math.abs(open.top - top) > Math.max(open.height, height) / 2) {
      lines.push(open);
      open = null;
    }
    open ??= { words: '', left, right: left, top, height };
    open.words += str;
    if (str.trim() !== '') {
      open.right = Math.max(open.right, left + width);
      open.height = Math.max(open.height, height);
    }
    if (hasEOL) {
      lines.push(open);
      open = null;
    }
  }
  if (open !== null) lines.push(open);
  return lines.filter(({ words }) => words.trim() !== '');
}

/** A line goes on with the one before where that reaches to the edge, stands close above, and nobody begins to speak. */
function paragraphsOf(lines: readonly Line[]): string[] {
  const edge = Math.max(0, ...lines.map(({ right }) => right));
  const paragraphs: string[] = [];
  let before: Line | null = null;
  for (const line of lines) {
    const words = line.words.trim();
    const last = paragraphs.at(-1);
    if (before !== null && last !== undefined && goesOn(before, line, edge))
      paragraphs[paragraphs.length - 1] = joined(last, words);
    else paragraphs.push(words);
    before = line;
  }
  return paragraphs;
}

const speakerBegins = /^[\p{L}\d][\p{L}\d .'’()-]{0,40}:(?:\s|$)/u;

function goesOn(before: Line, line: Line, edge: number): boolean {
  const gap = before.top - line.top;
  const reaches = before.right > before.left + (edge - before.left) * 0.8;
  return (
    reaches &&
    gap > 0 &&
    gap < 1.8 * Math.max(before.height, line.height) &&
    !speakerBegins.test(line.words.trim())
  );
}

/** A word that was divided at the end of a line is one word. */
const joined = (last: string, words: string): string =>
  /\p{L}-$/u.test(last) && /^\p{Ll}/u.test(words) ? last.slice(0, -1) + words : `${last} ${words}`;
