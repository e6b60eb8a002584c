import { log } from './log.ts';

/** What is watched, and how many in an hour a person at work does not come near. */
const mostAnHour = {
  requests: 6_000,
  'files taken out': 40,
  'refused requests': 60,
  /** Of everybody together: who guesses is nobody yet. */
  'refused sign-ins': 60,
} as const;
export type Watched = keyof typeof mostAnHour;

const hour = 3_600_000;
const mostKept = 10_000;

interface Count {
  since: number;
  count: number;
  /** At how many it is told next. */
  next: number;
}

/**
 * Counts what each person does, and writes a line when it is far more than usual: once in an hour, and again at each
 * doubling, so that a flood does not fill the log. Nothing is refused here; that is for the limits.
 */
export class Unusual {
  readonly #counts = new Map<string, Count>();
  readonly #tell: typeof log;

  constructor(tell: typeof log = log) {
    this.#tell = tell;
  }

  count(what: Watched, person: string | null = null, now = Date.now()): void {
    const found = this.#current(`${what} ${person ?? ''}`, { now, most: mostAnHour[what] });
    found.count++;
    if (found.count < found.next) return;
    found.next *= 2;
    const minutes = Math.max(1, Math.ceil((now - found.since) / 60_000));
    this.#tell('warn', 'unusual', { what, person, count: found.count, minutes });
  }

  #current(key: string, { now, most }: { now: number; most: number }): Count {
    const known = this.#counts.get(key);
    if (known !== undefined && now - known.since < hour) return known;
    if (this.#counts.size >= mostKept) this.#counts.clear();
    const fresh = { since: now, count: 0, next: most };
    this.#counts.set(key, fresh);
    return fresh;
  }
}
