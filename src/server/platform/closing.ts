import { log } from './log.ts';

/** What has been opened so far, and how each is closed: in reverse order, once, however far the opening came. */
export class Closing {
  readonly #steps: (() => unknown)[] = [];

  add(step: () => unknown): void {
    this.#steps.push(step);
  }

  async close(): Promise<void> {
    for (let step = this.#steps.pop(); step !== undefined; step = this.#steps.pop()) {
      try {
        await step();
      } catch (error) {
        // The others must be closed all the same.
        log('error', 'closing', { error });
      }
    }
  }
}
