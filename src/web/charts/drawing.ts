import type { Palette } from './palette.ts';
import { escapeXml, wrap } from './text.ts';

/** What frames a small drawing, on a page and in a file of its own alike. */
export interface DrawingOptions {
  width: number;
  palette: Palette;
  /** One sentence that says what the drawing shows, for those who do not see it. */
  description: string;
  /** For a file, which has to say by itself what a page says around the drawing. */
  file?: { title: string; caption: string };
}

const size = 13.5;
const margin = 20;

/** An SVG of that height; a file has a ground, a title above and its caption beneath. */
export function drawing(body: string, height: number, options: DrawingOptions): string {
  const { width, palette, description, file } = options;
  const open = (box: readonly number[], namespace: string) =>
    `<svg${namespace} class="figure" viewBox="${box.map(n).join(' ')}" width="${n(box[2])}" height="${n(box[3])}" ` +
    `role="img" aria-label="${escapeXml(description)}" font-family="${escapeXml(palette.sans)}" ` +
    `font-size="${size}" fill="${palette.ink2}">`;
  if (file === undefined) return `${open([0, 0, width, height], '')}${body}</svg>`;
  const title = wrap(file.title, 19, width);
  const caption = wrap(file.caption, size, width);
  const top = title.length * 24 + 12;
  const bottom = top + height + 22;
  const all = bottom + caption.length * 19;
  return [
    open([-margin, -margin, width + 2 * margin, all + 2 * margin], ' xmlns="http://www.w3.org/2000/svg"'),
    `<title>${escapeXml(file.title)}</title><desc>${escapeXml(description)}</desc>`,
    `<rect x="${-margin}" y="${-margin}" width="${n(width + 2 * margin)}" height="${n(all + 2 * margin)}" fill="${palette.paper}"/>`,
    ...title.map(
      (line, i) =>
        `<text x="0" y="${n(18 + i * 24)}" font-family="${escapeXml(palette.serif)}" font-size="19" font-weight="600" fill="${palette.ink}">${escapeXml(line)}</text>`,
    ),
    `<g transform="translate(0 ${n(top)})">${body}</g>`,
    ...caption.map(
      (line, i) => `<text x="0" y="${n(bottom + i * 19)}" fill="${palette.ink3}">${escapeXml(line)}</text>`,
    ),
    '</svg>',
  ].join('');
}

export type Anchor = 'start' | 'middle' | 'end';

/** One line of text; what it is made of is escaped. */
export function line(x: number, y: number, words: string, anchor: Anchor, more = ''): string {
  return `<text x="${n(x)}" y="${n(y)}" text-anchor="${anchor}"${more === '' ? '' : ` ${more}`}>${escapeXml(words)}</text>`;
}

/** To one tenth of a pixel. */
export function n(value: number): string {
  return String(Math.round(value * 10) / 10);
}
