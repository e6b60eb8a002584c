import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { wordVectors, type SparseRows } from '../index.ts';

function denseOf({ rows, columns, start, column, value }: SparseRows): number[][] {
  return Array.from({ length: rows }, (_, row) => {
    const dense = Array.from({ length: columns }, () => 0);
    for (let i = start[row]; i < start[row + 1]; i++) dense[column[i]] = value[i];
    return dense;
  });
}

const times = (word: string, count: number) => Array.from({ length: count }, () => word);
const words = fc.array(fc.constantFrom('gate', 'parents', 'every', 'morning', 'never'), { maxLength: 12 });

describe('words as vectors', () => {
  it('are what scikit-learn prints for its six documents', () => {
    // User guide of scikit-learn, section “Tf–idf term weighting”, smooth_idf = True.
    const counts = [
      [3, 0, 1],
      [2, 0, 0],
      [3, 0, 0],
      [4, 0, 0],
      [3, 2, 0],
      [3, 0, 2],
    ];
    const documents = counts.map(([a, b, c]) => [...times('a', a), ...times('b', b), ...times('c', c)]);
    const { vectors, terms } = wordVectors(documents, { fewest: 1, pairs: false, frequency: 'count' });
    const order = ['a', 'b', 'c'].map((term) => terms.indexOf(term));
    const printed = [
      [0.85151335, 0, 0.52433293],
      [1, 0, 0],
      [1, 0, 0],
      [1, 0, 0],
      [0.55422893, 0.83236428, 0],
      [0.63035731, 0, 0.77630514],
    ];
    denseOf(vectors).forEach((row, i) =>
      order.forEach((column, j) => expect(row[column]).toBeCloseTo(printed[i][j], 8)),
    );
  });

  it('count pairs that stand side by side, and no term that is rare', () => {
    const { terms } = wordVectors([
      ['at', 'the', 'gate'],
      ['at', 'the', 'door'],
    ]);
    expect(terms).toEqual(['at', 'the', 'at the']);
  });

  it('weigh what is said often by its logarithm', () => {
    const { vectors } = wordVectors(
      [
        [...times('a', 4), 'b'],
        ['b', 'a'],
      ],
      { pairs: false },
    );
    const [[a, b]] = denseOf(vectors);
    expect(a / b).toBeCloseTo(1 + Math.log(4), 12);
  });

  it('have length 1, or nothing in them', () => {
    fc.assert(
      fc.property(fc.array(words, { minLength: 1, maxLength: 8 }), (documents) => {
        for (const row of denseOf(wordVectors(documents).vectors)) {
          const length = Math.hypot(...row);
          expect(length === 0 || Math.abs(length - 1) < 1e-12).toBe(true);
        }
      }),
    );
  });

  it('do not hang on the order of the documents', () => {
    fc.assert(
      fc.property(fc.array(words, { minLength: 1, maxLength: 6 }), (documents) => {
        const there = wordVectors(documents);
        const back = wordVectors(documents.toReversed());
        const rows = denseOf(back.vectors).toReversed();
        denseOf(there.vectors).forEach((row, i) =>
          row.forEach((value, j) =>
            expect(rows[i][back.terms.indexOf(there.terms[j])]).toBeCloseTo(value, 12),
          ),
        );
      }),
    );
  });

  it('refuse to count where there is no document', () => {
    expect(() => wordVectors([])).toThrow(expect.objectContaining({ code: 'no-rows' }));
  });
});
