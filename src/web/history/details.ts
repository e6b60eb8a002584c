import type { HistoryLine } from '#contract/history';
import { fieldWords, valueWords } from '#contract/historyFields';
import type { Names } from '#contract/historyWords';

/** What a line tells beside its sentence: a word and what stands behind it. */
export function detailsOf(line: HistoryLine, names: Names): [string, string][] {
  return [
    ...changesOf(line, names),
    ['as', line.roles.length === 0 ? 'no role' : line.roles.join(', ')],
    ['from', line.address ?? 'the server itself'],
    ['line', String(line.sequence)],
  ];
}

/** Before and after, field by field. */
function changesOf({ objectKind, before, after }: HistoryLine, names: Names): [string, string][] {
  const keys = [...new Set([...Object.keys(before ?? {}), ...Object.keys(after ?? {})])];
  return keys.flatMap((key): [string, string][] => {
    const told = (value: unknown) =>
      inWords(typeof value === 'string' ? valueWords(key, value) : value, names);
    const [was, is] = [told(before?.[key]), told(after?.[key])];
    const field = fieldWords(objectKind, key) ?? key;
    if (was === is) return [];
    if (was === null) return [[field, is ?? '']];
    return [[field, is === null ? `${was}, until then` : `${was}, then ${is}`]];
  });
}

/** A value as words; ids by what they are called, personal values only by saying that they are not kept. */
function inWords(value: unknown, names: Names): string | null {
  if (value === undefined) return null;
  if (value === null || value === '') return 'nothing';
  if (typeof value === 'string')
    return value.startsWith('hmac:') ? 'kept as a seal only' : (names[value] ?? value);
  if (Array.isArray(value))
    return value.length === 0 ? 'none' : value.map((one) => inWords(one, names)).join('; ');
  if (typeof value === 'object') {
    return Object.values(value)
      .filter((one) => one !== null)
      .map((one) => inWords(one, names))
      .join(', ');
  }
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  return JSON.stringify(value);
}
