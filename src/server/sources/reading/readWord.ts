import { strFromU8, zipSync } from 'fflate';
import mammoth from 'mammoth';
import { tidyText } from '#contract/codePoints';
import { openArchive } from '../../platform/archive.ts';
import { clean } from '../../platform/decodeText.ts';
import { unreadable, type ReadDocument } from './readDocument.ts';

const mostUnpacked = 128 * 1024 * 1024;
const mostEntries = 10_000;
/** What the words stand in; no pictures, fonts, macros or objects. */
const neededParts =
  /^(?:content\.xml|mimetype|\[Content_Types\]\.xml|_rels\/[^/]+\.rels|word\/(?:[^/]+\.xml|_rels\/[^/]+\.rels))$/;

/**
 * The words of a Word document or an OpenDocument text, paragraph by paragraph. The archive is opened here first, within
 * limits; what passes is packed again for the library.
 */
export async function readPackedWords(bytes: Uint8Array, fileName: string): Promise<ReadDocument> {
  const { parts, pictures } = openDocument(bytes, fileName);
  const content = parts['content.xml'];
  if (content !== undefined) return readOpenDocument(content, fileName, pictures);
  if (!('word/document.xml' in parts))
    throw unreadable(
      `‘${fileName}’ is packed, but is no document. Bring plain text, a Word document (.docx), OpenDocument text (.odt), a PDF or subtitles.`,
    );
  for (const part of Object.values(parts))
    if (/<!(?:DOCTYPE|ENTITY)/i.test(strFromU8(part)))
      throw unreadable(
        `‘${fileName}’ declares a document type or entities, which no word processor does. Open it in one and save it again.`,
      );
  const text = await wordsOf(parts, fileName);
  const remarks = [
    ...(pictures > 0 ? ['Pictures were left out.'] : []),
    ...('word/footnotes.xml' in parts &&
    /<w:footnoteReference/.test(strFromU8(parts['word/document.xml'] ?? new Uint8Array()))
      ? ['Footnotes were left out.']
      : []),
  ];
  return { text, turns: null, remarks };
}

async function readOpenDocument(part: Uint8Array, fileName: string, pictures: number): Promise<ReadDocument> {
  const { wordsOfOpenDocument } = await import('./readOpenDocument.ts');
  const { text, notes } = wordsOfOpenDocument(strFromU8(part), fileName);
  const remarks = [
    ...(pictures > 0 ? ['Pictures were left out.'] : []),
    ...(notes ? ['Footnotes were left out.'] : []),
  ];
  return { text, turns: null, remarks };
}

function openDocument(
  bytes: Uint8Array,
  fileName: string,
): { parts: Record<string, Uint8Array>; pictures: number } {
  let pictures = 0;
  const parts = openArchive(bytes, {
    wanted: (name) => {
      if (/^(?:word\/media|Pictures)\//.test(name)) pictures += 1;
      return neededParts.test(name);
    },
    mostEntries,
    mostBytes: mostUnpacked,
    tooMany: () => unreadable(`‘${fileName}’ holds too many parts to be a document.`),
    tooLarge: () => unreadable(`‘${fileName}’ unpacks to more than can be read. Save it as plain text.`),
    damaged: (cause) => damaged(fileName, cause),
  });
  return { parts, pictures };
}

async function wordsOf(parts: Record<string, Uint8Array>, fileName: string): Promise<string> {
  try {
    const { value } = await mammoth.extractRawText({ buffer: Buffer.from(zipSync(parts, { level: 0 })) });
    // The library puts an empty line behind each paragraph; a transcript has one for each turn.
    return clean(tidyText(value).replaceAll('\n\n', '\n')).trim();
  } catch (error) {
    throw damaged(fileName, error);
  }
}

const damaged = (fileName: string, cause: unknown) =>
  unreadable(
    `‘${fileName}’ is a damaged document. Open it in a word processor and save it again as .docx.`,
    cause,
  );
