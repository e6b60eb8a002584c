import { SaxesParser } from 'saxes';
import { tidyText } from '#contract/codePoints';
import { clean } from '../../platform/decodeText.ts';
import { unreadable } from './readDocument.ts';

/** What is no part of what was said: remarks in the margin, what was deleted, what stands beneath the page. */
const silent = new Set(['office:annotation', 'text:tracked-changes', 'text:note', 'text:note-citation']);
const lines = new Set(['text:p', 'text:h']);

/** The words of an OpenDocument text, a line for each paragraph, from the part that holds them. */
export function wordsOfOpenDocument(xml: string, fileName: string): { text: string; notes: boolean } {
  const said: string[] = [];
  let hidden = 0;
  let notes = false;
  const damaged = (cause?: unknown) =>
    unreadable(`‘${fileName}’ is a damaged document. Open it in a word processor and save it again.`, cause);
  const parser = new SaxesParser();
  parser.on('doctype', () => {
    throw unreadable(
      `‘${fileName}’ declares a document type or entities, which no word processor does. Open it in one and save it again.`,
    );
  });
  parser.on('error', (error) => {
    throw damaged(error);
  });
  parser.on('opentag', ({ name, attributes }) => {
    if (silent.has(name)) hidden += 1;
    if (name === 'text:note') notes = true;
    if (hidden > 0) return;
    if (name === 'text:s') said.push(' '.repeat(Math.min(Number(attributes['text:c'] ?? 1) || 1, 100)));
    else if (name === 'text:tab') said.push('\t');
    else if (name === 'text:line-break') said.push('\n');
  });
  parser.on('text', (text) => {
    // Between paragraphs there is only what makes the file easier to read.
    if (hidden === 0 && (text.trim() !== '' || !text.includes('\n'))) said.push(text);
  });
  parser.on('closetag', ({ name }) => {
    if (silent.has(name)) hidden -= 1;
    else if (hidden === 0 && lines.has(name)) said.push('\n');
  });
  parser.write(xml).close();
  return { text: clean(tidyText(said.join(''))).trim(), notes };
}
