import { expect, it } from 'vitest';
import { measureSentence } from './historyMeasures.ts';

const happening = (after: Record<string, unknown>, detail: Record<string, unknown>) =>
  measureSentence({ act: 'schools.change', objectKind: 'measure', objectId: '1', detail, before: {}, after });

it('says of which measure what was said anew, in the order of the form', () => {
  expect(happening({ source: 'x', definition: 'y' }, { measure: 'Score', period: '2024' })).toEqual({
    verb: 'changed',
    what: 'of the measure ‘Score, 2024’: what it is and its source',
  });
  expect(happening({}, { measure: 'Score', period: null })).toEqual({
    verb: 'left',
    what: 'the measure ‘Score’ as it was',
  });
  // Lines of before the trail named the measure.
  expect(happening({ shared: true }, {}).what).toBe('of a measure: whether it is shared');
});
