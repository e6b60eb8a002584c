import { literally } from './literally.ts';
import { codePointsOf } from './codePoints.ts';

/** Turns of speech, side by side: the third of each list belongs to the third turn. Places count code points. */
export interface ReadTurns {
  start: number[];
  /** Where the words begin, behind the name and the time. */
  wordsAt: number[];
  end: number[];
  speaker: string[];
  seconds: (number | null)[];
}

export interface Told {
  /** How the text says who speaks; null where it does not say. */
  pattern: string | null;
  turns: ReadTurns;
}

/** The usual ways, the fuller first: a line that fits one with a time fits one without it too. */
const usual = [
  '[{time}] {speaker}: {words}',
  '{speaker} ({time}): {words}',
  '{speaker} [{time}]: {words}',
  '{speaker} {time}',
  '#{speaker}# {words}',
  '{speaker}: {words}',
  '{speaker}\t{words}',
];

/** A line that begins a turn. Places count UTF-16 units. */
interface Beginning {
  at: number;
  wordsAt: number;
  speaker: string;
  seconds: number | null;
}

/**
 * Tells who speaks when. With a pattern, every line that looks like it begins a turn; without one, the usual patterns are
 * tried, and taken where speakers return, so that a single `Note:` is none. The pattern is no regular expression: a
 * line of it in which {speaker}, {time} and {words} stand for what changes.
 */
export function speakerTurns(text: string, pattern?: string): Told {
  if (pattern !== undefined) return { pattern, turns: turnsFrom(text, beginningsIn(text, pattern)) };
  const lines = text.split('\n').filter((line) => line.trim() !== '').length;
  let best: { pattern: string | null; found: Beginning[] } = { pattern: null, found: [] };
  for (const one of usual) {
    const found = convincing(beginningsIn(text, one), lines);
    if (found.length > best.found.length) best = { pattern: one, found };
  }
  return { pattern: best.pattern, turns: turnsFrom(text, best.found) };
}

/** Those of speakers who return; none where that is not how the text is written. */
function convincing(found: readonly Beginning[], lines: number): Beginning[] {
  const times = new Map<string, number>();
  for (const { speaker } of found) times.set(speaker, (times.get(speaker) ?? 0) + 1);
  // A talk of a few lines has no room for anybody to return.
  if (found.length >= 2 && found.length <= 4 && found.length === lines) return [...found];
  const returning = found.filter(({ speaker }) => (times.get(speaker) ?? 0) > 1);
  const speakers = new Set(returning.map(({ speaker }) => speaker)).size;
  return returning.length >= 4 && speakers >= 2 ? returning : [];
}

const longestName = 60;
const fields = {
  speaker: `([^\\n\\t]{1,${String(longestName)}}?)`,
  time: '(\\d{1,2}(?::\\d{2}){1,2}(?:[.,]\\d{1,3})?)',
  words: '(.*)',
} as const;
type Field = keyof typeof fields;
const isField = (part: string): part is Field => part in fields;

/** The pattern as an expression over one line; null for one that names no speaker, or something twice. */
function expressionOf(pattern: string): { expression: RegExp; order: Field[] } | null {
  const parts = pattern.split(/\{(speaker|time|words)\}/);
  const order = parts.filter((_, i) => i % 2 === 1).filter(isField);
  if (!order.includes('speaker') || new Set(order).size < order.length) return null;
  const body = parts.map((part, i) => (i % 2 === 1 && isField(part) ? fields[part] : literal(part))).join('');
  return { expression: new RegExp(`^${body}[ \\t]*$`, 'du'), order };
}

/** Spaces of a pattern stand for any number of them; between two fields, for one at least. */
function literal(part: string): string {
  if (part !== '' && part.trim() === '') return part.includes('\t') ? '\\t+' : '[ \\t]+';
  return part
    .split(/[ \t]+/)
    .map(literally)
    .join('[ \\t]*');
}

function beginningsIn(text: string, pattern: string): Beginning[] {
  const wanted = expressionOf(pattern);
  if (wanted === null) return [];
  const found: Beginning[] = [];
  let at = 0;
  for (const line of text.split('\n')) {
    const one = beginningOf(line, wanted);
    if (one !== null) found.push({ ...one, at, wordsAt: at + one.wordsAt });
    at += line.length + 1;
  }
  return found;
}

function beginningOf(
  line: string,
  { expression, order }: { expression: RegExp; order: readonly Field[] },
): Omit<Beginning, 'at'> | null {
  const match = expression.exec(line);
  if (match === null) return null;
  const said = (field: Field) => (order.includes(field) ? match[order.indexOf(field) + 1] : undefined);
  const speaker = (said('speaker') ?? '').trim();
  const words = said('words');
  if (!isName(speaker) || words?.startsWith('//') === true) return null;
  const wordsAt = words === undefined ? line.length : (match.indices?.[order.indexOf('words') + 1]?.[0] ?? 0);
  return { wordsAt, speaker, seconds: secondsOf(said('time')) };
}

/** A name has a letter, is no sentence, and bears no brackets or times of another pattern. */
const isName = (name: string) =>
  /\p{L}/u.test(name) && !/[[\](){}<>#:!?;“”"]|\.\s/u.test(name) && name.split(/\s+/).length <= 6;

function secondsOf(time: string | undefined): number | null {
  if (time === undefined) return null;
  return time
    .replace(',', '.')
    .split(':')
    .reduce((sum, part) => sum * 60 + Number(part), 0);
}

/** Each turn reaches to where the next begins. */
function turnsFrom(text: string, found: readonly Beginning[]): ReadTurns {
  const { toPoints, length } = codePointsOf(text);
  const start = found.map(({ at }) => toPoints(at));
  return {
    start,
    wordsAt: found.map(({ wordsAt }) => toPoints(wordsAt)),
    end: start.map((_, i) => start[i + 1] ?? length),
    speaker: found.map(({ speaker }) => speaker),
    seconds: found.map(({ seconds }) => seconds),
  };
}
