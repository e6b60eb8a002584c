import { StatsError } from '../errors.ts';

/** A stream of random numbers that is the same for the same seed on every machine. */
export interface Generator {
  /** The next 32 random bits, as an integer 0 … 2³² − 1. */
  bits(): number;
  /** As many times 32 random bits as there is room for, the same that `bits` would give, faster. */
  fill(into: Uint32Array): void;
  /** A multiple of 2⁻⁵³ from 0 (inclusive) to 1 (exclusive), each equally likely. */
  uniform(): number;
  /** An integer 0 … n − 1, each exactly equally likely; 1 ≤ n ≤ 2³². */
  below(n: number): number;
}

/**
 * Makes a generator from a seed and, for several independent streams from one seed, the name of the stream.
 *
 * Numbers come from xoshiro128** 1.1. Its 128 bits of state are the first two outputs of splitmix64 started from the
 * seed plus, for a named stream, the 64-bit FNV-1a hash of the name's UTF-16 code units.
 *
 * Throws `invalid-seed` unless the seed is a whole number from 0 to 2⁵³ − 1.
 *
 * Source: Blackman & Vigna (2021), ACM Transactions on Mathematical Software 47 (4), article 36; Steele, Lea & Flood
 * (2014), OOPSLA, for splitmix64; https://prng.di.unimi.it/.
 */
export function seededGenerator(seed: number, stream = ''): Generator {
  if (!Number.isSafeInteger(seed) || seed < 0) {
    throw new StatsError('invalid-seed', `A seed is a whole number from 0 to 2^53 − 1; this one is ${seed}.`);
  }
  const start = BigInt(seed) + (stream === '' ? 0n : hash(stream));
  const [first, second] = splitmix64(start, 2);
  return xoshiro128([low(first), high(first), low(second), high(second)]);
}

const mask64 = (1n << 64n) - 1n;
const low = (word: bigint) => Number(word & 0xffffffffn);
const high = (word: bigint) => Number(word >> 32n);

/** The first `count` outputs of splitmix64. */
export function splitmix64(seed: bigint, count: number): bigint[] {
  let state = seed & mask64;
  return Array.from({ length: count }, () => {
    state = (state + 0x9e3779b97f4a7c15n) & mask64;
    let z = state;
    z = ((z ^ (z >> 30n)) * 0xbf58476d1ce4e5b9n) & mask64;
    z = ((z ^ (z >> 27n)) * 0x94d049bb133111ebn) & mask64;
    return z ^ (z >> 31n);
  });
}

/** FNV-1a, 64 bits, over the UTF-16 code units of the text, low byte first. */
function hash(text: string): bigint {
  let value = 0xcbf29ce484222325n;
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    for (const byte of [unit & 0xff, unit >> 8]) value = ((value ^ BigInt(byte)) * 0x100000001b3n) & mask64;
  }
  return value;
}

/** xoshiro128** 1.1 from a state of four 32-bit words that are not all zero. */
export function xoshiro128(state: readonly [number, number, number, number]): Generator {
  let [s0, s1, s2, s3] = state;
  const rotate = (word: number, by: number) => (word << by) | (word >>> (32 - by));
  const bits = () => {
    const result = Math.imul(rotate(Math.imul(s1, 5), 7), 9) >>> 0;
    const t = s1 << 9;
    s2 ^= s0;
    s3 ^= s1;
    s1 ^= s2;
    s0 ^= s3;
    s2 ^= t;
    s3 = rotate(s3, 11);
    return result;
  };
  const fill = (into: Uint32Array) => {
    // Variables of this function alone stay in registers.
    let [a, b, c, d] = [s0, s1, s2, s3];
    for (let i = 0; i < into.length; i++) {
      const five = Math.imul(b, 5);
      into[i] = Math.imul((five << 7) | (five >>> 25), 9);
      const t = b << 9;
      c ^= a;
      d ^= b;
      b ^= c;
      a ^= d;
      c ^= t;
      d = (d << 11) | (d >>> 21);
    }
    [s0, s1, s2, s3] = [a, b, c, d];
  };
  return {
    bits,
    fill,
    uniform: () => ((bits() >>> 5) * 2 ** 26 + (bits() >>> 6)) / 2 ** 53,
    below: (n) => boundedBits(bits, n),
  };
}

/** Draws beyond the largest multiple of n are thrown away, so that no remainder is favoured. */
function boundedBits(bits: () => number, n: number): number {
  if (!Number.isInteger(n) || n < 1 || n > 2 ** 32) {
    throw new StatsError('invalid-bound', `A random integer needs a bound from 1 to 2^32; this one is ${n}.`);
  }
  const limit = 2 ** 32 - (2 ** 32 % n);
  let draw = bits();
  while (draw >= limit) draw = bits();
  return draw % n;
}
