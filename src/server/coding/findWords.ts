import { literally } from '#contract/literally';
import type { CodePoints } from '#contract/codePoints';

/** From one place of a text to another, in code points. */
export interface Span {
  start: number;
  end: number;
}

/** Where words stand in a text: in any case, with any space between them. */
export function matchesIn(text: string, points: CodePoints, words: string): Span[] {
  const pattern = words
    .trim()
    .split(/\s+/)
    .map(literally)
    .join(String.raw`\s+`);
  return [...text.matchAll(new RegExp(pattern, 'giu'))].map(({ 0: found, index }) => ({
    start: points.toPoints(index),
    end: points.toPoints(index + found.length),
  }));
}

const around = 90;

/** The words with some of those before and behind, cut between words. */
export function contextOf(
  text: string,
  points: CodePoints,
  { start, end }: Span,
): { before: string; words: string; after: string } {
  const [from, to] = [points.toUnits(start), points.toUnits(end)];
  const before = text.slice(Math.max(0, from - around), from);
  const after = text.slice(to, to + around);
  return {
    before: from > around ? before.replace(/^\S*\s+/, '') : before,
    words: text.slice(from, to),
    after: to + around < text.length ? after.replace(/\s+\S*$/, '') : after,
  };
}

/** Where nobody is told apart: the lines that the words stand in. */
export function paragraphAround(text: string, points: CodePoints, { start, end }: Span): Span {
  const from = text.lastIndexOf('\n', points.toUnits(start) - 1) + 1;
  const to = text.indexOf('\n', points.toUnits(end));
  return { start: points.toPoints(from), end: to === -1 ? points.length : points.toPoints(to) };
}

const segmenter = new Intl.Segmenter('en', { granularity: 'sentence' });

/** The sentence that the words stand in, and the turn, both without the space around them. */
export function sentenceAround(
  text: string,
  points: CodePoints,
  { span, whole }: { span: Span; whole: Span },
): { sentence: Span; whole: Span } {
  const [from, to] = [points.toUnits(whole.start), points.toUnits(whole.end)];
  const at = points.toUnits(span.start) - from;
  const until = points.toUnits(span.end) - from;
  const words = text.slice(from, to);
  let [start, end] = [at, until];
  for (const { index, segment } of segmenter.segment(words)) {
    if (index + segment.length <= at) continue;
    if (index >= until) break;
    start = Math.min(start, index);
    end = Math.max(end, index + segment.length);
  }
  const trimmed = (a: number, b: number): Span => {
    const part = text.slice(a, b);
    const lead = part.length - part.trimStart().length;
    return { start: points.toPoints(a + lead), end: points.toPoints(a + lead + part.trim().length) };
  };
  return { sentence: trimmed(from + start, from + end), whole: trimmed(from, to) };
}
