import type { Happening, Names, Told } from './historyWords.ts';
import { counted } from './words.ts';

/** Sentences about what is published of where schools stand, and about conversations. */

export function standingSentence({ detail }: Happening): Told {
  const schools = typeof detail['schools'] === 'number' ? detail['schools'] : 0;
  return { verb: 'published', what: `where each of ${counted(schools, 'school')} stands` };
}

export function conversationSentence({ detail }: Happening, names: Names): Told | null {
  const called = (key: string, otherwise: string) => names[String(detail[key])] ?? otherwise;
  const school = called('school', 'a school');
  if (detail['asked'] === true) return { verb: 'asked', what: `for a conversation, for ${school}` };
  if (detail['withdrawn'] === true)
    return { verb: 'took back', what: `the request of ${school} for a conversation` };
  if (!('answered' in detail)) return null;
  const verb = typeof detail['answered'] === 'string' ? detail['answered'] : 'answered';
  return {
    verb,
    what: `a conversation of ${school} with ${called('with', 'another school')}`,
  };
}
