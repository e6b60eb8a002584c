import { inSentence } from './words.ts';

/**
 * Words that can be said of one group. A grouping is called by whoever made the file: `County` is what each of its groups
 * is, `Mainstream or special` and `cname` are not, and ‘of their cname’ says nothing to anybody.
 */
const nouns =
  'academy alliance area authority band borough canton category chain circuit city cluster community constituency council country county ' +
  'department diocese district division family federation governorate group hub kind level locality municipality network ' +
  'parish partnership phase place prefecture province region sector set setting stage state stratum territory town township ' +
  'trust type village ward zone';

const endsInNoun = new RegExp(`(?:^|[\\s-])(?:${nouns.replaceAll(' ', '|')})$`, 'i');

/** `Local authority number` tells authorities apart, `County name` counties. */
const withoutKind = (label: string) => label.replace(/ (?:name|number|code)$/i, '');

/** `county`, and what follows it: `type`, ` of school`. Nothing where the grouping's name is no word for one group. */
function named(grouping: string): { noun: string; rest: string } | null {
  const label = withoutKind(inSentence(grouping));
  const [, noun = '', rest = ''] = /^(.+?)((?: of | in ).+)?$/.exec(label) ?? [];
  return endsInNoun.test(noun) && !/[,/]/.test(noun) ? { noun, rest } : null;
}

/** What one group is called where it is clear which grouping is meant: `county`, or just `group`. */
export function groupNoun(grouping: string): string {
  const found = named(grouping);
  return found === null ? 'group' : found.noun + found.rest;
}

/** The same where it has to be said: `county`, `group of ‘Mainstream or special’`. */
export function oneGroupOf(grouping: string): string {
  return named(grouping) === null ? `group of ‘${grouping}’` : groupNoun(grouping);
}

/** `counties`, `types of school`, `groups`. */
export function groupNouns(grouping: string): string {
  const { noun, rest } = named(grouping) ?? { noun: 'group', rest: '' };
  return plural(noun) + rest;
}

/** `counties`, `groups of ‘Mainstream or special’`. */
export function groupsOf(grouping: string): string {
  return named(grouping) === null ? `groups of ‘${grouping}’` : groupNouns(grouping);
}

function plural(noun: string): string {
  if (/stratum$/i.test(noun)) return noun.replace(/um$/i, 'a');
  if (/[^aeiou]y$/i.test(noun)) return `${noun.slice(0, -1)}ies`;
  return /(?:[sxz]|[cs]h)$/i.test(noun) ? `${noun}es` : `${noun}s`;
}
