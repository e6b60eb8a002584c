import { ProblemError } from '#contract/problem';

/** A bucket of tokens: `size` at once, refilled evenly over `seconds`. */
export class RateLimit {
  readonly #size: number;
  readonly #perMillisecond: number;
  readonly #buckets = new Map<string, { tokens: number; at: number }>();

  constructor(size: number, seconds: number) {
    this.#size = size;
    this.#perMillisecond = size / (seconds * 1000);
  }

  take(key: string, now = Date.now()): void {
    const bucket = this.#buckets.get(key) ?? { tokens: this.#size, at: now };
    bucket.tokens = Math.min(this.#size, bucket.tokens + (now - bucket.at) * this.#perMillisecond);
    bucket.at = now;
    this.#buckets.set(key, bucket);
    if (bucket.tokens < 1) throw new ProblemError('too-many', 'Wait a minute, then try again.');
    bucket.tokens -= 1;
  }
}
