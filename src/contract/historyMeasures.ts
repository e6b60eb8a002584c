import { measureFields } from './historyFields.ts';
import type { Happening, Told } from './historyWords.ts';
import { listed } from './words.ts';

/** What was said anew of a measure, and of which; or that it is gone. */
export function measureSentence({ after, detail }: Happening): Told {
  const called = [detail['measure'] ?? detail['label'], detail['period']].filter(
    (one) => typeof one === 'string',
  );
  const which = called.length === 0 ? 'a measure' : `the measure ‘${called.join(', ')}’`;
  if ('deleted' in detail)
    return { verb: 'deleted', what: `${which}, with the files that it came from, because its time was over` };
  // In the order of the form: the trail keeps none.
  const changed = Object.entries(measureFields).flatMap(([field, words]) =>
    field in (after ?? {}) ? [words] : [],
  );
  return changed.length === 0
    ? { verb: 'left', what: `${which} as it was` }
    : { verb: 'changed', what: `of ${which}: ${listed(changed)}` };
}
