import type { Generator } from './generator.ts';

const layers = 128;
/** Where the tail begins, and the area of each layer. */
const tail = 3.442619855899;
const area = 9.91256303526217e-3;

/** Half widths of the layers, widest first, and which share of each lies wholly under the curve. */
const { widths, inside } = ziggurat();

function ziggurat() {
  const made = new Float64Array(layers + 1);
  let height = Math.exp(-0.5 * tail * tail);
  made[0] = area / height;
  made[1] = tail;
  for (let i = 2; i < layers; i++) {
    made[i] = Math.sqrt(-2 * Math.log(area / made[i - 1] + height));
    height = Math.exp(-0.5 * made[i] * made[i]);
  }
  return {
    widths: made,
    inside: Float64Array.from({ length: layers }, (_, i) => made[i + 1] / made[i]),
  };
}

/**
 * Fills an array with independent standard normal numbers.
 *
 * Of each 32 random bits seven choose the layer of a ziggurat and the other 25 the place in it, so that they do not
 * depend on each other; 1.2 % of the draws lie at an edge and take further bits.
 *
 * Source: Marsaglia & Tsang (2000), Journal of Statistical Software 5 (8), with the bits kept apart as Doornik (2005),
 * An Improved Ziggurat Method to Generate Normal Random Samples, asks.
 */
export function fillNormals(into: Float64Array, { bits, uniform }: Generator): void {
  for (let i = 0; i < into.length; i++) {
    const drawn = bits();
    const layer = drawn & (layers - 1);
    const place = ((drawn >>> 7) + 0.5) * 2 ** -24 - 1;
    into[i] =
      Math.abs(place) < inside[layer] ? place * widths[layer] : atEdge(place, layer, { bits, uniform });
  }
}

function atEdge(place: number, layer: number, generator: Pick<Generator, 'bits' | 'uniform'>): number {
  const { bits, uniform } = generator;
  let [at, of] = [place, layer];
  for (;;) {
    if (Math.abs(at) < inside[of]) return at * widths[of];
    if (of === 0) return beyond(at < 0 ? -1 : 1, uniform);
    const x = at * widths[of];
    const outer = Math.exp(-0.5 * (widths[of] * widths[of] - x * x));
    const inner = Math.exp(-0.5 * (widths[of + 1] * widths[of + 1] - x * x));
    if (inner + uniform() * (outer - inner) < 1) return x;
    const drawn = bits();
    of = drawn & (layers - 1);
    at = ((drawn >>> 7) + 0.5) * 2 ** -24 - 1;
  }
}

/** A draw from the tail, by the method of Marsaglia (1964). */
function beyond(sign: number, uniform: () => number): number {
  for (;;) {
    const x = -Math.log(1 - uniform()) / tail;
    if (-2 * Math.log(1 - uniform()) >= x * x) return sign * (tail + x);
  }
}
