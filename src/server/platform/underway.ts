import type { Progressed } from '#contract/underway';
import { ProblemError } from '#contract/problem';
import type { Tools } from './work.ts';

/** Whose work it is: nobody else follows or stops it. */
export interface WorkName {
  person: string;
  workspace: string;
  work: string;
}

interface Going {
  told: Progressed;
  stop: AbortController;
}

const notBegun: Progressed = { step: '', done: 0, total: 0 };
const keyOf = ({ person, workspace, work }: WorkName) => `${person} ${workspace} ${work}`;

/** Requests that take long, while they go on: how far they have come, and a way to stop them. In memory alone. */
export class Underway {
  readonly #going = new Map<string, Going>();
  readonly #waiting = new Map<string, Set<() => void>>();

  /** Does the work; under a name others of one's requests can follow and stop it. It is stopped as well where nobody waits for its answer any more. */
  async run<T>(name: WorkName | null, signal: AbortSignal, doing: (tools: Tools) => Promise<T>): Promise<T> {
    const going: Going = { told: notBegun, stop: new AbortController() };
    const leave = () =>
      going.stop.abort(new ProblemError('conflict', 'This was given up before it was done.'));
    if (signal.aborted) leave();
    signal.addEventListener('abort', leave, { once: true });
    try {
      return await this.#doNamed(name === null ? null : keyOf(name), going, doing);
    } finally {
      signal.removeEventListener('abort', leave);
    }
  }

  async #doNamed<T>(key: string | null, going: Going, doing: (tools: Tools) => Promise<T>): Promise<T> {
    const { signal } = going.stop;
    if (key === null) return doing({ progress: () => {}, signal });
    if (this.#going.has(key)) throw new ProblemError('conflict', 'This was asked for already and goes on.');
    this.#going.set(key, going);
    const progress: Tools['progress'] = (step, done, total) => {
      going.told = { step, done, total };
      this.#wake(key);
    };
    try {
      return await doing({ progress, signal });
    } finally {
      this.#going.delete(key);
      this.#wake(key);
    }
  }

  /** How far it has come, until it has ended or nobody listens. It may be followed from before it begins. */
  async *follow(name: WorkName, signal: AbortSignal): AsyncGenerator<Progressed> {
    const key = keyOf(name);
    let wake = () => {};
    const listener = () => wake();
    this.#listen(key, listener);
    signal.addEventListener('abort', listener, { once: true });
    try {
      let began = false;
      while (!signal.aborted) {
        const woken = new Promise<void>((resolve) => (wake = resolve));
        const going = this.#going.get(key);
        if (began && going === undefined) return;
        began = going !== undefined;
        yield going?.told ?? notBegun;
        await woken;
      }
    } finally {
      signal.removeEventListener('abort', listener);
      this.#unlisten(key, listener);
    }
  }

  stop(name: WorkName): boolean {
    const going = this.#going.get(keyOf(name));
    going?.stop.abort(new ProblemError('conflict', 'It was stopped. Nothing of it was kept.'));
    return going !== undefined;
  }

  #wake(key: string): void {
    for (const wake of this.#waiting.get(key) ?? []) wake();
  }

  #listen(key: string, listener: () => void): void {
    const there = this.#waiting.get(key) ?? new Set();
    this.#waiting.set(key, there.add(listener));
  }

  #unlisten(key: string, listener: () => void): void {
    const there = this.#waiting.get(key);
    there?.delete(listener);
    if (there?.size === 0) this.#waiting.delete(key);
  }
}
