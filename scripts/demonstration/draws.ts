import { seededGenerator, type Generator } from '#stats';
import { fillNormals } from '#stats/random/normals';

/** Numbers drawn for one purpose. Each purpose has a stream of its own, so that one more draw here changes nothing there. */
export interface Draws {
  normal(): number;
  uniform(): number;
  below(n: number): number;
  shuffled<T>(items: readonly T[]): T[];
}

export function drawsFor(seed: number, purpose: string): Draws {
  const generator: Generator = seededGenerator(seed, purpose);
  const one = new Float64Array(1);
  return {
    normal: () => {
      fillNormals(one, generator);
      return one[0];
    },
    uniform: generator.uniform,
    below: generator.below,
    shuffled: (items) => {
      const all = [...items];
      for (let last = all.length - 1; last > 0; last--) {
        const other = generator.below(last + 1);
        [all[last], all[other]] = [all[other], all[last]];
      }
      return all;
    },
  };
}
