import { expect, it } from 'vitest';
import { measureSentence } from './historyMeasures.ts';

const line = { act: 'schools.change', objectKind: 'measure', objectId: '1' };
const happening = (after: Record<string, unknown>, detail: Record<string, unknown>) =>
  measureSentence({ ...line, detail, before: {}, after });

it('says of which measure what was said anew, in the order of the form', () => {
  expect(happening({ source: 'x', definition: 'y' }, { measure: 'Score', period: '2024' })).toEqual({
    verb: 'changed',
    what: 'of the measure ‘Score, 2024’: what it is and its source',
  });
  expect(happening({}, { measure: 'Score', period: null })).toEqual({
    verb: 'left',
    what: 'the measure ‘Score’ as it was',
  });
  const gone = { deleted: 'its time was over', label: 'Score', period: '2024', retainUntil: '2026-11-20' };
  expect(measureSentence({ ...line, detail: gone, before: null, after: null })).toEqual({
    verb: 'deleted',
    what: 'the measure ‘Score, 2024’, with the files that it came from, because its time was over',
  });
  // Lines of before the trail named the measure.
  expect(happening({ shared: true }, {}).what).toBe('of a measure: whether it is shared');
});
