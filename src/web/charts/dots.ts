import type { Palette } from './palette.ts';
import type { OddsScatter, ScatterLayout } from './scatterLayout.ts';

const neutralOpacity = 0.6;
const strugglingOpacity = 0.75;
/** A round dot two pixels across, in the middle of four pixels, covers so much of each. */
const roundness = Math.PI / 4;

/**
 * Many schools as round dots two pixels across, for a file of any size: strokes of no length with round caps. Two dots
 * on one pixel look like one, so each is written once and the file is half as long.
 */
export function roundDots(data: OddsScatter, layout: ScatterLayout, palette: Palette): string {
  const { width } = sizeOf(layout);
  const path = (kind: number, weak = 0) => {
    const middles = middlesOf(data, layout, kind, weak);
    const parts: string[] = [];
    for (let at = middles.indexOf(1); at >= 0; at = middles.indexOf(1, at + 1)) {
      parts.push(`M${at % width} ${Math.floor(at / width)}h0`);
    }
    return parts.join('');
  };
  const round = 'fill="none" stroke-width="2" stroke-linecap="round"';
  return (
    `<path d="${path(0)}" stroke="${palette.ruleStrong}" stroke-opacity="${neutralOpacity}" ${round}/>` +
    `<path d="${path(2)}" stroke="${palette.rust}" stroke-opacity="${strugglingOpacity}" ${round}/>` +
    weakDots(path(2, 1), palette, 'stroke-linecap="round"')
  );
}

/**
 * The same for a screen. Round caps by the thousand take a browser more than a tenth of a second to paint; as pixels,
 * in runs along each row, they take a tenth of that and look alike.
 */
export function pixelDots(data: OddsScatter, layout: ScatterLayout, palette: Palette): string {
  const { width } = sizeOf(layout);
  const path = (kind: number) => runs(pixelsOf(middlesOf(data, layout, kind), width), width);
  const thin = 'fill="none" stroke-width="1"';
  return (
    `<path d="${path(0)}" stroke="${palette.ruleStrong}" stroke-opacity="${n(neutralOpacity * roundness)}" ${thin}/>` +
    `<path d="${path(2)}" stroke="${palette.rust}" stroke-opacity="${n(strugglingOpacity * roundness)}" ${thin}/>` +
    weakDots(runs(middlesOf(data, layout, 2, 1), width), palette, '')
  );
}

/** Struggling schools with a weak label: a dot of one pixel in place of two. Nothing where there are none. */
function weakDots(path: string, { rust }: Palette, cap: string): string {
  return path === '' ? '' : `<path d="${path}" stroke="${rust}" fill="none" stroke-width="1" ${cap}/>`;
}

/** Two more than the plot, so that no run goes over the end of a row into the next. */
function sizeOf({ plot }: ScatterLayout) {
  return { width: Math.ceil(plot.right) + 2, height: Math.ceil(plot.bottom) + 2 };
}

/** Row by row, 1 where a dot of the kind has its middle. */
function middlesOf(
  { kind, weak }: OddsScatter,
  layout: ScatterLayout,
  wanted: number,
  weakly = 0,
): Uint8Array {
  const { px, py } = layout;
  const { width, height } = sizeOf(layout);
  const middles = new Uint8Array(width * height);
  for (let i = 0; i < px.length; i++) {
    if (kind[i] !== wanted || (weak?.[i] ?? 0) !== weakly || Number.isNaN(px[i])) continue;
    middles[Math.round(py[i]) * width + Math.round(px[i])] = 1;
  }
  return middles;
}

/** The four pixels around each middle. */
function pixelsOf(middles: Uint8Array, width: number): Uint8Array {
  const pixels = new Uint8Array(middles.length);
  for (let at = middles.indexOf(1); at >= 0; at = middles.indexOf(1, at + 1)) {
    pixels[at] = pixels[at - 1] = pixels[at - width] = pixels[at - width - 1] = 1;
  }
  return pixels;
}

function runs(pixels: Uint8Array, width: number): string {
  const parts: string[] = [];
  for (let at = pixels.indexOf(1); at >= 0;) {
    const end = pixels.indexOf(0, at);
    parts.push(`M${at % width} ${Math.floor(at / width)}.5h${end - at}`);
    at = pixels.indexOf(1, end);
  }
  return parts.join('');
}

function n(value: number): string {
  return String(Math.round(value * 1000) / 1000);
}
