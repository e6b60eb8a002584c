import { describe, expect, it } from 'vitest';
import { introduced, introduction } from './introduction.ts';

describe('an introduction', () => {
  const answer = `Please meet on Tuesday.${introduction('Alder and Ash', 'Quay and Sons')}`;

  it('tells either school the name of the other', () => {
    const both = { asking: 'Alder and Ash', wanted: 'Quay and Sons' };
    expect(introduced(answer, { asking: 'Alder and Ash', wanted: null })).toEqual(both);
    expect(introduced(answer, { asking: null, wanted: 'Quay and Sons' })).toEqual(both);
    expect(introduced(answer, both)).toEqual(both);
  });

  it('tells nothing where there is none, or to a school that was called otherwise', () => {
    for (const known of [
      { asking: null, wanted: 'Quay' },
      { asking: 'Elm', wanted: null },
      { asking: null, wanted: null },
    ]) {
      expect(introduced('They are in the middle of an inspection.', known)).toEqual(known);
      expect(introduced(answer, known)).toEqual(known);
    }
  });
});
