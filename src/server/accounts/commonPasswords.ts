import { ProblemError } from '#contract/problem';

/** What guessers try first here, beside the list of the world's most common passwords. */
const ownWords = ['reedbed', 'reed bed', 'school', 'schools', 'headteacher', 'partnership'];
/** So many characters beside a word that everybody guesses leave too little to guess. */
const leastBeside = 5;
const leastDifferent = 5;
/** Shorter words are part of many good passwords. */
const shortestWord = 4;

let common: Promise<Set<string>> | undefined;

/** Loaded at its first use: the list is large and seldom needed. */
function commonPasswords(): Promise<Set<string>> {
  return (common ??= import('@zxcvbn-ts/language-common').then(
    ({ dictionary }) => new Set(dictionary['passwords-common'].filter((word) => word.length >= shortestWord)),
  ));
}

/**
 * Refuses a password that guessers try early: on the list of common ones, a word about this person or this place, or
 * one of these with a few characters about it. What it is made of otherwise is the person's own affair.
 */
export async function refuseCommon(password: string, context: readonly (string | null)[]): Promise<void> {
  const plain = plainOf(password);
  const about = [...ownWords, ...context.flatMap(wordsIn)].map(plainOf);
  const fault = await faultOf(plain, about);
  if (fault === null) return;
  const detail =
    `This password is ${fault} guessed first. Choose another: three or four words that have nothing to do ` +
    'with one another, or what your password manager proposes.';
  throw new ProblemError('invalid', detail, { errors: [{ pointer: '/password', detail }] });
}

async function faultOf(plain: string, about: readonly string[]): Promise<string | null> {
  if (isMadeOf(plain, about)) {
    return 'little more than a name or address of yours, or a word about this place: those are';
  }
  const repeated = new Set(plain).size < leastDifferent;
  return repeated || isMadeOfCommon(plain, await commonPasswords()) ? 'one of those that are' : null;
}

const plainOf = (text: string) =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]/gu, '');

/** Names and addresses whole and in their parts. */
function wordsIn(text: string | null): string[] {
  return text === null
    ? []
    : [text, ...text.split(/[^\p{L}\p{N}]+/u)].filter((word) => word.length >= shortestWord);
}

/** Whether little more is left once the words about the person and the place are taken out. */
function isMadeOf(plain: string, about: readonly string[]): boolean {
  const longestFirst = about
    .filter((word) => word.length >= shortestWord)
    .toSorted((a, b) => b.length - a.length);
  const beside = longestFirst.reduce((rest, word) => rest.replaceAll(word, ''), plain);
  return beside.length < plain.length && beside.length < leastBeside;
}

/** The same once any one common word is taken out. */
function isMadeOfCommon(plain: string, words: ReadonlySet<string>): boolean {
  for (let from = 0; from < plain.length; from++) {
    for (let to = from + shortestWord; to <= plain.length; to++) {
      const word = plain.slice(from, to);
      if (words.has(word) && plain.replaceAll(word, '').length < leastBeside) return true;
    }
  }
  return false;
}
