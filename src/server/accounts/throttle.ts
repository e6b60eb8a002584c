import { createHash } from 'node:crypto';
import { ProblemError } from '#contract/problem';
import { RateLimit } from '../platform/rateLimit.ts';

/** So many wrong passwords are taken for slips. */
const freeFailures = 5;
const longestWait = 60_000;
/** After so long without a failure an account is as if there had been none. */
const forgottenAfter = 3_600_000;
const mostKnown = 50_000;

/** Who tries: at which account, from where, and whether that account was signed in to with this browser before. */
export interface Attempt {
  email: string;
  address: string;
  device: string | null;
}

/**
 * Slows down who guesses passwords, before any work is done for them. An account waits longer after each failure, at most
 * a minute, whether or not it exists; an address has so many failures in ten minutes. Neither keeps the person out for as
 * long as a stranger likes: a browser that has signed in before is counted by itself (OWASP: device cookies), and links,
 * passkeys and single sign-on do not pass here.
 */
export class Throttle {
  readonly #accounts = new Map<string, { failures: number; at: number }>();
  readonly #addresses = new RateLimit(50, 600);
  readonly #devices = new RateLimit(10, 600);

  /**
   * Counts an attempt as failed until `succeeded` says otherwise, so that many at once are no way round; throws while it
   * has to wait.
   */
  take({ email, address, device }: Attempt, now = Date.now()): void {
    if (device !== null) return this.#devices.take(keyOf(device, email), now);
    const key = keyOf(email);
    const known = this.#accounts.get(key);
    const failures = known === undefined || now - known.at > forgottenAfter ? 0 : known.failures;
    if (known !== undefined && failures >= freeFailures) {
      refuseUntil(known.at + Math.min(1_000 * 2 ** (failures - freeFailures), longestWait), now);
    }
    this.#addresses.take(address, now);
    // Who failed last is forgotten last.
    this.#accounts.delete(key);
    this.#accounts.set(key, { failures: failures + 1, at: now });
    const [oldest] = this.#accounts.keys();
    if (this.#accounts.size > mostKnown && oldest !== undefined) this.#accounts.delete(oldest);
  }

  succeeded({ email, address, device }: Attempt): void {
    this.#accounts.delete(keyOf(email));
    if (device === null) this.#addresses.giveBack(address);
    else this.#devices.giveBack(keyOf(device, email));
  }
}

function refuseUntil(end: number, now: number): void {
  const seconds = Math.ceil((end - now) / 1_000);
  if (seconds <= 0) return;
  const wait = seconds === 1 ? 'a second' : `${String(seconds)} seconds`;
  throw new ProblemError(
    'too-many',
    `There were too many wrong passwords for this account. Wait ${wait}, then try again.`,
    { retryAfter: seconds },
  );
}

/** The memory of failures holds no addresses of people. */
const keyOf = (...parts: string[]) => createHash('sha256').update(parts.join('\n')).digest('base64');
