import type { Happening, Told } from './historyWords.ts';
import { counted } from './words.ts';

/** The sentence of a line about a source. It names neither the source nor anybody in it: the trail outlives them. */
export function sourceSentence({ detail }: Happening): Told | null {
  const { brought, turns, fields, pattern, informants, removed, replaced, destroyed, count } = detail;
  const number = typeof count === 'number' ? count : 0;
  if (replaced === true)
    return { verb: 'replaced', what: `${counted(number, 'word')} of a source, so that nobody is named` };
  if (destroyed === true)
    return { verb: 'destroyed', what: `the original words of ${counted(number, 'source')}` };
  if (brought === true) {
    const size = typeof turns === 'number' && turns > 0 ? ` with ${counted(turns, 'turn')}` : '';
    return { verb: 'brought', what: `words of people${size}` };
  }
  if (detail.translated === true) return { verb: 'brought', what: 'a translation of a source' };
  if (detail.untranslated === true) return { verb: 'removed', what: 'the translation of a source' };
  if (detail.recorded === true) return { verb: 'brought', what: 'the recording of a source' };
  if (detail.unrecorded === true) return { verb: 'removed', what: 'the recording of a source' };
  if (Array.isArray(fields)) return { verb: 'changed', what: 'the record of a source' };
  if (pattern === true) return { verb: 'told', what: 'speakers of a source by another pattern' };
  if (informants === true) return { verb: 'said', what: 'who speaks in a source' };
  return removed === true ? { verb: 'removed', what: 'a source with its text' } : null;
}
