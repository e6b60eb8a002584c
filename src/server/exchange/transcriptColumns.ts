import { ProblemError } from '#contract/problem';
import type { Table } from '../imports/index.ts';

/** Which columns of a table say who spoke, when, what, in which talk, and how it was tagged. */
export interface Columns {
  words: number;
  speaker: number | null;
  turn: number | null;
  time: number | null;
  talk: number | null;
  tags: number[];
}

const called = {
  words: /^(?:sentence|utterance|words|text|content|transcript(?:ion)?|said)s?$/i,
  speaker: /^(?:speaker|who|name|participant|role)s?$/i,
  turn: /^turn(?:[ _-]?(?:no|number|id|index))?\.?$/i,
  time: /^(?:time(?:[ _-]?stamp)?|start(?:[ _-]?time)?|begin)$/i,
  talk: /^(?:transcript|file(?:[ _-]?name)?|lesson|interview|source|document|session)(?:[ _-]?(?:id|name))?$/i,
  tag: /^(?:.+[ _-])?(?:tag|code|move)s?$/i,
};

/** Columns by their names; a machine's own codes, as of DAMSL, were given by nobody. */
export function transcriptColumns({ headers }: Table): Columns {
  const first = (name: RegExp, but: readonly (number | null)[] = []) => {
    const found = headers.findIndex((header, i) => name.test(header) && !but.includes(i));
    return found === -1 ? null : found;
  };
  // ‘Transcript’ is the talk where another column has the words, and the words where none has.
  const exact = first(/^(?:sentence|utterance|words|text|said)s?$/i);
  const words = exact ?? first(called.words);
  if (words === null)
    throw new ProblemError(
      'invalid',
      'No column holds what was said. Call it Sentence, Utterance, Words or Text, and the one of who said it Speaker.',
    );
  return {
    words,
    speaker: first(called.speaker, [words]),
    turn: first(called.turn),
    time: first(called.time),
    talk: first(called.talk, [words]),
    tags: headers.flatMap((header, i) =>
      called.tag.test(header) && !/damsl/i.test(header) && i !== words ? [i] : [],
    ),
  };
}
