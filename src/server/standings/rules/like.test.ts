import { describe, expect, it } from 'vitest';
import { betterBy, coarse } from './like.ts';

describe('does better by more than chance would explain', () => {
  it('where the two intervals do not touch, in the direction that is better', () => {
    expect(betterBy([50, 40, 60], [75, 65, 85], 'better')).toBe(25);
    expect(betterBy([50, 40, 60], [65, 55, 75], 'better')).toBeNull();
    expect(betterBy([50, 40, 60], [70, 60, 80], 'better')).toBeNull();
    expect(betterBy([8, 7, 9], [5, 4, 6], 'worse')).toBe(-3);
    expect(betterBy([8, 7, 9], [11, 10, 12], 'worse')).toBeNull();
  });

  it('is never said of one that does worse', () => {
    expect(betterBy([75, 65, 85], [50, 40, 60], 'better')).toBeNull();
  });

  it('is not said where chance is not known of either', () => {
    expect(betterBy([50, null, null], [75, 65, 85], 'better')).toBeNull();
    expect(betterBy([50, 40, 60], [75, null, null], 'better')).toBeNull();
    expect(betterBy(undefined, [75, 65, 85], 'better')).toBeNull();
  });

  it('tells two digits of a school under a letter', () => {
    expect([46.37, 204, 0.0123].map(coarse)).toEqual([46, 200, 0.012]);
  });
});
