import { codePointsOf, sliceByPoints, type CodePoints } from '#contract/codePoints';

interface Place {
  source: string;
  start: number;
  end: number;
}

/** Cuts words out of texts, each of which is measured once. */
export class WordsIn {
  readonly #texts: ReadonlyMap<string, string>;
  readonly #points = new Map<string, CodePoints>();

  constructor(texts: ReadonlyMap<string, string>) {
    this.#texts = texts;
  }

  at({ source, start, end }: Place): string {
    const text = this.#texts.get(source) ?? '';
    const points = this.#points.get(source) ?? codePointsOf(text);
    this.#points.set(source, points);
    return sliceByPoints(text, points, start, end);
  }
}
