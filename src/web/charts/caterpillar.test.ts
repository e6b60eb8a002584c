import { describe, expect, it } from 'vitest';
import { caterpillarSvg, type Caterpillar } from './caterpillar.ts';
import { lightPalette } from './palette.ts';

const options = { width: 838, palette: lightPalette, description: 'Two of <six>.' };
const data: Caterpillar = {
  lines: [-7, -3, -1, 0, 2, 8].map((middle) => ({
    middle,
    low: middle - 4,
    high: middle + 4,
    side: middle < -4 ? -1 : Number(middle > 4),
  })),
  below: 1,
  unclear: 4,
  above: 1,
  highMeans: 'better',
  unit: 'points of Reading',
};
const marksOf = (svg: string, colour: string) =>
  svg.match(new RegExp(`<path d="(M[^"]+)" fill="${colour}"`))?.[1]?.match(/M/g)?.length ?? 0;

describe('a caterpillar plot', () => {
  it('draws an interval for each, fills the marks of those that are clear, and names nobody', async () => {
    const svg = caterpillarSvg(data, options);
    expect(svg.match(/V[\d.]+(?=M|")/g)).toHaveLength(6);
    expect([marksOf(svg, lightPalette.reed), marksOf(svg, lightPalette.rust)]).toEqual([1, 1]);
    expect(svg).toContain('>1 clearly better<');
    expect(svg).toContain('>4 not clear<');
    expect(svg).toContain('aria-label="Two of &lt;six&gt;."');
    await expect(svg).toMatchFileSnapshot('pictures/caterpillar.svg');
  });

  it('writes thousands as the words around it do', () => {
    expect(caterpillarSvg({ ...data, unclear: 2199 }, options)).toContain('>2,199 not clear<');
  });

  it('calls what is lower the better side where a high result is worse', () => {
    const svg = caterpillarSvg({ ...data, highMeans: 'worse' }, options);
    expect(svg).toMatch(/text-anchor="start" font-weight="600" fill="#175E54">1 clearly better</);
    expect(svg).toMatch(/text-anchor="end" font-weight="600" fill="#9A4514">1 clearly worse</);
  });

  it('stays within a narrow figure, also with hundreds', () => {
    const lines = Array.from({ length: 320 }, (_, i) => ({
      low: i - 200,
      middle: i - 160,
      high: i - 120,
      side: 0,
    }));
    const svg = caterpillarSvg(
      { ...data, lines, below: 0, unclear: 320, above: 0 },
      { ...options, width: 340 },
    );
    const xs = [...svg.matchAll(/M([\d.]+) [\d.]+V/g)].map((match) => Number(match[1]));
    expect(xs).toHaveLength(320);
    expect(Math.min(...xs)).toBeGreaterThanOrEqual(48);
    expect(Math.max(...xs)).toBeLessThanOrEqual(332);
  });
});
