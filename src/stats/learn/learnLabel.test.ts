import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { seededGenerator, learnLabel, mostAlike, strongestColumns, wordVectors } from '../index.ts';
import { bestThreshold, fMeasure, tally } from './threshold.ts';

const all = (count: number) => Int32Array.from({ length: count }, (_, i) => i);

/** Talks of ten turns each: turns of the kind say a word of their own, among others that anybody says. */
function talksWith(wordOf: (talk: number, kind: boolean) => string, talks = 6) {
  const { uniform } = seededGenerator(7);
  const said = ['school', 'day', 'we', 'then', 'it'];
  const turns = Array.from({ length: talks * 10 }, (_, i) => {
    const talk = Math.floor(i / 10);
    const kind = i % 10 < 3;
    const around = Array.from({ length: 4 }, () => said[Math.floor(uniform() * said.length)]);
    return { talk, kind, words: [...around, wordOf(talk, kind)] };
  });
  return {
    x: wordVectors(
      turns.map(({ words }) => words),
      { pairs: false },
    ).vectors,
    rows: all(turns.length),
    positive: Uint8Array.from(turns, ({ kind }) => (kind ? 1 : 0)),
    part: Int32Array.from(turns, ({ talk }) => talk),
  };
}

describe('a label that is learned', () => {
  it('is suggested rightly where a word tells it, in talks it was not learned from', () => {
    const { heldOut, scores, threshold } = learnLabel(talksWith((_, kind) => (kind ? 'gate' : 'lunch')));
    expect(heldOut).toEqual({ suggested: 18, right: 18, given: 18, rows: 60 });
    expect([...scores].filter((score) => score >= threshold)).toHaveLength(18);
  });

  it('is not claimed to be known where the word that tells it is another in each talk', () => {
    const { heldOut } = learnLabel(
      talksWith((talk, kind) => (kind ? `gate ${String(talk)}` : `lunch ${String(talk)}`)),
    );
    // Learned from all of them it would be right in all; held out it can only guess, at three in ten.
    expect(heldOut.right / heldOut.suggested).toBeLessThan(0.5);
  });

  it('is no better than chance where labels are drawn by lot', () => {
    const { uniform } = seededGenerator(11);
    const asked = talksWith(() => ['gate', 'lunch', 'bell'][Math.floor(uniform() * 3)], 40);
    const positive = Uint8Array.from(asked.rows, () => (uniform() < 0.3 ? 1 : 0));
    const { heldOut } = learnLabel({ ...asked, positive });
    expect(heldOut.right / heldOut.suggested).toBeGreaterThan(0.2);
    expect(heldOut.right / heldOut.suggested).toBeLessThan(0.4);
  });

  it('scores rows of which nothing was said by all that was, and others by what others say', () => {
    const asked = talksWith((_, kind) => (kind ? 'gate' : 'lunch'));
    const known = learnLabel({ ...asked, rows: asked.rows.slice(0, 50) });
    const without = learnLabel({ ...asked, rows: asked.rows.slice(0, 40) });
    // The last talk is new to both; the fifth was held out of the first and is new to the second: the same four talks.
    expect(known.scores[45]).toBeCloseTo(without.scores[45], 4);
    expect(known.scores[55]).not.toBeCloseTo(without.scores[55], 4);
    const flipped = asked.positive.slice();
    flipped.fill(1, 50);
    const blind = learnLabel({ ...asked, positive: flipped, rows: asked.rows.slice(0, 50) });
    expect([...blind.scores]).toEqual([...known.scores]);
  });

  it('tells its accuracy by the rows that count', () => {
    const asked = talksWith((_, kind) => (kind ? 'gate' : 'lunch'));
    const counts = Uint8Array.from(asked.rows, (row) => (row % 10 === 0 ? 0 : 1));
    expect(learnLabel({ ...asked, counts }).heldOut).toMatchObject({ given: 12, rows: 54 });
  });

  it('is refused where one part alone bears it, or none', () => {
    const asked = talksWith((_, kind) => (kind ? 'gate' : 'lunch'));
    const one = asked.positive.map((kind, row) => (asked.part[row] === 0 ? kind : 0));
    const refused = expect.objectContaining({ code: 'one-part' });
    expect(() => learnLabel({ ...asked, positive: one })).toThrow(refused);
    expect(() => learnLabel({ ...asked, part: asked.part.map(() => 0) })).toThrow(refused);
    expect(() => learnLabel({ ...asked, positive: asked.positive.map(() => 0) })).toThrow(refused);
  });
});

describe('a threshold', () => {
  const scored = fc.array(fc.tuple(fc.integer({ min: 0, max: 5 }), fc.boolean()), {
    minLength: 1,
    maxLength: 15,
  });

  it('is the highest of those with the largest F measure', () => {
    fc.assert(
      fc.property(scored, (rows) => {
        const scores = Float64Array.from(rows, ([score]) => score);
        const positive = Uint8Array.from(rows, ([, kind]) => (kind ? 1 : 0));
        const at = (threshold: number) =>
          fMeasure(tally(scores, positive, { rows: all(rows.length), threshold }));
        const tried = [...new Set(scores)].toSorted((one, other) => other - one);
        const best = Math.max(0, ...tried.map(at));
        const found = bestThreshold(scores, positive, all(rows.length));
        expect(at(found)).toBe(best);
        if (best === 0) expect(found).toBe(Infinity);
        else {
          const highest = tried.findIndex((one) => at(one) === best);
          const next = tried[highest + 1] ?? tried[highest];
          expect(found).toBe((tried[highest] + next) / 2);
        }
      }),
    );
  });
});

describe('why a label is suggested', () => {
  const { vectors, terms } = wordVectors(
    [['gate', 'parents'], ['gate', 'parents', 'rain'], ['lunch', 'rain'], ['lunch'], ['never']],
    { fewest: 1, pairs: false },
  );

  it('is told by the words that add most to it', () => {
    const weights = Float64Array.from(terms, (term) => ({ gate: 2, parents: 3, rain: -1 })[term] ?? 0);
    const found = strongestColumns(vectors, 1, { weights, most: 5 });
    expect(found.map(({ column }) => terms[column])).toEqual(['parents', 'gate']);
    const [parents] = found;
    expect(parents.adds).toBeGreaterThan(0);
    expect(strongestColumns(vectors, 1, { weights, most: 1 })).toHaveLength(1);
  });

  it('is told by what is most alike', () => {
    expect(mostAlike(vectors, 1, Int32Array.of(0, 2, 3))?.row).toBe(0);
    expect(mostAlike(vectors, 4, Int32Array.of(0, 2, 3))).toBeNull();
    expect(mostAlike(vectors, 3, Int32Array.of(3))).toBeNull();
  });
});
