import type { Happening, Told } from './historyWords.ts';
import { counted } from './words.ts';

/** The sentence of a line about a framework. */
export function frameworkSentence({ detail }: Happening): Told | null {
  const { adopted, added, imported, edited, discarded, published, removed, name, codes } = detail;
  const framework = `the framework ‘${typeof name === 'string' ? name : ''}’`;
  if (adopted === true) return { verb: 'took', what: `${framework} into the workspace` };
  if (added === true) return { verb: 'began', what: framework };
  if (imported === true) {
    const size = typeof codes === 'number' ? ` with ${counted(codes, 'code')}` : '';
    return { verb: 'brought', what: `${framework}${size}, from a file` };
  }
  if (Array.isArray(edited)) return { verb: 'changed', what: `words of ${framework}, not published yet` };
  if (discarded === true)
    return { verb: 'dropped', what: `the changes of ${framework} since its latest version` };
  if (typeof published === 'number')
    return { verb: 'published', what: `version ${String(published)} of ${framework}` };
  return removed === true ? { verb: 'removed', what: framework } : null;
}
