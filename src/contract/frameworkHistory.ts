import type { Happening, Told } from './historyWords.ts';
import { counted } from './words.ts';

/** The sentence of a line about a framework. */
export function frameworkSentence({ detail }: Happening): Told | null {
  const { adopted, added, imported, edited, discarded, published, found, removed } = detail;
  const { name, codes, version, code } = detail;
  const framework = `the framework ‘${typeof name === 'string' ? name : ''}’`;
  if (adopted === true) return { verb: 'took', what: `${framework} into the workspace` };
  if (added === true) return { verb: 'began', what: framework };
  if (imported === true) {
    const size = typeof codes === 'number' ? ` with ${counted(codes, 'code')}` : '';
    return { verb: 'brought', what: `${framework}${size}, from a file` };
  }
  if (edited === true) return { verb: 'changed', what: `words of ${framework}, not published yet` };
  if (discarded === true)
    return { verb: 'dropped', what: `the changes of ${framework} since its latest version` };
  if (found === true) {
    const which = typeof code === 'string' ? ` ‘${code}’` : '';
    return { verb: 'added', what: `the code${which}, found in what people said, to ${framework}` };
  }
  if (published === true) {
    const which = typeof version === 'number' ? `version ${String(version)} of ` : '';
    return { verb: 'published', what: `${which}${framework}` };
  }
  return removed === true ? { verb: 'removed', what: framework } : null;
}
