import type { AtDesk, Done } from '#contract/coding';
import type { CodingChange } from '#contract/codingChanges';

/** Somebody at a desk, and what they were not told yet. */
interface Seat {
  person: string;
  name: string;
  untold: CodingChange[];
  wake: () => void;
}

interface Following {
  person: string;
  /** Whether they may still see what others do there; refused where they may not read the source any more. */
  mayLook: () => Promise<{ open: boolean; name: string }>;
  signal: AbortSignal;
}

/**
 * Who sits at the desk of which source at this moment. It is kept in memory alone: whoever leaves is gone, and what was
 * done is in the database.
 */
export class Company {
  readonly #seats = new Map<string, Set<Seat>>();

  /** Who else is there and what they do, whenever that changes; each time one's right to see it is asked for anew. */
  async *follow(source: string, { person, mayLook, signal }: Following): AsyncGenerator<AtDesk> {
    const { name } = await mayLook();
    const seat: Seat = { person, name, untold: [], wake: () => {} };
    this.#sit(source, seat);
    const leave = () => seat.wake();
    signal.addEventListener('abort', leave, { once: true });
    try {
      while (!signal.aborted) {
        const woken = new Promise<void>((resolve) => (seat.wake = resolve));
        const { open } = await mayLook();
        const changes = seat.untold.splice(0);
        yield open ? { people: this.#others(source, person), changes } : { people: [], changes: [] };
        await woken;
      }
    } finally {
      signal.removeEventListener('abort', leave);
      this.#leave(source, seat);
    }
  }

  /** Tells of several sources at once what somebody did in each. */
  tellAll(person: string, changed: ReadonlyMap<string, CodingChange[]>): void {
    for (const [source, changes] of changed) this.tell(source, person, { changes });
  }

  /** Tells the others what somebody did, once it is kept. */
  tell(source: string, person: string, { changes }: Pick<Done, 'changes'>): void {
    if (changes.length === 0) return;
    for (const seat of this.#at(source)) {
      if (seat.person === person) continue;
      seat.untold.push(...changes);
      seat.wake();
    }
  }

  #at(source: string): ReadonlySet<Seat> {
    return this.#seats.get(source) ?? new Set();
  }

  #others(source: string, person: string): AtDesk['people'] {
    const names = new Map([...this.#at(source)].map((seat) => [seat.person, seat.name]));
    names.delete(person);
    return [...names].map(([id, name]) => ({ id, name })).toSorted((a, b) => a.name.localeCompare(b.name));
  }

  #sit(source: string, seat: Seat): void {
    const there = this.#seats.get(source) ?? new Set();
    this.#seats.set(source, there);
    for (const one of there) one.wake();
    there.add(seat);
  }

  #leave(source: string, seat: Seat): void {
    const there = this.#seats.get(source);
    there?.delete(seat);
    if (there?.size === 0) this.#seats.delete(source);
    for (const one of there ?? []) one.wake();
  }
}
