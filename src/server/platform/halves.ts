import type { Sql } from './db.ts';
import type { Actor } from './scope.ts';

/**
 * A statement that was prepared on a connection is planned anew when the next to use it has another role, which costs more
 * than the statement. So those who see every school by name and those who do not are kept on connections of their own. Who
 * is which the database says at each entering; here it is only remembered, and a wrong memory costs time and nothing else.
 */
export type Half = 'reedbed_whole' | 'reedbed_part';

const partPools = new WeakMap<Sql, Sql>();

/** From now on, who asks through `whole` and is known to see a part is served by `part`. */
export function pairPools(whole: Sql, part: Sql): void {
  partPools.set(whole, part);
}

const known = new Map<string, Half>();
const mostKnown = 10_000;
const keyOf = ({ person, workspace }: Actor) => `${person}/${workspace ?? ''}`;

export function poolFor(pool: Sql, actor: Actor): Sql {
  return known.get(keyOf(actor)) === 'reedbed_part' ? (partPools.get(pool) ?? pool) : pool;
}

export function remember(actor: Actor, half: Half): void {
  const key = keyOf(actor);
  if (known.get(key) === half) return;
  if (known.size >= mostKnown) known.clear();
  known.set(key, half);
}
