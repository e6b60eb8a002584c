import { drawing, line, n, type DrawingOptions } from './drawing.ts';
import { textWidth } from './text.ts';

/** A school over the years: its values with their intervals, before the middle half of others and their median. */
export interface BandOverTime {
  periods: readonly string[];
  value: readonly (number | null)[];
  low: readonly (number | null)[];
  high: readonly (number | null)[];
  band: readonly ({ q1: number; median: number; q3: number } | null)[];
  /** As values are written. */
  say: (value: number) => string;
}

const plot = { top: 14, bottom: 138, left: 4 };
const height = 176;
const size = 13.5;

/** The body alone, for several beside each other in one file. */
export function bandOverTimeBody(data: BandOverTime, options: DrawingOptions): string {
  const { palette, width } = options;
  const last = data.band.findLast((one) => one !== null) ?? null;
  const labels = last === null ? [] : [last.q3, last.q1];
  const right = width - Math.max(0, ...labels.map((value) => textWidth(data.say(value), size))) - 8;
  const y = vertical(data);
  const count = data.periods.length;
  const x = (i: number) =>
    count === 1 ? (plot.left + right) / 2 : plot.left + 18 + (i * (right - plot.left - 36)) / (count - 1);
  return [
    bands(data, { x, y, right }, options),
    ...sides(labels, y).map(([value, at]) =>
      line(right + 8, at + 4.5, data.say(value), 'start', `fill="${palette.ink3}"`),
    ),
    ...points(data, { x, y }, options),
    ...data.periods.map((period, i) => (period === '' ? '' : periodLabel(period, i, count, x(i), right))),
  ].join('');
}

export function bandOverTimeSvg(data: BandOverTime, options: DrawingOptions): string {
  return drawing(bandOverTimeBody(data, options), height, options);
}

export { height as bandOverTimeHeight };

function periodLabel(period: string, i: number, count: number, x: number, right: number): string {
  const half = textWidth(period, size) / 2;
  // With many years only the first and the last have room.
  if (count > 3 && i > 0 && i < count - 1 && right / count < 2 * half + 8) return '';
  return line(Math.max(half, x), plot.bottom + 32, period, 'middle');
}

/** From the least to the greatest of what is drawn, with a little room. */
function vertical({ value, low, high, band }: BandOverTime): (value: number) => number {
  const drawn = [...value, ...low, ...high, ...band.flatMap((one) => (one === null ? [] : [one.q1, one.q3]))];
  const known = drawn.filter((one) => one !== null);
  const least = Math.min(...known);
  const most = Math.max(...known);
  const span = most - least || Math.abs(most) || 1;
  return (one) => plot.bottom - ((one - least) / span) * (plot.bottom - plot.top - 8) - 4;
}

/** The two ends of the band, kept a line apart. */
function sides(values: readonly number[], y: (value: number) => number): [number, number][] {
  const [upper, lower] = values;
  if (values.length < 2) return [];
  const [a, b] = [y(upper), y(lower)];
  const lack = Math.max(0, size + 2 - (b - a)) / 2;
  return [
    [upper, a - lack],
    [lower, b + lack],
  ];
}

interface Scales {
  x: (i: number) => number;
  y: (value: number) => number;
}

/** Stretches of years that have a middle half; a single one is as wide as its mark. */
function bands(
  data: BandOverTime,
  { x, y, right }: Scales & { right: number },
  { palette }: DrawingOptions,
): string {
  const count = data.periods.length;
  const parts: string[] = [];
  for (let from = 0; from < count; from++) {
    if (data.band[from] === null) continue;
    let to = from;
    while (to + 1 < count && data.band[to + 1] !== null) to++;
    const at = Array.from({ length: to - from + 1 }, (_, k) => from + k);
    const left = from === 0 ? plot.left : x(from) - 18;
    const end = to === count - 1 ? right : x(to) + 18;
    const along = (key: 'q1' | 'median' | 'q3') => {
      const of = (i: number) => y(data.band[i]?.[key] ?? 0);
      return [[left, of(from)], ...at.map((i) => [x(i), of(i)]), [end, of(to)]];
    };
    const path = (list: number[][]) => list.map(([px, py]) => `${n(px)} ${n(py)}`).join('L');
    parts.push(
      `<path d="M${path(along('q3'))}L${path(along('q1').toReversed())}z" fill="${palette.wash}"/>`,
      `<path d="M${path(along('median'))}" stroke="${palette.ruleStrong}" fill="none"/>`,
    );
    from = to;
  }
  return parts.join('');
}

function points(data: BandOverTime, { x, y }: Scales, { palette }: DrawingOptions): string[] {
  const known = data.value.flatMap((value, i) => (value === null ? [] : [{ value, i }]));
  const bars = known.flatMap(({ i }) => {
    const [low, high] = [data.low[i], data.high[i]];
    if (low === null || high === null) return [];
    return [
      `<path d="M${n(x(i))} ${n(y(low))}V${n(y(high))}" stroke="${palette.ink}" stroke-opacity=".28" stroke-width="6"/>`,
    ];
  });
  const way = known.map(({ value, i }) => `${n(x(i))} ${n(y(value))}`).join('L');
  const marks = known.map(({ value, i }, k) => {
    const isLast = k === known.length - 1;
    const mark = `<circle cx="${n(x(i))}" cy="${n(y(value))}" r="${isLast ? 5 : 3.4}" fill="${isLast ? palette.ink : palette.paper}" stroke="${palette.ink}" stroke-width="1.5"/>`;
    const before = known[k - 1];
    return isLast ? mark + saying(data, { value, i, before }, { x, y }, palette.ink) : mark;
  });
  return [
    ...bars,
    known.length > 1 ? `<path d="M${way}" stroke="${palette.ink2}" stroke-width="1.5" fill="none"/>` : '',
    ...marks,
  ];
}

interface Last {
  value: number;
  i: number;
  before: { value: number } | undefined;
}

/** The latest value, left of its mark: above the line that comes from below, below the one that comes from above. */
function saying(data: BandOverTime, { value, i, before }: Last, { x, y }: Scales, ink: string): string {
  const words = data.say(value);
  const single = data.periods.length === 1;
  const falls = before !== undefined && y(before.value) < y(value);
  const away = single ? 4.5 : falls ? 8 + 0.7 * size : -8;
  return line(
    single ? x(i) + 12 : x(i) - 10,
    y(value) + away,
    words,
    single ? 'start' : 'end',
    `font-weight="600" fill="${ink}"`,
  );
}
