const whole = new Intl.NumberFormat('en-GB', { maximumFractionDigits: 0 });

/** 1,524. */
export function count(value: number): string {
  return whole.format(value).replace('-', '−');
}

const small = 'no one two three four five six seven eight nine ten eleven twelve'.split(' ');

/** Numbers up to twelve in words, as in running text. */
export const inWords = (value: number): string => small[value] ?? count(value);

/** With a capital letter, as a sentence begins. */
export const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

/** `1 school`, `2 schools`, `0 schools`. */
export function counted(value: number, one: string, many = `${one}s`): string {
  return `${count(value)} ${value === 1 ? one : many}`;
}

/** By their decimals: to make one takes longer than to write a hundred numbers with it. */
const formats = new Map<number, Intl.NumberFormat>();

function withDecimals(digits: number): Intl.NumberFormat {
  const known = formats.get(digits);
  if (known !== undefined) return known;
  const made = new Intl.NumberFormat('en-GB', {
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  });
  formats.set(digits, made);
  return made;
}

/** A number with exactly so many decimals and a true minus sign; a dash where there is none. */
export function decimal(value: number | null, digits: number): string {
  if (value === null || Number.isNaN(value)) return '–';
  const text = withDecimals(digits).format(value);
  // What rounds to zero has no sign.
  return /^-[0.]+$/.test(text) ? text.slice(1) : text.replace('-', '−');
}

/** The decimals a column needs: none where all are whole, else two. */
export function decimalsFor(values: ArrayLike<number>): 0 | 2 {
  for (let i = 0; i < values.length; i++) {
    const value = values[i];
    if (value !== undefined && Number.isFinite(value) && !Number.isInteger(value)) return 2;
  }
  return 0;
}

/** 14.2 MB. */
export function fileSize(bytes: number): string {
  if (bytes < 1000) return counted(bytes, 'byte');
  if (bytes < 1_000_000) return `${decimal(bytes / 1000, 0)} kB`;
  return `${decimal(bytes / 1_000_000, 1)} MB`;
}

/** a; a and b; a, b and c. */
export function listed(items: readonly string[]): string {
  if (items.length < 2) return items[0] ?? '';
  return `${items.slice(0, -1).join(', ')} and ${items.at(-1) ?? ''}`;
}

/**
 * A label as it stands inside a sentence: without an explanation in brackets, and with its first letter small unless it
 * begins an abbreviation (GCSE results) or a name of several words (Academic Performance Index, Progress 8).
 */
export function inSentence(label: string): string {
  const words = label.replace(/\s*\([^)]*\)\s*$/, '');
  return /^\p{Lu}[\p{Ll}-]+(?![\p{Ll}-])(?! [\p{Lu}\d])/u.test(words)
    ? words.charAt(0).toLowerCase() + words.slice(1)
    : words;
}

/** The product's own words speak of pupils; where a workspace calls them students, so do these. */
export function calling(learners: 'pupils' | 'students', text: string): string {
  if (learners === 'pupils') return text;
  return text.replaceAll(
    /\b(p)upil(s?)\b/gi,
    (_, first: string, plural: string) => `${first === 'P' ? 'S' : 's'}tudent${plural}`,
  );
}

/** So many schools are offered at once to choose from; with more, the name is typed on. */
export const schoolsOffered = 8;

/** How many schools fit what was typed, and what to do. */
export function schoolsFound(found: number, find: string): string {
  if (found > schoolsOffered) return `${count(found)} schools; type more of the name to see fewer.`;
  if (found > 0) return `Choose one of ${count(found)}.`;
  return find === '' ? 'There are no schools yet. Bring a file of them first.' : 'No school is called so.';
}

/** Whether a unit says that values are parts of a hundred. */
export const isPercent = (unit: string | null) => /^(?:%|per ?cent)/i.test(unit?.trim() ?? '');

/** How many of all are covered, in whole percent; 100 only where nobody is missing. */
export function percentCovered(covered: number, all: number): number {
  if (all === 0) return 0;
  return covered === all ? 100 : Math.min(99, Math.round((100 * covered) / all));
}
