import { pixelDots, roundDots } from './dots.ts';
import { axes, bands, quarterLines, tints } from './scatterFrame.ts';
import {
  keyLetter,
  layoutScatter,
  textSize,
  type OddsScatter,
  type ScatterLayout,
  type ScatterOptions,
} from './scatterLayout.ts';
import { inside } from './labels.ts';
import { escapeXml, textWidth } from './text.ts';

export type { OddsScatter, ScatterOptions } from './scatterLayout.ts';

const fileMargin = 20;

/** Circumstances against results, one mark a school, as SVG text: resilient schools are named, struggling ones never. */
export function oddsScatterSvg(data: OddsScatter, options: ScatterOptions): string {
  return drawScatter(data, options, layoutScatter(data, options));
}

/** The same from a layout that was made already. */
export function drawScatter(data: OddsScatter, options: ScatterOptions, layout: ScatterLayout): string {
  const { width, height, palette, standalone } = options;
  // A file brings its own margin; on a page the page has one.
  const margin = standalone ? fileMargin : 0;
  const box = [-margin, -margin, width + 2 * margin, height + 2 * margin].map(n);
  const namespace = standalone ? ' xmlns="http://www.w3.org/2000/svg"' : '';
  return [
    `<svg${namespace} class="figure" viewBox="${box.join(' ')}" width="${box[2]}" height="${box[3]}" `,
    `role="img" aria-label="${escapeXml(options.description)}" font-family="${escapeXml(palette.sans)}" `,
    `font-size="${String(textSize)}" fill="${palette.ink2}">`,
    standalone ? fileHead(options, layout) : '',
    tints(data, layout, palette),
    marks(data, layout, options),
    quarterLines(data, layout, palette),
    axes(data, layout, palette),
    bands(data, layout, palette),
    corners(layout, options, data.cuts !== null),
    resilientMarks(data, layout, options),
    '</svg>',
  ].join('');
}

function fileHead(
  { title, description, width, height, palette }: ScatterOptions,
  layout: ScatterLayout,
): string {
  const { titleLines, captionLines } = layout;
  const heading = titleLines.map(
    (line, i) =>
      `<text x="0" y="${n(18 + i * 24)}" font-family="${escapeXml(palette.serif)}" font-size="19" font-weight="600" fill="${palette.ink}">${escapeXml(line)}</text>`,
  );
  const first = height - captionLines.length * 19 + 13;
  const caption = captionLines.map(
    (line, i) => `<text x="0" y="${n(first + i * 19)}" fill="${palette.ink3}">${escapeXml(line)}</text>`,
  );
  const about = `<title>${escapeXml(title)}</title><desc>${escapeXml(description)}</desc>`;
  return `${about}<rect x="${-fileMargin}" y="${-fileMargin}" width="${n(width + 2 * fileMargin)}" height="${n(height + 2 * fileMargin)}" fill="${palette.paper}"/>${heading.join('')}${caption.join('')}`;
}

/** Neutral and struggling schools: one path each, so that 24,000 schools are two elements. */
function marks(data: OddsScatter, layout: ScatterLayout, { palette, standalone }: ScatterOptions): string {
  if (layout.dense) return (standalone ? roundDots : pixelDots)(data, layout, palette);
  const { px, py, narrow } = layout;
  let neutral = '';
  let struggling = '';
  let weak = '';
  for (let i = 0; i < px.length; i++) {
    if (Number.isNaN(px[i]) || data.kind[i] === 1) continue;
    if (data.kind[i] === 2 && data.weak?.[i] === 1) weak += smallCross(px[i], py[i], narrow ? 3 : 4);
    else if (data.kind[i] === 2) struggling += diamondPath(px[i], py[i], narrow ? 4 : 5.5);
    else neutral += circlePath(px[i], py[i], narrow ? 2.4 : 3.6);
  }
  return (
    `<path d="${neutral}" stroke="${palette.ruleStrong}" stroke-width="1.1" fill="none"/>` +
    `<path d="${struggling + weak}" stroke="${palette.rust}" stroke-width="${narrow ? '1.4' : '1.7'}" fill="none"/>`
  );
}

function circlePath(x: number, y: number, r: number): string {
  return `M${n(x - r)} ${n(y)}a${r} ${r} 0 1 0 ${2 * r} 0a${r} ${r} 0 1 0 ${-2 * r} 0z`;
}

/** A diamond of which only the points are left. */
function smallCross(x: number, y: number, r: number): string {
  return `M${n(x - r)} ${n(y)}h${2 * r}M${n(x)} ${n(y - r)}v${2 * r}`;
}

function diamondPath(x: number, y: number, r: number): string {
  return `M${n(x)} ${n(y - r)}l${r} ${r}l${-r} ${r}l${-r} ${-r}z`;
}

function resilientMarks(data: OddsScatter, layout: ScatterLayout, { palette }: ScatterOptions): string {
  const { px, py, radius, keyed, labels, resilient } = layout;
  const names = labels.map((label) => {
    const { box, leader } = label;
    const ground = layout.tint !== null && inside(box, layout.tint) ? palette.reedTint : palette.paper;
    const patch = `<rect x="${n(box.left)}" y="${n(box.top)}" width="${n(box.right - box.left)}" height="${n(box.bottom - box.top)}" fill="${ground}" fill-opacity=".85"/>`;
    const line =
      leader === null
        ? ''
        : `<path d="M${n(leader.x)} ${n(leader.from)}V${n(leader.to)}" stroke="${palette.ruleStrong}" fill="none"/>`;
    return `${line}${patch}<text x="${n(label.x)}" y="${n(label.y)}" text-anchor="${label.anchor}" fill="${palette.ink}">${escapeXml(label.text)}</text>`;
  });
  const discs = resilient.map((row, i) => {
    // A label that often would be another by chance is a ring.
    const weak = data.weak?.[row] === 1;
    const disc = weak
      ? `<circle cx="${n(px[row])}" cy="${n(py[row])}" r="${n(radius - 0.75)}" fill="${palette.paper}" stroke="${palette.reed}" stroke-width="2"/>`
      : `<circle cx="${n(px[row])}" cy="${n(py[row])}" r="${String(radius)}" fill="${palette.reed}" stroke="${palette.paper}" stroke-width="1.5"/>`;
    if (!keyed) return disc;
    return `${disc}<text x="${n(px[row])}" y="${n(py[row] + 4.6)}" text-anchor="middle" font-weight="650" fill="${weak ? palette.ink : palette.onFill}">${keyLetter(i)}</text>`;
  });
  return names.join('') + discs.join('');
}

/** How many of each, said in the corner where they lie; with a mark before the words where no tint says which is which. */
function corners(layout: ScatterLayout, { palette }: ScatterOptions, tinted: boolean): string {
  const { plot, resilient, struggling, dense, narrow } = layout;
  if ((narrow && tinted) || layout.drawn === 0) return '';
  const size = 15;
  const say = (text: string, y: number, colour: string, ground: string, mark: string) => {
    const left = plot.left + 10;
    const shift = tinted ? 0 : 18;
    const patch = `<rect x="${n(left - 4)}" y="${n(y - 15)}" width="${n(textWidth(text, size) + shift + 12)}" height="21" fill="${ground}"/>`;
    const words = `<text x="${n(left + shift)}" y="${n(y)}" font-family="${escapeXml(palette.serif)}" font-size="${String(size)}" font-weight="600" fill="${colour}">${text}</text>`;
    return patch + (tinted ? '' : mark) + words;
  };
  const top = plot.top + 21;
  const bottom = plot.bottom - 10;
  const disc = `<circle cx="${n(plot.left + 16)}" cy="${n(top - 5)}" r="6" fill="${palette.reed}"/>`;
  const sign = dense
    ? `<path d="M${n(plot.left + 13)} ${n(bottom - 3)}h0m5 -5h0m2 6h0" stroke="${palette.rust}" stroke-width="3" stroke-linecap="round" fill="none"/>`
    : `<path d="${diamondPath(plot.left + 16, bottom - 5, 5.5)}" stroke="${palette.rust}" stroke-width="1.7" fill="none"/>`;
  const number = (value: number) => value.toLocaleString('en-GB');
  return (
    say(
      `${number(resilient.length)} resilient`,
      top,
      palette.reed,
      tinted ? palette.reedTint : palette.paper,
      disc,
    ) +
    say(
      `${number(struggling)} struggling`,
      bottom,
      palette.rust,
      tinted ? palette.rustTint : palette.paper,
      sign,
    )
  );
}

function n(value: number): string {
  return String(Math.round(value * 10) / 10);
}
