import { counted } from '#contract/words';
import type { Remarks } from '../project.ts';

/** Counts what was repaired or left out, and says it at the end: once for each kind, not a line for each. */
export class Tally {
  readonly #counts = new Map<string, { list: keyof Remarks; count: number; one: string; many: string }>();
  readonly #said: Remarks = { repaired: [], leftOut: [] };

  add(list: keyof Remarks, key: string, count: number, one: string, many = `${one}s`): void {
    if (count === 0) return;
    const before = this.#counts.get(key)?.count ?? 0;
    this.#counts.set(key, { list, count: before + count, one, many });
  }

  say(list: keyof Remarks, words: string): void {
    this.#said[list].push(words);
  }

  remarks(): Remarks {
    const of = (list: keyof Remarks) => [
      ...this.#said[list],
      ...[...this.#counts.values()]
        .filter((one) => one.list === list)
        .map(({ count, one, many }) => `${counted(count, one, many)}.`),
    ];
    return { repaired: of('repaired'), leftOut: of('leftOut') };
  }
}
