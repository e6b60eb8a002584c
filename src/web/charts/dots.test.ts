import { describe, expect, it } from 'vitest';
import { pixelDots, roundDots } from './dots.ts';
import { cssPalette } from './palette.ts';
import { layoutScatter, type OddsScatter } from './scatterLayout.ts';

const options = {
  width: 600,
  height: 400,
  palette: cssPalette,
  title: '',
  description: '',
  standalone: false,
};
const data: OddsScatter = {
  index: [0, 1, 2, 3],
  result: [0, 1, 2, 3],
  kind: [0, 0, 2, 1],
  drawn: [1, 1, 1, 1],
  names: ['A', 'B', 'C', 'D'],
  indexHighMeans: 'harder',
  resultHighMeans: 'better',
  indexLabel: 'Index',
  resultLabel: 'Result',
  cuts: null,
};
const layout = layoutScatter(data, options);
/** The same schools at places of one's choice. */
const at = (places: [number, number][]) => ({
  ...layout,
  px: Float64Array.from(places, ([x]) => x),
  py: Float64Array.from(places, ([, y]) => y),
});
const paths = (svg: string) => [...svg.matchAll(/ d="([^"]*)"/g)].map((found) => found[1]);

describe('dots by the thousand', () => {
  it('fill the four pixels around the middle of each dot', () => {
    const far = at([
      [100, 50],
      [200.4, 59.6],
      [300, 70],
      [400, 80],
    ]);
    expect(paths(pixelDots(data, far, cssPalette))).toEqual([
      'M99 49.5h2M99 50.5h2M199 59.5h2M199 60.5h2',
      'M299 69.5h2M299 70.5h2',
    ]);
    expect(paths(roundDots(data, far, cssPalette))).toEqual(['M100 50h0M200 60h0', 'M300 70h0']);
  });

  it('join where they touch, and are written once where they lie on each other', () => {
    const near = at([
      [100, 50],
      [101.8, 50],
      [101.8, 50],
      [102, 50],
    ]);
    const two = { ...data, kind: [0, 0, 0, 2] };
    expect(paths(pixelDots(two, near, cssPalette))).toEqual([
      'M99 49.5h4M99 50.5h4',
      'M101 49.5h2M101 50.5h2',
    ]);
    expect(paths(roundDots(two, near, cssPalette))).toEqual(['M100 50h0M102 50h0', 'M102 50h0']);
  });

  it('are smaller where a struggling school has a weak label', () => {
    const far = at([
      [100, 50],
      [200, 60],
      [300, 70],
      [400, 80],
    ]);
    const weak = { ...data, weak: [0, 0, 1, 0] };
    expect(paths(pixelDots(weak, far, cssPalette)).slice(1)).toEqual(['', 'M300 70.5h1']);
    expect(paths(roundDots(weak, far, cssPalette)).slice(1)).toEqual(['', 'M300 70h0']);
    expect(roundDots(weak, far, cssPalette)).toContain('stroke-width="1"');
  });

  it('leave out resilient schools, which are discs, and those that are not drawn', () => {
    const none = at([
      [NaN, NaN],
      [NaN, NaN],
      [NaN, NaN],
      [10, 10],
    ]);
    expect(paths(pixelDots(data, none, cssPalette))).toEqual(['', '']);
  });
});
