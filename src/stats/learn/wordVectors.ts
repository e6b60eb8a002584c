import { StatsError } from '../errors.ts';
import type { SparseRows } from './sparseRows.ts';

export interface WordVectors {
  /** A row for each document, of length 1; a document of which no term is counted has an empty row. */
  vectors: SparseRows;
  /** What each column counts: a word, or two that stand side by side, joined by a space. */
  terms: string[];
}

export interface WordVectorOptions {
  /** Terms in fewer documents are left out (2). */
  fewest?: number;
  /** Whether pairs of words that stand side by side are terms too (yes). */
  pairs?: boolean;
  /** How often a term occurs in a document weighs by itself, or as 1 + its logarithm (`logarithm`). */
  frequency?: 'count' | 'logarithm';
}

/**
 * Documents as vectors of the terms in them, weighed by how rare a term is (tf–idf): frequency × (ln((1 + n) / (1 + d)) + 1)
 * for a term that d of n documents have, then scaled to length 1. Words come as a list for each document, in their order
 * and in one spelling.
 *
 * Source: Salton & Buckley (1988), Term-weighting approaches in automatic text retrieval, Information Processing &
 * Management 24(5); smoothed as scikit-learn does. Throws `no-rows` without a document.
 */
export function wordVectors(
  documents: readonly (readonly string[])[],
  { fewest = 2, pairs = true, frequency = 'logarithm' }: WordVectorOptions = {},
): WordVectors {
  if (documents.length === 0) throw new StatsError('no-rows', 'There is no document to count words in.');
  const counts = documents.map((words) => countTerms(words, pairs));
  const terms = [...documentsWith(counts)].filter(([, found]) => found >= fewest);
  const columns = new Map(terms.map(([term], i) => [term, i]));
  const rarity = Float64Array.from(terms, ([, found]) => Math.log((1 + documents.length) / (1 + found)) + 1);
  const rows = counts.map((count) =>
    unitLength(
      [...count].flatMap(([term, times]) => {
        const column = columns.get(term);
        if (column === undefined) return [];
        const weight = frequency === 'count' ? times : 1 + Math.log(times);
        return [{ column, value: weight * rarity[column] }];
      }),
    ),
  );
  return { vectors: packed(rows, terms.length), terms: terms.map(([term]) => term) };
}

function countTerms(words: readonly string[], pairs: boolean): Map<string, number> {
  const count = new Map<string, number>();
  const see = (term: string) => count.set(term, (count.get(term) ?? 0) + 1);
  words.forEach((word, i) => {
    see(word);
    if (pairs && i > 0) see(`${words[i - 1]} ${word}`);
  });
  return count;
}

/** In how many documents each term occurs, first come first. */
function documentsWith(counts: readonly Map<string, number>[]): Map<string, number> {
  const found = new Map<string, number>();
  for (const count of counts) for (const term of count.keys()) found.set(term, (found.get(term) ?? 0) + 1);
  return found;
}

interface Cell {
  column: number;
  value: number;
}

function unitLength(cells: Cell[]): Cell[] {
  const length = Math.sqrt(cells.reduce((sum, { value }) => sum + value * value, 0));
  return cells
    .map(({ column, value }) => ({ column, value: value / length }))
    .sort((one, other) => one.column - other.column);
}

function packed(rows: readonly Cell[][], columns: number): SparseRows {
  const start = new Int32Array(rows.length + 1);
  rows.forEach((cells, i) => (start[i + 1] = start[i] + cells.length));
  const all = rows.flat();
  return {
    rows: rows.length,
    columns,
    start,
    column: Int32Array.from(all, ({ column }) => column),
    value: Float64Array.from(all, ({ value }) => value),
  };
}
