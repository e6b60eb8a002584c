import { drawing, line, n, type DrawingOptions } from './drawing.ts';
import { shorten } from './text.ts';
import { tickLabel, ticks } from './ticks.ts';

/** Differences from what is expected, lowest first, each with its interval. They have no names. */
export interface Caterpillar {
  lines: readonly { low: number; middle: number; high: number; side: number }[];
  below: number;
  unclear: number;
  above: number;
  highMeans: 'better' | 'worse';
  unit: string;
}

const size = 13.5;
const left = 48;
const right = 8;
const top = 56;

export function caterpillarSvg(data: Caterpillar, options: DrawingOptions): string {
  const { width, palette } = options;
  const height = width < 560 ? 300 : 380;
  const bottom = height - 34;
  const y = scaleOf(data, bottom);
  const pitch = (width - left - right) / data.lines.length;
  const x = (i: number) => left + (i + 0.5) * pitch;
  const zero = y.at(0);
  const body = [
    line(
      0,
      14,
      shorten(
        data.unit.replace(/^./, (first) => first.toUpperCase()),
        size,
        width,
      ),
      'start',
      `font-weight="600" fill="${palette.ink}"`,
    ),
    ...y.ticks.map(
      (tick) =>
        `<path d="M${left} ${n(y.at(tick))}H${n(width - right)}" stroke="${palette.wash}" fill="none"/>` +
        line(left - 8, y.at(tick) + 4.5, signedTick(tick), 'end'),
    ),
    ...[0, -1, 1].map((side) => whiskers(data, { side, x, y: y.at, pitch }, options)),
    `<path d="M${left} ${n(zero)}H${n(width - right)}" stroke="${palette.ink}" stroke-width="1.25" fill="none"/>`,
    // Above the line at the left, where nothing reaches: the lowest stand there.
    line(left + 4, zero - 8, 'as circumstances predict', 'start', `fill="${palette.ink}"`),
    ...sections(data, { x, pitch, bottom }, options),
  ].join('');
  return drawing(body, height, options);
}

function scaleOf({ lines }: Caterpillar, bottom: number) {
  const least = Math.min(0, ...lines.map(({ low }) => low));
  const most = Math.max(0, ...lines.map(({ high }) => high));
  const span = most - least || 1;
  return {
    at: (value: number) => bottom - ((value - least) / span) * (bottom - top),
    ticks: ticks(least, most, 6),
  };
}

const signedTick = (value: number) => (value > 0 ? `+${tickLabel(value)}` : tickLabel(value));

interface Places {
  side: number;
  x: (i: number) => number;
  y: (value: number) => number;
  pitch: number;
}

/** The intervals of one side, and a mark for each difference: filled where it is clear, a short stroke where it is not. */
function whiskers(data: Caterpillar, { side, x, y, pitch }: Places, { palette }: DrawingOptions): string {
  const colour = side === 0 ? palette.ruleStrong : sideColour(data, side, palette);
  const own = data.lines.flatMap((one, i) => (one.side === side ? [{ ...one, i }] : []));
  if (own.length === 0) return '';
  const thick = Math.max(0.7, Math.min(2, pitch * 0.5));
  const bars = own.map(({ low, high, i }) => `M${n(x(i))} ${n(y(low))}V${n(y(high))}`).join('');
  const reach = Math.max(0.8, Math.min(3.4, pitch * 0.75));
  const marks = own
    .map(({ middle, i }) =>
      side === 0
        ? `M${n(x(i) - reach)} ${n(y(middle))}h${n(2 * reach)}`
        : `M${n(x(i) - reach)} ${n(y(middle))}a${n(reach)} ${n(reach)} 0 1 0 ${n(2 * reach)} 0a${n(reach)} ${n(reach)} 0 1 0 ${n(-2 * reach)} 0z`,
    )
    .join('');
  const drawn =
    side === 0
      ? `<path d="${marks}" stroke="${palette.ink}" stroke-width="1.3" fill="none"/>`
      : `<path d="${marks}" fill="${colour}"/>`;
  return `<path d="${bars}" stroke="${colour}" stroke-width="${n(thick)}" stroke-opacity="${side === 0 ? '.6' : '.75'}" fill="none"/>${drawn}`;
}

function sideColour(
  { highMeans }: Caterpillar,
  side: number,
  { reed, rust }: DrawingOptions['palette'],
): string {
  return side > 0 === (highMeans === 'better') ? reed : rust;
}

/** How many lie where, in words beneath the stretch that they take. */
function sections(
  data: Caterpillar,
  { x, pitch, bottom }: { x: (i: number) => number; pitch: number; bottom: number },
  { width, palette }: DrawingOptions,
): string[] {
  const all = data.below + data.unclear + data.above;
  const narrow = width < 560;
  const words = (number: number, side: number) => {
    const what = side === 0 ? 'not clear' : side > 0 === (data.highMeans === 'better') ? 'better' : 'worse';
    const many = number.toLocaleString('en-GB');
    return narrow || side === 0 ? `${many} ${what}` : `${many} clearly ${what}`;
  };
  const at = (share: number) => x(0) - pitch / 2 + share * (width - left - right);
  return (
    [
      [data.below, -1, at(0), 'start'],
      [data.unclear, 0, at((data.below + data.unclear / 2) / all), 'middle'],
      [data.above, 1, at(1), 'end'],
    ] as const
  )
    .filter(([number]) => number > 0)
    .map(([number, side, place, anchor]) =>
      line(
        place,
        bottom + 26,
        words(number, side),
        anchor,
        `font-weight="600" fill="${side === 0 ? palette.ink2 : sideColour(data, side, palette)}"`,
      ),
    );
}
