import { literally } from '#contract/literally';
import type { PseudonymKind } from '#contract/pseudonyms';
import { commonWords, notNames, placeWords } from './wordLists.ts';

/** A word that may tell who or where somebody is. */
export interface Candidate {
  word: string;
  kind: PseudonymKind;
  count: number;
  likely: boolean;
  /** Where it stands first, in UTF-16 units. */
  at: number;
}

/**
 * Names, places and numbers of a text, proposed for somebody to look at: words with a capital where a sentence does not ask
 * for one, numbers by which somebody can be reached or found. It proposes too much rather than too little, and misses what
 * nothing in the writing tells: the rest is added by hand.
 */
export function candidatesIn(text: string): Candidate[] {
  const found = new Map<string, Candidate>();
  for (const one of [...numbersIn(text), ...namesIn(text)]) {
    const there = found.get(one.word);
    if (there === undefined) found.set(one.word, { ...one, count: 1 });
    else {
      there.count += 1;
      there.likely ||= one.likely;
      if (one.kind === 'place') there.kind = 'place';
    }
  }
  return [...found.values()].toSorted(
    (a, b) => Number(b.likely) - Number(a.likely) || a.word.localeCompare(b.word),
  );
}

type Found = Omit<Candidate, 'count'>;

const mail = /[\p{L}\p{N}._%+-]+@[\p{L}\p{N}-]+(?:\.[\p{L}\p{N}-]+)+/gu;
const numbers = [
  // Addresses of mail, post codes, numbers of telephones and of anything else that is long.
  mail,
  /\b[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}\b/g,
  /\+?\d[\d ()/-]{6,}\d/g,
  /\b\d{5,}\b/g,
];

const numbersIn = (text: string): Found[] =>
  numbers.flatMap((pattern) =>
    [...text.matchAll(pattern)].map(({ 0: word, index }) => ({
      word: word.trim(),
      kind: 'number' as const,
      likely: true,
      at: index,
    })),
  );

/** One or more words with a capital, one behind the other: a title before a name belongs to it. */
const capitals =
  /\p{Lu}[\p{L}\p{M}’'-]*(?:(?:(?<=\b(?:Mr|Mrs|Ms|Dr|St|Prof|\p{Lu}))\.)? \p{Lu}[\p{L}\p{M}’'-]*)*/gu;

function namesIn(text: string): Found[] {
  // An address of mail is written small though it names somebody.
  const plain = text.replaceAll(mail, ' ');
  const lower = new Set(plain.match(/(?<![\p{L}’'-])\p{Ll}[\p{L}\p{M}’'-]+/gu) ?? []);
  return [...text.matchAll(capitals)].flatMap(({ 0: words, index }) => {
    const begins = beginsSentence(text, index);
    const name = nameIn(words, begins, lower);
    if (name === null) return [];
    const at = index + words.indexOf(name);
    const near = text.slice(Math.max(0, at - 12), at);
    const kind: PseudonymKind =
      placeWords.test(name) || /\b(?:in|at|from|near|to|around) $/.test(near) ? 'place' : 'name';
    const parts = name.split(' ');
    return [{ word: name, kind, likely: !begins || at > index || parts.length > 1, at }];
  });
}

/** Without what only begins a sentence, and without what is written with a capital though it names nobody. */
function nameIn(words: string, begins: boolean, lower: ReadonlySet<string>): string | null {
  const parts = words.replaceAll(/[’']s\b/g, '').split(/ /);
  while (parts.length > 0) {
    const first = parts[0] ?? '';
    const plain = first.toLowerCase().replace(/\.$/, '');
    const common = notNames.has(plain) || commonWords.has(plain) || (begins && lower.has(plain));
    if (!common) break;
    parts.shift();
  }
  while (parts.length > 0 && notNames.has((parts.at(-1) ?? '').toLowerCase())) parts.pop();
  const name = parts.join(' ').replace(/[’'-]+$/, '');
  return name.length < 2 ? null : name;
}

/** The word behind it would have a capital anyway. */
function beginsSentence(text: string, at: number): boolean {
  const before = text.slice(Math.max(0, at - 40), at).replace(/[\s"“‘'([]+$/u, '');
  return before === '' || /[.!?:…\n]$/.test(before) || text.slice(0, at).endsWith('\n');
}

const wordly = String.raw`[\p{L}\p{M}\p{N}]`;

/** Any of these words, whole, the longest first: ‘Ann’ does not stand in ‘Annual’, and ‘Ann Lee’ is not ‘Ann’. */
export function anyOf(words: readonly string[]): RegExp {
  const ordered = words.toSorted((a, b) => b.length - a.length).map(literally);
  return new RegExp(`(?<!${wordly})(?:${ordered.join('|')})(?!${wordly})`, 'gu');
}
