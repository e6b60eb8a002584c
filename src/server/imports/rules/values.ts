import type { MissingReason } from '#contract/importCodes';
import type { MeasureRole } from '#contract/imports';
import type { DecimalMark } from './decimalMark.ts';

/** What a cell of a measure says: a number, why there is none, or text that is neither. */
export type Value = { value: number } | { missing: MissingReason } | { fault: string };

/** Codes of England's performance tables and of official statistics there, and the usual signs elsewhere. */
const written: Record<string, MissingReason> = {
  '': 'blank',
  SUPP: 'suppressed',
  '*': 'suppressed',
  c: 'confidential',
  NA: 'not-available',
  'N/A': 'not-available',
  '#N/A': 'not-available',
  x: 'not-available',
  ':': 'not-available',
  '..': 'not-available',
  '.': 'not-available',
  '-': 'not-available',
  '–': 'not-available',
  '—': 'not-available',
  z: 'not-applicable',
  NE: 'no-entries',
  NP: 'not-published',
  LOWCOV: 'low-coverage',
  low: 'low',
  LOW: 'low',
  k: 'low',
  u: 'low-reliability',
  NEW: 'new',
  SP: 'low',
  NULL: 'not-available',
  '[c]': 'confidential',
  '[x]': 'not-available',
  '[z]': 'not-applicable',
  '[low]': 'low',
  '[u]': 'low-reliability',
};
const missing = new Map(Object.entries(written).map(([text, code]) => [text, { missing: code }]));
const suppressed: Value = { missing: 'suppressed' };

export const notANumber = 'Not a number';
export const letterForZero = 'Not a number: a letter O stands for a zero';
export const notFinite = 'Too large or too small for a number';
export const twoReadings =
  'Can be read in two ways, because this file writes decimals with a comma: write it without a mark for thousands';
export const decimalComma = 'Written with a decimal comma, though this file writes decimals with a point';

const blanks = '[ \\u00a0\\u202f]';
const grammar = {
  point: new RegExp(
    `^[-+]?(?:\\d+|\\d{1,3}(?:,\\d{3})+|\\d{1,3}(?:${blanks}\\d{3})+|\\d{1,3}(?:['’]\\d{3})+)?(?:\\.\\d+)?$`,
  ),
  comma: new RegExp(
    `^[-+]?(?:\\d+|\\d{1,3}(?:\\.\\d{3})+|\\d{1,3}(?:${blanks}\\d{3})+|\\d{1,3}(?:['’]\\d{3})+)?(?:,\\d+)?$`,
  ),
};
const plain = /^-?\d{1,15}(?:\.\d+)?%?$/;
const whole = /^-?\d{1,15}%?$/;

/** Reads one cell of a measure. A percent sign is dropped: 71% is 71, and the measure's unit says the rest. */
export function parseValue(cell: string, decimal: DecimalMark): Value {
  const text = cell.trim();
  if ((decimal === 'point' ? plain : whole).test(text)) {
    return { value: Number(text.endsWith('%') ? text.slice(0, -1) : text) };
  }
  const code = missing.get(text) ?? missing.get(text.toUpperCase());
  if (code !== undefined) return code;
  if (/^[<>≤≥]\s?\d+\s?%?$/.test(text)) return suppressed;
  return parseNumber(text.replace(/\s?%$/, '').replace(/^−/, '-'), decimal);
}

function parseNumber(text: string, decimal: DecimalMark): Value {
  if (!/\d/.test(text)) return { fault: notANumber };
  if (decimal === 'comma' && /^[-+]?\d{1,3}\.\d{3}$/.test(text)) return { fault: twoReadings };
  if (grammar[decimal].test(text)) return finite(toPoint(text, decimal));
  // Programs write exponents, and a point beside a decimal comma, in one way only.
  if (/^[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d{1,3})?$/.test(text)) return finite(text);
  if (decimal === 'point' && /^[-+]?\d+,\d+$/.test(text)) return { fault: decimalComma };
  return { fault: /^[-+]?[\dOo]+(?:[.,][\dOo]+)?$/.test(text) ? letterForZero : notANumber };
}

function toPoint(text: string, decimal: DecimalMark): string {
  const digits = text.replace(/[\s’']/g, '');
  return decimal === 'point' ? digits.replaceAll(',', '') : digits.replaceAll('.', '').replace(',', '.');
}

function finite(text: string): Value {
  const value = Number(text);
  return Number.isFinite(value) ? { value } : { fault: notFinite };
}

const unjudged: Record<string, MissingReason> = {
  unknown: 'not-available',
  'not judged': 'not-applicable',
  'not applicable': 'not-applicable',
  'not yet inspected': 'new',
  'not inspected': 'not-available',
};

/** Reads a measure whose values are words of a scale; its numbers are read as well. */
export function levelReader(levels: NonNullable<MeasureRole['levels']>, decimal: DecimalMark) {
  const plainly = (text: string) => text.trim().replace(/\s+/g, ' ').toLowerCase();
  const values = new Map(levels.map(({ label, value }) => [plainly(label), value]));
  const scale = new Set(values.values());
  const fault = { fault: `None of the grades ${levels.map(({ label }) => label).join(', ')}` };
  return (cell: string): Value => {
    const text = plainly(cell);
    const value = values.get(text);
    if (value !== undefined) return { value };
    const reason = unjudged[text];
    if (reason !== undefined) return { missing: reason };
    const parsed = parseValue(cell, decimal);
    return 'missing' in parsed || ('value' in parsed && scale.has(parsed.value)) ? parsed : fault;
  };
}
