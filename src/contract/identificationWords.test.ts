import { expect, it } from 'vitest';
import { weakCaption } from './identificationWords.ts';

it('speaks of one weak label as of one, and of several as of each', () => {
  expect(weakCaption(Uint8Array.of(0, 1, 0))).toMatch(/^1 label is weak, .* by chance alone it would change/);
  expect(weakCaption(Uint8Array.of(1, 1, 0))).toMatch(
    /^2 labels are weak, .* by chance alone each would change/,
  );
  expect(weakCaption(Uint8Array.of(0, 0))).toMatch(/^By chance alone no label/);
});
