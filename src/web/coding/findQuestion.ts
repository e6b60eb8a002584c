import { find, type Hit } from '#contract/finding';
import type { FindAddress } from './findAddress.ts';

/** What the server is asked; what an address has that means nothing is left out. */
export function askedOf({ words = '', coded = '', role }: FindAddress): FindQuestion {
  const [framework, element, pole, code] = coded.split(' ').map((part) => (part === '' ? undefined : part));
  const read = question.safeParse({ words, framework, element, pole, code, role });
  return read.success ? read.data : { words: words.slice(0, 200) };
}

const question = find.input.omit({ workspace: true, most: true });
export type FindQuestion = Partial<ReturnType<typeof question.parse>>;

/** What was found, by where it stands. */
export const hitKey = ({ source, start, end }: Pick<Hit, 'source' | 'start' | 'end'>): string =>
  `${source} ${String(start)} ${String(end)}`;
