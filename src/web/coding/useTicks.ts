import { useState } from 'react';
import { hitKey } from './findQuestion.ts';

type Place = Parameters<typeof hitKey>[0];

export interface Ticks {
  has(place: Place): boolean;
  tick(places: readonly Place[], on: boolean): void;
  clear(): void;
}

/** Which of the places that are shown are ticked. */
export function useTicks(): Ticks {
  const [ticked, setTicked] = useState<ReadonlySet<string>>(new Set());
  return {
    has: (place) => ticked.has(hitKey(place)),
    tick: (places, on) => {
      const next = new Set(ticked);
      for (const key of places.map(hitKey))
        if (on) next.add(key);
        else next.delete(key);
      setTicked(next);
    },
    clear: () => setTicked(new Set()),
  };
}
