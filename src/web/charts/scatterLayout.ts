import type { Cuts } from '#stats';
import { placeLabels, type Box, type Label } from './labels.ts';
import type { Palette } from './palette.ts';
import { textWidth, wrap } from './text.ts';
import { tickLabel, ticks } from './ticks.ts';

export interface OddsScatter {
  index: ArrayLike<number>;
  result: ArrayLike<number>;
  /** 0 other, 1 resilient, 2 struggling. */
  kind: ArrayLike<number>;
  /** 1 = draw this school. */
  drawn: ArrayLike<number>;
  /** 1 = the label of this school is weak: it would often be another by chance. Null where that is not reckoned. */
  weak?: ArrayLike<number> | null;
  names: readonly string[];
  indexHighMeans: 'harder' | 'easier';
  resultHighMeans: 'better' | 'worse';
  indexLabel: string;
  resultLabel: string;
  /** Quarter lines and tints, which only one group has. */
  cuts: { index: Cuts; result: Cuts } | null;
  /** What the outer parts are called; quarters unless given. */
  parts?: { hardest: string; top: string };
}

export interface ScatterOptions {
  width: number;
  height: number;
  palette: Palette;
  title: string;
  /** One sentence that says what the drawing shows, for those who do not see it. */
  description: string;
  /** True for a file: title, caption, ground, faces and colours are inside. */
  standalone: boolean;
  /** Letters in the marks in place of names, for narrow screens. */
  keys?: boolean;
  /** Source and method, written beneath the drawing in a file. */
  caption?: string;
}

export const textSize = 13.5;
/** More schools than this are drawn as dots. */
const manySchools = 1000;
/** More resilient schools than letters: no letters. */
export const mostKeys = 26;
const mostNames = 60;

export interface ScatterLayout {
  /** Where the marks lie: the rectangle of the two axes. */
  plot: Box;
  x: (value: number) => number;
  y: (value: number) => number;
  xTicks: readonly number[];
  yTicks: readonly number[];
  /** Position of every school, NaN where it is not drawn. */
  px: Float64Array;
  py: Float64Array;
  drawn: number;
  /** Rows of resilient schools that are drawn, in the data's order: the order of the letters. */
  resilient: readonly number[];
  struggling: number;
  dense: boolean;
  narrow: boolean;
  keyed: boolean;
  radius: number;
  labels: readonly Label[];
  /** The corner of hardest circumstances and top results, where one group is drawn. */
  tint: Box | null;
  titleLines: readonly string[];
  captionLines: readonly string[];
}

/** Scales, positions and labels of the scatter; `oddsScatterSvg` draws them and a page finds the nearest school by them. */
export function layoutScatter(data: OddsScatter, options: ScatterOptions): ScatterLayout {
  const { drawn, resilient, struggling, xRange, yRange } = survey(data);
  const narrow = options.width < 560;
  const titleLines = options.standalone ? wrap(options.title, 19, options.width) : [];
  const captionLines = options.standalone ? wrap(options.caption ?? '', textSize, options.width) : [];
  const banded = data.cuts !== null && !narrow;
  const yTicks = ticks(...yRange, narrow ? 4 : 5);
  const plot: Box = {
    left: Math.max(34, ...yTicks.map((tick) => textWidth(tickLabel(tick), textSize) + 12)),
    right: options.width - (banded ? 102 : 4),
    top: (banded ? 48 : 26) + titleLines.length * 24 + (titleLines.length > 0 ? 12 : 0),
    bottom: options.height - 46 - captionLines.length * 19 - (captionLines.length > 0 ? 8 : 0),
  };
  const harderIsHigh = data.indexHighMeans === 'harder';
  // Harder circumstances lie at the left and better results at the top, whatever a high value means.
  const x = scale(xRange, harderIsHigh ? [plot.right, plot.left] : [plot.left, plot.right]);
  // Above and below the marks there is room for what the corners say.
  const room = narrow && data.cuts !== null ? 4 : 26;
  const [top, bottom] = [plot.top + room, plot.bottom - room];
  const y = scale(yRange, data.resultHighMeans === 'worse' ? [top, bottom] : [bottom, top]);
  const { px, py } = positions(data, x, y);
  const keyed = options.keys === true && resilient.length <= mostKeys;
  const radius = keyed ? 9.5 : resilient.length > 150 || options.keys === true ? 4 : 6.5;
  const base = {
    plot,
    x,
    y,
    xTicks: ticks(...xRange, narrow ? 4 : 6),
    yTicks,
    px,
    py,
    drawn,
    resilient,
    struggling,
  };
  const tint = drawn === 0 ? null : resilientCorner(data, plot, x, y);
  const named = options.keys === true ? [] : resilient;
  const labels = placeLabels(
    named.map((row) => ({ x: px[row], y: py[row], text: data.names[row] ?? '' })),
    { bounds: inset(plot), prefer: tint, taken: cornerBoxes(plot), radius, size: textSize, most: mostNames },
  );
  return {
    ...base,
    dense: drawn > manySchools,
    narrow,
    keyed,
    radius,
    labels,
    tint,
    titleLines,
    captionLines,
  };
}

function resilientCorner(
  { cuts, indexHighMeans, resultHighMeans }: OddsScatter,
  plot: Box,
  x: (value: number) => number,
  y: (value: number) => number,
): Box | null {
  if (cuts === null) return null;
  const right = x(indexHighMeans === 'harder' ? cuts.index.q3 : cuts.index.q1);
  const bottom = y(resultHighMeans === 'worse' ? cuts.result.q1 : cuts.result.q3);
  return { left: plot.left, right, top: plot.top, bottom };
}

/** What the corners say: 'n resilient' at the top left, 'n struggling' at the bottom left. */
function cornerBoxes(plot: Box): Box[] {
  return [
    { left: plot.left, right: plot.left + 130, top: plot.top, bottom: plot.top + 28 },
    { left: plot.left, right: plot.left + 150, top: plot.bottom - 28, bottom: plot.bottom },
  ];
}

function inset(plot: Box): Box {
  return { left: plot.left + 4, right: plot.right, top: plot.top + 2, bottom: plot.bottom - 2 };
}

function survey(data: OddsScatter) {
  const resilient: number[] = [];
  let drawn = 0;
  let struggling = 0;
  let [xLow, xHigh, yLow, yHigh] = [Infinity, -Infinity, Infinity, -Infinity];
  for (let i = 0; i < data.index.length; i++) {
    if (!isDrawn(data, i)) continue;
    drawn++;
    if (data.kind[i] === 1) resilient.push(i);
    else if (data.kind[i] === 2) struggling++;
    xLow = Math.min(xLow, data.index[i]);
    xHigh = Math.max(xHigh, data.index[i]);
    yLow = Math.min(yLow, data.result[i]);
    yHigh = Math.max(yHigh, data.result[i]);
  }
  return { drawn, resilient, struggling, xRange: padded(xLow, xHigh), yRange: padded(yLow, yHigh) };
}

function isDrawn(data: OddsScatter, i: number): boolean {
  return data.drawn[i] === 1 && Number.isFinite(data.index[i]) && Number.isFinite(data.result[i]);
}

/** A little room at both ends, and a range of some length even for one value or none. */
function padded(low: number, high: number): [number, number] {
  if (!(high >= low)) return [0, 1];
  const room = high > low ? (high - low) * 0.02 : Math.max(1, Math.abs(low) * 0.1);
  return [low - room, high + room];
}

function scale([low, high]: [number, number], [from, to]: [number, number]): (value: number) => number {
  const slope = (to - from) / (high - low);
  return (value) => from + (value - low) * slope;
}

function positions(data: OddsScatter, x: (value: number) => number, y: (value: number) => number) {
  const px = new Float64Array(data.index.length).fill(NaN);
  const py = new Float64Array(data.index.length).fill(NaN);
  for (let i = 0; i < px.length; i++) {
    if (!isDrawn(data, i)) continue;
    px[i] = x(data.index[i]);
    py[i] = y(data.result[i]);
  }
  return { px, py };
}

/** The letter of the n-th resilient school in a keyed drawing. */
export function keyLetter(n: number): string {
  return String.fromCharCode(65 + n);
}
