import { describe, expect, it } from 'vitest';
import { Throttle } from './throttle.ts';

const attempt = { email: 'ada@a.example', address: '192.0.2.1', device: null };
const minute = 60_000;

function fail(throttle: Throttle, times: number, now = 0, at = attempt): void {
  for (let i = 0; i < times; i++) throttle.take({ ...at, address: `192.0.2.${String(i % 200)}` }, now);
}

describe('wrong passwords', () => {
  it('are slips at first, then have to wait longer and longer, at most a minute', () => {
    const throttle = new Throttle();
    fail(throttle, 5);
    expect(() => throttle.take(attempt, 0)).toThrow(/Wait a second/);
    throttle.take(attempt, 1_000);
    expect(() => throttle.take(attempt, 2_500)).toThrow(/Wait a second/);
    let now = 10_000;
    for (let i = 0; i < 20; i++)
      throttle.take({ ...attempt, address: `198.51.100.${String(i)}` }, (now += minute));
    expect(() => throttle.take(attempt, now + minute - 1)).toThrow(/Wait/);
    expect(() => throttle.take(attempt, now + minute)).not.toThrow();
  });

  it('count before they are answered, so that many at once are no way round', () => {
    const throttle = new Throttle();
    const taken = Array.from({ length: 40 }, (_, i) => {
      try {
        throttle.take({ ...attempt, address: `192.0.2.${String(i)}` }, 0);
        return true;
      } catch {
        return false;
      }
    });
    expect(taken.filter(Boolean)).toHaveLength(5);
  });

  it('of others do not keep out a browser that has signed in before', () => {
    const throttle = new Throttle();
    fail(throttle, 5);
    expect(() => throttle.take(attempt, 0)).toThrow();
    const own = { ...attempt, device: 'mine' };
    for (let i = 0; i < 10; i++) throttle.take(own, 0);
    expect(() => throttle.take(own, 0)).toThrow(/Wait/);
  });

  it('are forgotten once the right one came', () => {
    const throttle = new Throttle();
    fail(throttle, 5);
    throttle.succeeded(attempt);
    expect(() => throttle.take(attempt, 0)).not.toThrow();
  });

  it('from one address are so many, at whichever accounts', () => {
    const throttle = new Throttle();
    for (let i = 0; i < 50; i++) throttle.take({ ...attempt, email: `${String(i)}@a.example` }, 0);
    expect(() => throttle.take({ ...attempt, email: 'other@a.example' }, 0)).toThrow(/Wait/);
    expect(() =>
      throttle.take({ ...attempt, email: 'other@a.example', address: '192.0.2.9' }, 0),
    ).not.toThrow();
  });

  it('right ones take nothing from their address', () => {
    const throttle = new Throttle();
    for (let i = 0; i < 200; i++) {
      const one = { ...attempt, email: `${String(i)}@a.example` };
      throttle.take(one, 0);
      throttle.succeeded(one);
    }
    expect(() => throttle.take({ ...attempt, email: 'last@a.example' }, 0)).not.toThrow();
  });
});
