import { describe, expect, it } from 'vitest';
import { oddsScatterSvg, type OddsScatter, type ScatterOptions } from './oddsScatter.ts';
import { cssPalette, lightPalette } from './palette.ts';
import { layoutScatter } from './scatterLayout.ts';

/** Twelve schools: a high index is harder, three are resilient and two struggling. */
const twelve: OddsScatter = {
  index: [2.1, 1.9, 1.6, 1.8, 1.4, 0.6, 0.2, -0.1, -0.5, -1, -1.4, -1.9],
  result: [78, 81, 75, 42, 44, 55, 60, 58, 66, 70, 83, 90],
  kind: [1, 1, 1, 2, 2, 0, 0, 0, 0, 0, 0, 0],
  drawn: new Uint8Array(12).fill(1),
  names: [
    'Alder Road',
    'Heron & Hill',
    'Sedge <Lane>',
    'Not named',
    'Nor this',
    'F',
    'G',
    'H',
    'I',
    'J',
    'K',
    'L',
  ],
  indexHighMeans: 'harder',
  resultHighMeans: 'better',
  indexLabel: 'Socio-economic context index',
  resultLabel: 'Results, 2024',
  cuts: { index: { q1: -0.6, median: 0.4, q3: 1.45 }, result: { q1: 52, median: 68, q3: 74 } },
};
const options: ScatterOptions = {
  width: 640,
  height: 400,
  palette: cssPalette,
  title: 'Circumstances shape results, but do not settle them',
  description: '12 schools, results against circumstances.',
  standalone: false,
};
const lined = (svg: string) => `${svg.replaceAll('><', '>\n<')}\n`;

describe('pictures', () => {
  const pictures: [string, OddsScatter, Partial<ScatterOptions>][] = [
    ['one-group', twelve, {}],
    ['several-groups', { ...twelve, cuts: null }, {}],
    ['narrow-with-letters', twelve, { width: 350, height: 388, keys: true }],
    [
      'file',
      twelve,
      { standalone: true, palette: lightPalette, caption: 'Source: twelve invented schools.' },
    ],
    [
      'easier-and-worse',
      {
        ...twelve,
        index: Array.from(twelve.index, (value) => 50 - 10 * value),
        result: Array.from(twelve.result, (value) => 100 - value),
        indexHighMeans: 'easier',
        resultHighMeans: 'worse',
        cuts: { index: { q1: 35.5, median: 46, q3: 56 }, result: { q1: 26, median: 32, q3: 48 } },
      },
      {},
    ],
    [
      'weak-labels-and-fifths',
      { ...twelve, weak: [0, 1, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0], parts: { hardest: 'fifth', top: '15%' } },
      {},
    ],
    ['nothing-drawn', { ...twelve, drawn: new Uint8Array(12) }, {}],
  ];
  it.each(pictures)('%s', async (name, data, more) => {
    await expect(lined(oddsScatterSvg(data, { ...options, ...more }))).toMatchFileSnapshot(
      `pictures/${name}.svg`,
    );
  });
});

describe('what it promises', () => {
  it('names resilient schools, escaped, and never a struggling one', () => {
    const svg = oddsScatterSvg(twelve, options);
    expect(svg).toContain('Heron &amp; Hill');
    expect(svg).toContain('Sedge &lt;Lane&gt;');
    expect(svg).not.toContain('Not named');
    expect(svg).not.toContain('Nor this');
  });

  it('puts harder circumstances at the left and better results at the top, whatever a high value means', () => {
    const layout = layoutScatter(twelve, options);
    expect(layout.px[0]).toBeLessThan(layout.px[11]!);
    expect(layout.py[11]).toBeLessThan(layout.py[3]!);
    const turned = layoutScatter({ ...twelve, indexHighMeans: 'easier', resultHighMeans: 'worse' }, options);
    expect(turned.px[0]).toBeGreaterThan(turned.px[11]!);
    expect(turned.py[11]).toBeGreaterThan(turned.py[3]!);
  });

  it('tints and lines only where one set of cut points holds', () => {
    expect(oddsScatterSvg(twelve, options)).toContain('>Hardest<');
    const several = oddsScatterSvg({ ...twelve, cuts: null }, options);
    expect(several).not.toContain('>Hardest');
    expect(several).not.toContain('var(--reed-tint)');
  });

  it('leaves out schools that are not drawn or lack a value', () => {
    const index = Array.from(twelve.index);
    index[5] = NaN;
    const drawn = Uint8Array.from(twelve.drawn);
    drawn[6] = 0;
    const layout = layoutScatter({ ...twelve, index, drawn }, options);
    expect(layout.drawn).toBe(10);
    expect([layout.px[5], layout.px[6]]).toEqual([NaN, NaN]);
  });

  it('keeps neutral and struggling schools in one element each, at 24,000 as at 12', () => {
    const many = bigger(24_000);
    const svg = oddsScatterSvg(many, options);
    expect(layoutScatter(many, options).dense).toBe(true);
    expect(svg.match(/<path/g)!.length).toBeLessThan(12);
    expect(svg.match(/<circle/g)!.length).toBe(1 + 3);
  });

  it('draws letters where names do not fit, but no more than the alphabet has', () => {
    expect(layoutScatter(twelve, { ...options, keys: true }).keyed).toBe(true);
    const kinds = new Uint8Array(40).fill(1);
    const forty = { ...bigger(40), kind: kinds };
    expect(layoutScatter(forty, { ...options, keys: true }).keyed).toBe(false);
  });

  it('is a file of its own when it leaves the page', () => {
    const file = oddsScatterSvg(twelve, { ...options, standalone: true, palette: lightPalette });
    expect(file).toMatch(/^<svg xmlns="http:\/\/www\.w3\.org\/2000\/svg"/);
    expect(file).toContain('<title>');
    expect(file).not.toContain('var(--');
  });

  it('draws schools that are all alike without dividing by nothing', () => {
    const alike = {
      ...twelve,
      index: new Float64Array(12).fill(3),
      result: new Float64Array(12).fill(7),
      cuts: null,
    };
    expect(oddsScatterSvg(alike, options)).not.toMatch(/NaN|Infinity/);
  });
});

function bigger(schools: number): OddsScatter {
  const rows = Array.from({ length: schools }, (_, i) => i);
  return {
    ...twelve,
    index: rows.map((i) => Math.sin(i) * 2),
    result: rows.map((i) => 50 + 30 * Math.cos(i * 1.7)),
    kind: rows.map((i) => (i < 3 ? 1 : i % 5 === 0 ? 2 : 0)),
    drawn: new Uint8Array(schools).fill(1),
    names: rows.map((i) => `School ${String(i)}`),
    cuts: null,
  };
}
