import { log } from './log.ts';

const heartbeatMilliseconds = 2_000;

export interface ProgressState {
  step: string;
  done: number;
  total: number;
}

/** Writes progress at most five times a second, and a heartbeat when nothing has moved. */
export class Progress {
  readonly #write: (state: ProgressState | Record<string, never>) => Promise<void>;
  readonly #timer: NodeJS.Timeout;
  #state: ProgressState | null = null;
  #dirty = false;
  #written = 0;
  #last: Promise<void> = Promise.resolve();

  constructor(write: (state: ProgressState) => Promise<void>) {
    this.#write = write as (state: ProgressState | Record<string, never>) => Promise<void>;
    this.#timer = setInterval(() => this.#flush(), 200);
  }

  set(state: ProgressState): void {
    this.#state = state;
    this.#dirty = true;
  }

  /** What was last set, written or not. */
  latest(): Partial<ProgressState> {
    return this.#state ?? {};
  }

  #flush(): void {
    const quiet = Date.now() - this.#written < heartbeatMilliseconds;
    if (!this.#dirty && quiet) return;
    this.#dirty = false;
    this.#written = Date.now();
    const state = this.#state ?? {};
    this.#last = this.#last
      .then(() => this.#write(state))
      .catch((error: unknown) => log('warn', 'progress', { error }));
  }

  async close(): Promise<void> {
    clearInterval(this.#timer);
    await this.#last;
  }
}
