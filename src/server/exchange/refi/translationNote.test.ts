import fc from 'fast-check';
import { expect, it } from 'vitest';
import { readParts, writtenParts } from './translationNote.ts';

const piece = fc.constantFrom(
  'word',
  ' ',
  '\n',
  '\n\n',
  '[2] ',
  '\\[',
  '[',
  '\\',
  'e\u0301',
  '\u{1F600}',
  '\t',
  '12',
);
const part = fc.array(piece, { maxLength: 12 }).map((pieces) => pieces.join('').trim());

it('parts come back as they were, whatever stands in them', () => {
  fc.assert(
    fc.property(fc.array(part, { minLength: 1, maxLength: 12 }), (parts) => {
      expect(readParts(writtenParts(parts))).toEqual(parts);
    }),
  );
});

it('come back where a package writes ends of lines in its own way', () => {
  const parts = ['One \u{1F600}', '', 'Three\n\n[4] and on'];
  expect(readParts(`${writtenParts(parts).replaceAll('\n', '\r\n')}\r\n`)).toEqual(parts);
});

it.each(['', 'Only a thought.', 'Before. [1] One', '[2] Two\n\n[1] One', 'See:\n[1] One'])(
  'are not found in a memo: %s',
  (content) => {
    expect(readParts(content)).toBeNull();
  },
);
