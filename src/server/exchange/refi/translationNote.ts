import { tidyText } from '#contract/codePoints';
import type { Translation } from '#contract/sources';
import { guidOf } from '../guids.ts';
import { tag, textTag } from './xmlText.ts';
import { first, type Node } from './xmlTree.ts';

/**
 * The format has no place for a translation. It is a note on its source whose name says so, with the number of each part before its
 * words: people read it in any package, and it is known again when it comes back.
 */

const named = 'Translation: ';

export const translationGuid = (source: string): string => guidOf('translation', source);

export const translationTag = (source: string, translation: Translation): string =>
  tag(
    'Note',
    { guid: translationGuid(source), name: named + translation.language },
    textTag('PlainTextContent', writtenParts(translation.parts)),
  );

/** `[1] How did it begin?`. A line that begins with a bracket itself gets a stroke before it. */
export const writtenParts = (parts: readonly string[]): string =>
  parts
    .map((part, i) => `[${String(i + 1)}] ${part.replaceAll(/^(\\*)\[/gm, String.raw`\$1[`)}`)
    .join('\n\n');

/** The translation that a note holds; null where it is an ordinary memo. */
export function translationIn(node: Node): Translation | null {
  const name = node.attributes['name'] ?? '';
  const language = name.slice(named.length).trim().slice(0, 60);
  if (!name.startsWith(named) || language === '') return null;
  const parts = readParts(first(node, 'PlainTextContent')?.text ?? '');
  return parts === null ? null : { language, parts };
}

/** Null where the parts are not numbered from one on. */
export function readParts(content: string): string[] | null {
  const found = tidyText(content)
    .replaceAll(/[^\n\t\P{Cc}]/gu, ' ')
    .split(/^\[(\d+)\](?: |$)/m);
  const numbers = found.filter((_, i) => i % 2 === 1);
  const inOrder = numbers.every((number, i) => Number(number) === i + 1);
  if (numbers.length === 0 || !inOrder || (found[0] ?? '').trim() !== '') return null;
  return found
    .filter((_, i) => i > 0 && i % 2 === 0)
    .map((part) => part.trim().replaceAll(/^\\(\\*\[)/gm, '$1'));
}
