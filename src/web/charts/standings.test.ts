import { describe, expect, it } from 'vitest';
import { bandOverTimeSvg } from './bandOverTime.ts';
import { likeScatterSvg } from './likeScatter.ts';
import { lightPalette } from './palette.ts';
import { standingSwarmSvg, type StandingSwarm } from './standingSwarm.ts';

const options = { width: 838, palette: lightPalette, description: 'What it shows <here>.' };
const swarm: StandingSwarm = {
  name: 'Linden Park',
  said: '+6',
  interval: '−1 to +13',
  place: { effect: 6, low: -1, high: 13, lowHalf: 3, highHalf: 9 },
  others: { step: 1, at: [-5, -1, 0, 4], times: [1, 3, 2, 1], middle: [-1, 0] },
  isMerit: true,
  highMeans: 'better',
  unit: 'points',
};
const circles = (svg: string) => svg.match(/a4\.6 4\.6 0 1 0 9\.2 0/g)?.length ?? 0;

describe('one school among others', () => {
  it('draws each other school once, without a name, and the school as a disc with its interval', async () => {
    const svg = standingSwarmSvg(swarm, options);
    expect(circles(svg)).toBe(7);
    expect(svg).toContain('>Linden Park, +6<');
    expect(svg).toContain('>−1 to +13<');
    expect(svg).toContain('What it shows &lt;here&gt;.');
    await expect(svg).toMatchFileSnapshot('pictures/standing.svg');
  });

  it('draws no merit in ink, and no others where they are too few', () => {
    const svg = standingSwarmSvg({ ...swarm, isMerit: false, others: null }, options);
    expect(svg).not.toContain(lightPalette.reed);
    expect(circles(svg)).toBe(0);
  });

  it('parts the line of what is predicted where the name would stand on it or touch it', () => {
    const pieces = (effect: number) => {
      const place = { effect, low: effect - 9, high: effect + 9, lowHalf: effect - 3, highHalf: effect + 3 };
      const svg = standingSwarmSvg({ ...swarm, place, others: null }, { ...options, width: 350 });
      return /d="([^"]*)" stroke="[^"]*" stroke-width="1.25"/.exec(svg)?.[1]?.match(/M/g)?.length;
    };
    expect([0, -2, -8].map(pieces)).toEqual([2, 2, 1]);
  });

  it('keeps a thousand within the figure', () => {
    const times = [200, 600, 200];
    const svg = standingSwarmSvg(
      { ...swarm, others: { step: 1, at: [-1, 0, 1], times, middle: [-1, 1] } },
      { ...options, width: 350 },
    );
    const ys = [...svg.matchAll(/M[\d.]+ ([\d.]+)a0\.8/g)].map((match) => Number(match[1]));
    expect(ys).toHaveLength(1000);
    expect(Math.max(...ys)).toBeLessThan(228);
    expect(Math.min(...ys)).toBeGreaterThan(52);
  });
});

describe('a band over time', () => {
  const data = {
    periods: ['2022', '2023', '2024'],
    value: [101, null, 105],
    low: [98, null, null],
    high: [104, null, null],
    band: [{ q1: 99, median: 102, q3: 106 }, null, { q1: 99, median: 102, q3: 106 }],
    say: (value: number) => String(value),
  };
  it('draws what is known, and parts the band where a year is not', async () => {
    const svg = bandOverTimeSvg(data, { ...options, width: 284 });
    expect(svg.match(/<circle/g)).toHaveLength(2);
    expect(svg.match(/stroke-opacity="\.28"/g)).toHaveLength(1);
    expect(svg.match(/fill="#EEF1EA"/g)).toHaveLength(2);
    await expect(svg).toMatchFileSnapshot('pictures/band-over-time.svg');
  });

  it.each([
    ['rises', [94, 98], -8],
    ['stays', [98, 98], -8],
    ['falls', [98, 94], 17.45],
  ] as const)('writes the latest value beside the line, not on it, where it %s', (_, value, away) => {
    const none = value.map(() => null);
    const svg = bandOverTimeSvg(
      {
        periods: ['2024', '2025'],
        value,
        low: none,
        high: none,
        band: none,
        say: (one) => `v${String(one)}`,
      },
      { ...options, width: 284 },
    );
    const last = [...svg.matchAll(/<circle cx="[\d.]+" cy="([\d.]+)"/g)].at(-1);
    const said = new RegExp(`<text[^>]* y="([\\d.]+)"[^>]*>v${String(value[1])}<`).exec(svg);
    expect(Number(said?.[1]) - Number(last?.[1])).toBeCloseTo(away, 0);
  });
});

describe('schools like ours', () => {
  const axes = [
    { label: 'Free meals', suffix: '%', own: 46 },
    { label: 'New to the language', suffix: '%', own: 21 },
  ];
  it('keeps letters apart that would lie on each other, and fills those that do better', async () => {
    const schools = ['a', 'b', 'c'].map((key) => ({ key, at: [46, 21], better: key === 'b' }));
    const svg = likeScatterSvg(
      { name: 'Linden Park', axes, schools, field: null },
      { ...options, width: 420 },
    );
    const spots = [...svg.matchAll(/<circle cx="([\d.]+)" cy="([\d.]+)" r="10.5" fill="([^"]+)"/g)];
    expect(spots.map((spot) => spot[3])).toEqual(['#FFFFFF', '#175E54', '#FFFFFF']);
    spots.forEach((one, i) => {
      for (const other of spots.slice(i + 1)) {
        expect(
          Math.hypot(Number(one[1]) - Number(other[1]), Number(one[2]) - Number(other[2])),
        ).toBeGreaterThan(21);
      }
    });
    await expect(svg).toMatchFileSnapshot('pictures/like-ours.svg');
  });

  it('draws the others behind them, one circle for each place, and the whole field within the figure', () => {
    const at = [
      [4, 60],
      [46, 22],
      [80, 2],
    ];
    const schools = [{ key: 'a', at: [44, 20], better: false }];
    const field = { at, times: [1, 9, 2] };
    const svg = likeScatterSvg({ name: 'Linden Park', axes, schools, field }, { ...options, width: 420 });
    const places = [...svg.matchAll(/M([\d.]+) ([\d.]+)a([\d.]+) /g)].map((place) =>
      place.slice(1).map(Number),
    );
    expect(places).toHaveLength(3);
    for (const [left = 0, y = 0, r = 0] of places) {
      expect(left).toBeGreaterThan(44);
      expect(left + 2 * r).toBeLessThan(406);
      expect(y).toBeGreaterThan(34);
      expect(y).toBeLessThan(296);
    }
    expect(places.map((place) => place[2])).toEqual([2.1, 3.8, 2.7]);
    // Behind: what comes later lies above.
    expect(svg.indexOf('stroke-opacity=".7"')).toBeLessThan(svg.indexOf('>a<'));
  });

  it('is a line where there is one measure', () => {
    const svg = likeScatterSvg(
      {
        name: 'Linden Park',
        axes: axes.slice(0, 1),
        schools: [{ key: 'a', at: [50], better: false }],
        field: null,
      },
      options,
    );
    expect(svg).not.toContain('NaN');
    expect(svg).toContain('>Free meals<');
  });
});
