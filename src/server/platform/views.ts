const hour = 3_600_000;
const mostKept = 10_000;

/**
 * Remembers which line of a page seen was left within the hour, so that every control moved on a page costs no look
 * into the trail. Only what was written is remembered: a line that failed is tried again with the next answer.
 */
export class Views {
  readonly #left = new Map<string, number>();

  async once(key: string, leave: () => Promise<void>, now = Date.now()): Promise<void> {
    const last = this.#left.get(key);
    if (last !== undefined && now - last < hour) return;
    await leave();
    // Forgotten, a line is left once more; that is no harm.
    if (this.#left.size >= mostKept) this.#left.clear();
    this.#left.set(key, now);
  }
}
