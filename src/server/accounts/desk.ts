import { RateLimit } from '../platform/rateLimit.ts';
import type { Config } from '../platform/config.ts';
import type { Door } from '../platform/door.ts';
import { Throttle } from './throttle.ts';

/** What every way in stands on; made once. */
export interface Desk {
  door: Door;
  config: Config;
  throttle: Throttle;
  /** Wrong codes of a second factor, by person and browser. */
  wrongCodes: RateLimit;
  /** Questions that anybody may ask of the database without being known, by address. */
  questions: RateLimit;
}

export function deskOf(door: Door, config: Config): Desk {
  return {
    door,
    config,
    throttle: new Throttle(),
    wrongCodes: new RateLimit(10, 600),
    questions: new RateLimit(60, 60),
  };
}
