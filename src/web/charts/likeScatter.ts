import { drawing, line, n, type DrawingOptions } from './drawing.ts';
import { escapeXml, shorten, textWidth } from './text.ts';
import { tickLabel, ticks } from './ticks.ts';

/** The schools nearest in circumstances, each with the letter that it has in the list beside it. */
export interface LikeScatter {
  name: string;
  /** Two measures of circumstances, or one. */
  axes: readonly { label: string; suffix: string; own: number }[];
  schools: readonly { key: string; at: readonly number[]; better: boolean }[];
  /** How many others stand where, drawn faint behind them. */
  field: { at: readonly (readonly number[])[]; times: readonly number[] } | null;
}

const radius = 10.5;
const apart = 2 * radius + 2;
const size = 13.5;

export function likeScatterSvg(data: LikeScatter, options: DrawingOptions): string {
  const { width, palette } = options;
  const [across, up] = data.axes;
  const flat = up === undefined;
  const height = flat ? 150 : data.field === null ? 300 : 340;
  const plot = { left: flat ? 16 : 44, right: width - 14, top: flat ? 20 : 34, bottom: height - 44 };
  const x = axis(data, 0, [plot.left, plot.right]);
  const y = flat ? null : axis(data, 1, [plot.bottom, plot.top]);
  const middle = (plot.top + plot.bottom) / 2;
  const where = (at: readonly number[]) => ({ x: x.at(at[0]), y: y === null ? middle : y.at(at[1]) });
  const mine = where(data.axes.map(({ own }) => own));
  const marks = moved(
    data.schools.map((one) => where(one.at)),
    mine,
    plot,
  );
  const named = ownName(data.name, mine, { plot, marks }, options);
  const strong = `font-weight="600" fill="${palette.ink}"`;
  const body = [
    `<path d="M${n(plot.left)} ${n(y === null ? plot.bottom : plot.top)}V${n(plot.bottom)}H${n(plot.right)}" stroke="${palette.ruleStrong}" fill="none"/>`,
    ...x.ticks.map((tick) => line(x.at(tick), plot.bottom + 18, tickLabel(tick) + across.suffix, 'middle')),
    ...(y?.ticks ?? []).map((tick) =>
      line(plot.left - 8, y === null ? 0 : y.at(tick) + 4.5, tickLabel(tick) + (up?.suffix ?? ''), 'end'),
    ),
    line(plot.right, plot.bottom + 39, shorten(across.label, size * 1.05, width), 'end', strong),
    up === undefined ? '' : line(0, 14, shorten(up.label, size * 1.05, width), 'start', strong),
    behind(data.field, where, options),
    named.leader,
    ...marks.map((mark, i) => school(data.schools[i], mark, options)),
    `<rect x="${n(mine.x - 6)}" y="${n(mine.y - 6)}" width="12" height="12" fill="${palette.ink}"/>`,
    named.words,
  ].join('');
  return drawing(body, height, options);
}

interface Spot {
  x: number;
  y: number;
}
interface Moved extends Spot {
  from: Spot;
}
interface Plot {
  left: number;
  right: number;
  top: number;
  bottom: number;
}

function axis({ axes, schools, field }: LikeScatter, which: number, [from, to]: readonly [number, number]) {
  const values = [axes[which].own, ...[...schools, ...inField(field)].map(({ at }) => at[which])];
  const least = Math.min(...values);
  const most = Math.max(...values);
  const pad = (most - least || Math.abs(most) || 1) * (field === null ? 0.18 : 0.05);
  const [min, max] = [least - pad, most + pad];
  return {
    at: (value: number) => from + ((value - min) / (max - min)) * (to - from),
    ticks: ticks(min, max, Math.abs(to - from) < 260 ? 4 : 5),
  };
}

const inField = (field: LikeScatter['field']) => (field?.at ?? []).map((at) => ({ at }));

/** One circle for each place, larger where more stand. */
function behind(
  field: LikeScatter['field'],
  where: (at: readonly number[]) => Spot,
  { palette }: DrawingOptions,
): string {
  if (field === null) return '';
  const circles = field.at.map((at, i) => {
    const { x, y } = where(at);
    const r = Math.min(4.4, 2.1 + 0.6 * Math.sqrt(field.times[i] - 1));
    return `M${n(x - r)} ${n(y)}a${n(r)} ${n(r)} 0 1 0 ${n(2 * r)} 0a${n(r)} ${n(r)} 0 1 0 ${n(-2 * r)} 0z`;
  });
  return `<path d="${circles.join('')}" stroke="${palette.ruleStrong}" stroke-opacity=".7" stroke-width=".9" fill="none"/>`;
}

/** Letters that would lie on each other move apart, and away from the school's own mark; a line leads to where they belong. */
function moved(spots: readonly Spot[], own: Spot, plot: Plot): Moved[] {
  const marks = spots.map((from) => ({ ...from, from }));
  for (let round = 0; round < 200; round++) {
    let still = true;
    marks.forEach((mark, i) => {
      for (const other of [...marks.slice(0, i), own]) {
        const [dx, dy] = [mark.x - other.x, mark.y - other.y];
        const away = Math.hypot(dx, dy);
        if (away >= apart) continue;
        still = false;
        // Two on one spot part in a direction of their own each.
        const angle = away === 0 ? i * 2.4 : Math.atan2(dy, dx);
        const push = (apart - away) / (other === own ? 1 : 2) + 0.1;
        mark.x += Math.cos(angle) * push;
        mark.y += Math.sin(angle) * push;
        if (other !== own) {
          other.x -= Math.cos(angle) * push;
          other.y -= Math.sin(angle) * push;
        }
      }
      mark.x = Math.max(plot.left + radius, Math.min(plot.right - radius, mark.x));
      mark.y = Math.max(plot.top + radius, Math.min(plot.bottom - radius, mark.y));
    });
    if (still) break;
  }
  return marks;
}

function school(
  { key, better }: LikeScatter['schools'][number],
  { x, y, from }: Moved,
  { palette }: DrawingOptions,
): string {
  const far = Math.hypot(x - from.x, y - from.y) > radius;
  const leader = far
    ? `<path d="M${n(x)} ${n(y)}L${n(from.x)} ${n(from.y)}" stroke="${palette.ruleStrong}" fill="none"/><circle cx="${n(from.x)}" cy="${n(from.y)}" r="2" fill="${palette.ruleStrong}"/>`
    : '';
  return (
    leader +
    `<circle cx="${n(x)}" cy="${n(y)}" r="${radius}" fill="${better ? palette.reed : palette.paper}" stroke="${better ? palette.reed : palette.ruleStrong}" stroke-width="1.2"/>` +
    line(x, y + 4.6, key, 'middle', `font-weight="600" fill="${better ? palette.onFill : palette.ink2}"`)
  );
}

/** Beside the square if that is free, else away from it with a line; in a corner where nothing else is free. */
function ownName(
  name: string,
  own: Spot,
  { plot, marks }: { plot: Plot; marks: readonly Spot[] },
  { palette, width }: DrawingOptions,
): { leader: string; words: string } {
  const said = shorten(name, 15, width * 0.55);
  // Bold serif is a little wider than what is reckoned with.
  const half = textWidth(said, 15) * 0.54;
  const free = ({ x, y }: Spot) =>
    x - half >= plot.left + 4 &&
    x + half <= plot.right + 10 &&
    y - 14 >= plot.top - 12 &&
    y + 4 <= plot.bottom - 2 &&
    marks.every(
      (mark) => Math.abs(mark.x - x) > half + radius + 4 || Math.abs(mark.y - (y - 5)) > radius + 9,
    );
  const around = [0, 14, 28, 44, 60, 80, 105].flatMap((away) =>
    [-1, 1].flatMap((side) => [
      { x: own.x + side * (half + 12), y: own.y + 5 - away },
      { x: own.x + side * (half + 12), y: own.y + 5 + away },
      { x: own.x, y: own.y - 14 - away },
      { x: own.x, y: own.y + 24 + away },
    ]),
  );
  const spot = around.find(free) ?? { x: plot.right - half, y: plot.top };
  const far = Math.abs(spot.y - 5 - own.y) > 26;
  const from = spot.y < own.y ? spot.y + 4 : spot.y - 14;
  const words = line(
    spot.x,
    spot.y,
    said,
    'middle',
    `font-family="${escapeXml(palette.serif)}" font-size="15" font-weight="600" fill="${palette.ink}"`,
  );
  return {
    leader: far
      ? `<path d="M${n(own.x)} ${n(own.y)}L${n(spot.x)} ${n(from)}" stroke="${palette.ruleStrong}" fill="none"/>`
      : '',
    words: `<rect x="${n(spot.x - half)}" y="${n(spot.y - 14)}" width="${n(2 * half)}" height="19" fill="${palette.paper}" fill-opacity=".85"/>${words}`,
  };
}
