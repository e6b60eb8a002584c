import type { Suggestion } from '#contract/suggestions';
import { mostAlike, strongestColumns } from '#stats';
import type { Outcome } from './learn.ts';
import type { Material } from './read.ts';
import { tokensOf, type Units } from './units.ts';

const mostTerms = 6;

/** A suggestion with why it is made: the words that speak for it, and what it is most like. */
export function reasonsOf(
  { sources }: Material,
  { units, vectors, terms }: Units,
  { outcome: { learned, labels }, row }: { outcome: Outcome; row: number },
): Suggestion {
  const unit = units[row];
  const source = sources[unit?.source ?? -1];
  if (unit === undefined || source === undefined || learned === null)
    throw new Error('Nothing is suggested where nothing was learned.');
  const { weights } = learned.model;
  const strongest = strongestColumns(vectors, row, { weights, most: mostTerms });
  const bearing = labels.rows.filter((one) => labels.positive[one] === 1);
  const alike = mostAlike(vectors, row, bearing);
  const like = units[alike?.row ?? -1];
  const likeIn = sources[like?.source ?? -1];
  const { turn, who, start, end, words } = unit;
  return {
    source: source.id,
    title: source.title,
    school: source.school,
    turn,
    who,
    start,
    end,
    words,
    probability: 1 / (1 + Math.exp(-(learned.scores[row] ?? 0))),
    because: placesOf(words, new Set(strongest.map(({ column }) => terms[column] ?? ''))),
    like:
      like === undefined || likeIn === undefined
        ? null
        : { source: likeIn.id, title: likeIn.title, start: like.start, end: like.end, words: like.words },
    passed: labels.rows.includes(row),
  };
}

/** Where terms stand in words; those that touch are one place. */
function placesOf(words: string, terms: ReadonlySet<string>): Suggestion['because'] {
  const tokens = tokensOf(words);
  const marked = new Set<number>();
  tokens.forEach(({ word }, i) => {
    if (terms.has(word)) marked.add(i);
    const next = tokens[i + 1];
    if (next !== undefined && terms.has(`${word} ${next.word}`)) marked.add(i).add(i + 1);
  });
  const places: Suggestion['because'] = [];
  for (const i of [...marked].toSorted((one, other) => one - other)) {
    const token = tokens[i];
    if (token === undefined) continue;
    const last = places.at(-1);
    if (last !== undefined && marked.has(i - 1)) last.to = token.to;
    else places.push({ from: token.from, to: token.to });
  }
  return places;
}
