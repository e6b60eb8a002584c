import { drawing, line, n, type DrawingOptions } from './drawing.ts';
import { escapeXml, shorten, textWidth } from './text.ts';
import { tickLabel, ticks } from './ticks.ts';

/** One school among others that have no names: its result against what circumstances predict. */
export interface StandingSwarm {
  name: string;
  /** As it is written beside the mark: +6, and −1 to +13. */
  said: string;
  interval: string;
  place: { effect: number; low: number; high: number; lowHalf: number; highHalf: number };
  /** How many others stand at each multiple of a step, and their middle half; null where they are too few. */
  others: {
    step: number;
    at: readonly number[];
    times: readonly number[];
    middle: readonly [number, number];
  } | null;
  /** On the side that is better: a merit is drawn in reed, what is none in ink. */
  isMerit: boolean;
  highMeans: 'better' | 'worse';
  unit: string;
}

const size = 13.5;
const edge = 20;
const mostPitch = 12;

export function standingSwarmSvg(data: StandingSwarm, options: DrawingOptions): string {
  const { width, palette } = options;
  const narrow = width < 560;
  const scale = scaleOf(data, width);
  const { x } = scale;
  const room = data.others === null ? 30 : narrow ? 110 : 130;
  const top = 52;
  const axis = top + 66 + room;
  const zero = x(0);
  const height = axis + (narrow ? 72 : 50);
  const ground =
    data.others === null
      ? ''
      : `<rect x="${n(x(data.others.middle[0]))}" y="${n(top + 10)}" width="${n(Math.max(1, x(data.others.middle[1]) - x(data.others.middle[0])))}" height="${n(axis - top - 10)}" fill="${palette.wash}"/>`;
  const said = `as circumstances predict`;
  const half = textWidth(said, size) / 2;
  const body = [
    ground,
    `<path d="M${edge} ${n(axis)}H${n(width - edge)}" stroke="${palette.ruleStrong}" fill="none"/>`,
    ...axisTicks(scale, axis, options),
    `<path d="${zeroLine(zero, [top, axis], labelOf(data, scale, top + 44, width))}" stroke="${palette.ink}" stroke-width="1.25" fill="none"/>`,
    line(Math.max(half, Math.min(width - half, zero)), top - 8, said, 'middle', `fill="${palette.ink}"`),
    data.others === null ? '' : dots(data.others, scale, { middle: top + 62 + room / 2, room }, options),
    own(data, scale, top + 44, options),
    ...axisNames(data, axis, options),
  ].join('');
  return drawing(body, height, options);
}

interface Scale {
  x: (value: number) => number;
  min: number;
  max: number;
  ticks: number[];
}

/** Everything lies within, and the school never at an edge: a twelfth of the width is left on each side. */
function scaleOf({ place, others }: StandingSwarm, width: number): Scale {
  const ends = [
    0,
    place.low,
    place.high,
    ...(others === null ? [] : others.at.map((at) => at * others.step)),
  ];
  const least = Math.min(...ends);
  const most = Math.max(...ends);
  const pad = (most - least || 1) / 12;
  const [min, max] = [least - pad, most + pad];
  const x = (value: number) => edge + ((value - min) / (max - min)) * (width - 2 * edge);
  return { x, min, max, ticks: ticks(min, max, width < 560 ? 5 : 7) };
}

function axisTicks({ x, ticks: values }: Scale, axis: number, { palette }: DrawingOptions): string[] {
  return values.map(
    (value) =>
      `<path d="M${n(x(value))} ${n(axis)}v5" stroke="${palette.ruleStrong}" fill="none"/>` +
      line(x(value), axis + 20, value > 0 ? `+${tickLabel(value)}` : tickLabel(value), 'middle'),
  );
}

function axisNames(data: StandingSwarm, axis: number, { width, palette }: DrawingOptions): string[] {
  const narrow = width < 560;
  const y = axis + 44;
  const worse = data.highMeans === 'worse';
  const [left, right] = worse
    ? ['lower than predicted (better)', 'higher than predicted']
    : ['lower than predicted', 'higher than predicted'];
  const arrow = (x: number, way: 1 | -1) =>
    `<path d="M${n(x)} ${n(y - 4.5)}h${13 * way}m${-4.5 * way} -4.5l${4.5 * way} 4.5l${-4.5 * way} 4.5" stroke="${palette.ink2}" stroke-width="1.3" fill="none"/>`;
  const dim = `fill="${palette.ink3}"`;
  const unit = shorten(data.unit, size, width - 2 * edge);
  return [
    arrow(edge + 14, -1),
    line(edge + 20, y, narrow ? 'lower' : left, 'start'),
    arrow(width - edge - 14, 1),
    line(width - edge - 20, y, narrow ? 'higher' : right, 'end'),
    narrow ? line(edge, y + 22, unit, 'start', dim) : line(width / 2, y, unit, 'middle', dim),
  ];
}

/** Hollow circles, stacked about a line; the higher the highest stack, the smaller they are. */
function dots(
  others: NonNullable<StandingSwarm['others']>,
  { x }: Scale,
  { middle, room }: { middle: number; room: number },
  { palette }: DrawingOptions,
): string {
  const highest = Math.max(...others.times);
  const pitch = Math.min(mostPitch, room / highest);
  const apart = Math.abs(x(others.step) - x(0));
  const radius = Math.max(0.8, Math.min(4.6, pitch * 0.42, Math.max(2, apart * 0.48)));
  const circles = others.at.flatMap((at, i) =>
    Array.from({ length: others.times[i] }, (_, k) => {
      const step = k % 2 === 0 ? k / 2 : -(k + 1) / 2;
      return circle(x(at * others.step), middle + step * pitch, radius);
    }),
  );
  const thin = radius < 2.5 ? 0.7 : 1.1;
  return `<path d="${circles.join('')}" stroke="${palette.ruleStrong}" stroke-width="${thin}" fill="none"/>`;
}

function circle(x: number, y: number, r: number): string {
  return `M${n(x - r)} ${n(y)}a${n(r)} ${n(r)} 0 1 0 ${n(2 * r)} 0a${n(r)} ${n(r)} 0 1 0 ${n(-2 * r)} 0z`;
}

interface Label {
  words: string;
  middle: number;
  half: number;
  top: number;
  bottom: number;
}

/** What stands above the school, moved where it would leave the figure. */
function labelOf(data: StandingSwarm, { x }: Pick<Scale, 'x'>, y: number, width: number): Label {
  const words = `${shorten(data.name, 15, width * 0.6)}, ${data.said}`;
  const half = textWidth(words, 15) / 2 + 4;
  const middle = Math.max(half, Math.min(width - half, x(data.place.effect)));
  return { words, middle, half, top: y - 31, bottom: y - 11 };
}

/** The line parts where the label would stand on it or touch it. */
function zeroLine(zero: number, [from, to]: [number, number], { middle, half, top, bottom }: Label): string {
  const apart = Math.abs(zero - middle) > half + 4;
  return apart
    ? `M${n(zero)} ${n(from)}V${n(to)}`
    : `M${n(zero)} ${n(from)}V${n(top)}M${n(zero)} ${n(bottom)}V${n(to)}`;
}

/** The school: its interval as a bar, two ticks at 50 %, its mark and what it is. */
function own(
  data: StandingSwarm,
  { x }: Pick<Scale, 'x'>,
  y: number,
  { width, palette }: DrawingOptions,
): string {
  const { place, interval, isMerit } = data;
  const colour = isMerit ? palette.reed : palette.ink;
  const at = x(place.effect);
  const label = labelOf(data, { x }, y, width);
  const right = x(place.high) + 9;
  const beside = right + textWidth(interval, size) < width;
  return [
    `<rect x="${n(x(place.low))}" y="${n(y - 5)}" width="${n(x(place.high) - x(place.low))}" height="10" fill="${colour}" fill-opacity=".3"/>`,
    `<path d="M${n(x(place.lowHalf))} ${n(y - 5)}v10M${n(x(place.highHalf))} ${n(y - 5)}v10" stroke="${colour}" stroke-width="1.5" fill="none"/>`,
    `<circle cx="${n(at)}" cy="${n(y)}" r="7.5" fill="${colour}"/>`,
    line(
      label.middle,
      y - 16,
      label.words,
      'middle',
      `font-family="${escapeXml(palette.serif)}" font-size="15" font-weight="600" fill="${palette.ink}"`,
    ),
    beside
      ? line(right, y + 4.5, interval, 'start', `fill="${palette.ink3}"`)
      : line(x(place.high), y + 22, interval, 'end', `fill="${palette.ink3}"`),
  ].join('');
}
