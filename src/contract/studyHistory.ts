import type { Happening, Names, Told } from './historyWords.ts';
import { counted } from './words.ts';

/** The sentence of a line about a study. It names schools that declined, and never why. */
export function studySentence({ objectId, detail, before, after }: Happening, names: Names): Told | null {
  const word = (value: unknown) => (typeof value === 'string' ? value : '');
  const kept = names[objectId ?? ''] ?? word((before ?? detail)['name']);
  const study = kept === '' ? 'a study' : `the study ‘${kept}’`;
  const school = names[word(detail['school'])] ?? 'a school';
  const { drawn, declined, renamed, locked, deleted, same } = detail;
  if (typeof drawn === 'number')
    return { verb: 'drew', what: `${counted(drawn, 'school')} by lot for ${study}` };
  if (drawn !== undefined) return { verb: 'drew', what: `schools by lot for ${study}` };
  if (declined === true) return { verb: 'noted', what: `that ${school} declined, in ${study}` };
  if (declined === false) return { verb: 'took back', what: `that ${school} declined, in ${study}` };
  if (renamed === true) return { verb: 'renamed', what: `a study: ‘${word(after?.['name'])}’` };
  if (locked === true) return { verb: 'locked', what: study };
  if (deleted === true) return { verb: 'deleted', what: study };
  if (same === undefined) return null;
  return {
    verb: 'drew again',
    what: `for ${study}: ${same === true ? 'the same schools' : 'other schools'}`,
  };
}
