import type { Palette } from './palette.ts';
import { textSize, type OddsScatter, type ScatterLayout } from './scatterLayout.ts';
import { escapeXml, shorten, textWidth } from './text.ts';
import { tickLabel } from './ticks.ts';

/** The grounds of the two groups, where one group's cut points hold for every school drawn. */
export function tints(data: OddsScatter, { plot, x, y, drawn }: ScatterLayout, palette: Palette): string {
  if (data.cuts === null || drawn === 0) return '';
  const { hardest, top, lowest } = outerCuts(data, data.cuts);
  const right = x(hardest);
  return (
    rectangle(plot.left, plot.top, right, y(top), palette.reedTint) +
    rectangle(plot.left, y(lowest), right, plot.bottom, palette.rustTint)
  );
}

/** The cut points of the hardest quarter and of the outer quarters of results, whatever a high value means. */
function outerCuts(
  { indexHighMeans, resultHighMeans }: OddsScatter,
  { index, result }: NonNullable<OddsScatter['cuts']>,
) {
  const worse = resultHighMeans === 'worse';
  return {
    hardest: indexHighMeans === 'harder' ? index.q3 : index.q1,
    top: worse ? result.q1 : result.q3,
    lowest: worse ? result.q3 : result.q1,
  };
}

export function quarterLines(
  data: OddsScatter,
  { plot, x, y, narrow, drawn }: ScatterLayout,
  palette: Palette,
): string {
  if (data.cuts === null || drawn === 0) return '';
  const { hardest, top, lowest } = outerCuts(data, data.cuts);
  const { index, result } = data.cuts;
  const xs = (narrow ? [hardest] : [index.q1, index.median, index.q3]).map(x);
  const ys = (narrow ? [top, lowest] : [result.q1, result.median, result.q3]).map(y);
  const path =
    xs.map((at) => `M${n(at)} ${n(plot.top)}V${n(plot.bottom)}`).join('') +
    ys.map((at) => `M${n(plot.left)} ${n(at)}H${n(plot.right)}`).join('');
  return `<path d="${path}" stroke="${palette.ruleStrong}" stroke-opacity=".55" fill="none"/>`;
}

export function axes(data: OddsScatter, layout: ScatterLayout, palette: Palette): string {
  const { plot, x, y, xTicks, yTicks, drawn } = layout;
  const lines: string[] = [];
  const words: string[] = [];
  if (drawn > 0) {
    for (const tick of xTicks) {
      lines.push(`M${n(x(tick))} ${n(plot.bottom)}v4`);
      words.push(text(x(tick), plot.bottom + 18, tickLabel(tick), 'middle'));
    }
    for (const tick of yTicks) {
      lines.push(`M${n(plot.left)} ${n(y(tick))}h-4`);
      words.push(text(plot.left - 8, y(tick) + 4.5, tickLabel(tick), 'end'));
    }
  }
  lines.push(`M${n(plot.left)} ${n(plot.top)}V${n(plot.bottom)}H${n(plot.right)}`);
  const path = `<path d="${lines.join('')}" stroke="${palette.ruleStrong}" fill="none"/>`;
  return path + words.join('') + axisNames(data, layout, palette);
}

function axisNames(data: OddsScatter, { plot, narrow }: ScatterLayout, palette: Palette): string {
  const strong = `font-weight="600" fill="${palette.ink}"`;
  const nameY = plot.top - (data.cuts !== null && !narrow ? 32 : 10);
  const lower = data.resultHighMeans === 'worse' ? ' (lower is better)' : '';
  const bottom = plot.bottom + 39;
  const direction = narrow ? 'harder' : 'harder circumstances';
  const room = plot.right - plot.left - arrowRoom - textWidth(direction, textSize) - 16;
  return (
    `<text x="0" y="${n(nameY)}" ${strong}>${escapeXml(shorten(data.resultLabel + lower, textSize, plot.right))}</text>` +
    arrowLeft(plot.left, bottom - 4.5, palette) +
    text(plot.left + arrowRoom, bottom, direction, 'start') +
    `<text x="${n(plot.right)}" y="${n(bottom)}" text-anchor="end" ${strong}>${escapeXml(shorten(data.indexLabel, textSize * 1.04, room))}</text>`
  );
}

const arrowRoom = 19;

/** Drawn, because the faces that come with a page or stand on a machine need not have an arrow. */
function arrowLeft(x: number, y: number, palette: Palette): string {
  return `<path d="M${n(x + 14)} ${n(y)}h-13m4.5 -4.5l-4.5 4.5l4.5 4.5" stroke="${palette.ink2}" stroke-width="1.3" fill="none"/>`;
}

/** The names of the quarters along the top and at the right, where there is room for them. */
export function bands(
  data: OddsScatter,
  { plot, x, y, narrow, drawn }: ScatterLayout,
  palette: Palette,
): string {
  if (data.cuts === null || drawn === 0) return '';
  const { hardest, top } = data.parts ?? { hardest: 'quarter', top: 'quarter' };
  if (narrow) return narrowBands(outerCuts(data, data.cuts), { plot, y, part: top }, palette);
  const { index, result } = data.cuts;
  const xs = [plot.left, ...[index.q1, index.median, index.q3].map(x).sort(ascending), plot.right];
  const ys = [plot.top, ...[result.q1, result.median, result.q3].map(y).sort(ascending), plot.bottom];
  const inner = (part: string, others: string[]) => (part === 'quarter' ? ['Second', 'Third'] : others);
  const across = [
    `Hardest ${hardest}`,
    ...inner(hardest, ['Harder half', 'Easier half']),
    `Easiest ${hardest}`,
  ];
  const down = [`Top ${top}`, ...inner(top, ['Higher half', 'Lower half']), `Lowest ${top}`];
  const dim = `fill="${palette.ink3}"`;
  const along = across.map((name, i) => {
    const middle = (xs[i] + xs[i + 1]) / 2;
    const room = xs[i + 1] - xs[i] - 4;
    // 'Hardest' alone says enough where 'Hardest quarter' does not fit.
    const words = [name, name.replace(/ .*/, '')].find((one) => textWidth(one, textSize) <= room);
    if (words === undefined) return '';
    return text(middle, plot.top - 8, words, 'middle', i === 0 ? `fill="${palette.ink}"` : dim);
  });
  const beside = down.map((name, i) => {
    if (ys[i + 1] - ys[i] < textSize + 4) return '';
    return text(plot.right + 10, (ys[i] + ys[i + 1]) / 2 + 4.5, name, 'start', dim);
  });
  return along.join('') + beside.join('');
}

function narrowBands(
  { top, lowest }: { top: number; lowest: number },
  { plot, y, part }: Pick<ScatterLayout, 'plot' | 'y'> & { part: string },
  palette: Palette,
): string {
  const say = (at: number, words: string) => {
    const width = textWidth(words, textSize) + 4;
    const patch = `<rect x="${n(plot.right - width)}" y="${n(at - 13)}" width="${n(width)}" height="17" fill="${palette.paper}" fill-opacity=".85"/>`;
    return patch + text(plot.right, at, words, 'end', `fill="${palette.ink2}"`);
  };
  return say(y(top) - 5, `top ${part}`) + say(y(lowest) + 16, `lowest ${part}`);
}

function rectangle(left: number, top: number, right: number, bottom: number, fill: string): string {
  return `<rect x="${n(left)}" y="${n(top)}" width="${n(Math.max(0, right - left))}" height="${n(Math.max(0, bottom - top))}" fill="${fill}"/>`;
}

function text(x: number, y: number, words: string, anchor: 'start' | 'middle' | 'end', more = ''): string {
  return `<text x="${n(x)}" y="${n(y)}" text-anchor="${anchor}"${more === '' ? '' : ` ${more}`}>${escapeXml(words)}</text>`;
}

function ascending(a: number, b: number): number {
  return a - b;
}

function n(value: number): string {
  return String(Math.round(value * 10) / 10);
}
