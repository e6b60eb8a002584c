import { describe, expect, it } from 'vitest';
import type { Frame } from '#contract/identification';
import { firstAddress } from './firstAddress.ts';

const frame = (groupings: Frame['groupings']): Frame => ({
  source: null,
  schools: { id: [], reference: [], name: [] },
  groupings,
  measures: [],
});

describe('the settings of the first look', () => {
  it('show the largest group of the grouping with the fewest', () => {
    const groupings = [
      { key: 'county', label: 'County', groups: ['A', 'B', 'C'], code: [0, 1, 2, 2] },
      { key: 'type', label: 'Type', groups: ['E', 'H'], code: [1, 0, 1, -1] },
    ];
    expect(firstAddress(frame(groupings))).toEqual({ within: 'type', only: ['H'] });
  });

  it('are the usual ones where schools are not grouped, or all in one group', () => {
    expect(firstAddress(frame([]))).toEqual({});
    const one = [{ key: 'phase', label: 'Phase', groups: ['Primary'], code: [0, 0] }];
    expect(firstAddress(frame(one))).toEqual({});
  });
});
