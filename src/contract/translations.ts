import { z } from 'zod';
import { codePointsOf, sliceByPoints } from './codePoints.ts';
import { endpoint, id, words } from './endpoint.ts';
import { source, type Source, type Translation } from './sources.ts';
import type { ReadTurns } from './speakerTurns.ts';

/** A source in another language, beside the original. */

const one = z.object({ workspace: id, source: id });
const path = '/api/workspaces/{workspace}/sources/{source}/translation';

export const bringTranslation = endpoint({
  id: 'translations.bring',
  method: 'PUT',
  path,
  summary:
    'Bring a translation of a source, in place of the one that is there; the original stays what is coded',
  act: 'sources.change',
  form: 'upload',
  input: one.extend({
    name: words(200).min(1, 'Give the file a name.'),
    language: words(60).min(1, 'Say which language it is in.'),
  }),
  output: source,
});

export const removeTranslation = endpoint({
  id: 'translations.remove',
  method: 'DELETE',
  path,
  summary: 'Remove the translation of a source',
  act: 'sources.change',
  input: one,
  output: source,
});

/** Without the words before anybody speaks, where somebody does. */
export function partsOf(text: string, turns: Pick<ReadTurns, 'start' | 'wordsAt' | 'end'>): string[] {
  if (turns.start.length === 0) return paragraphsOf(text);
  const points = codePointsOf(text);
  return turns.start.map((_, i) =>
    sliceByPoints(text, points, turns.wordsAt[i] ?? 0, turns.end[i] ?? 0).trim(),
  );
}

/** Parted by blank lines. */
export const paragraphsOf = (text: string): string[] =>
  text
    .split(/\n{2,}/)
    .map((paragraph) => paragraph.trim())
    .filter((paragraph) => paragraph !== '');

const original = ({ text, turnsOf }: Pick<Source, 'text' | 'turnsOf'>) => partsOf(text, turnsOf).length;

/** Whether each turn of the translation stands beside one of the original. */
export const isBeside = (of: Pick<Source, 'text' | 'turnsOf'>, { parts }: Translation): boolean =>
  parts.length === original(of);
