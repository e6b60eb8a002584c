import { ProblemError } from '#contract/problem';

/** A bucket of tokens for each key: `size` at once, refilled evenly over `seconds`. */
export class RateLimit {
  readonly #size: number;
  readonly #perMillisecond: number;
  readonly #buckets = new Map<string, { tokens: number; at: number }>();

  constructor(size: number, seconds: number) {
    this.#size = size;
    this.#perMillisecond = size / (seconds * 1000);
  }

  /** Throws while the bucket is empty. */
  take(key: string, now = Date.now()): void {
    const bucket = this.#bucket(key, now);
    if (bucket.tokens < 1) {
      const retryAfter = Math.ceil((1 - bucket.tokens) / this.#perMillisecond / 1000);
      throw new ProblemError('too-many', 'Wait a minute, then try again.', { retryAfter });
    }
    bucket.tokens -= 1;
  }

  /** What was taken did not count after all. */
  giveBack(key: string): void {
    const bucket = this.#buckets.get(key);
    if (bucket !== undefined) bucket.tokens = Math.min(this.#size, bucket.tokens + 1);
  }

  #bucket(key: string, now: number): { tokens: number; at: number } {
    // Full buckets say nothing; forgetting them keeps the map as small as the number of people at work.
    if (this.#buckets.size > 10_000) this.#buckets.clear();
    const bucket = this.#buckets.get(key) ?? { tokens: this.#size, at: now };
    bucket.tokens = Math.min(this.#size, bucket.tokens + (now - bucket.at) * this.#perMillisecond);
    bucket.at = now;
    this.#buckets.set(key, bucket);
    return bucket;
  }
}
