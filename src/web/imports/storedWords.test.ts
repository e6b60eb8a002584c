import { describe, expect, it } from 'vitest';
import type { FileImport } from '#contract/imports';
import { refusedWords } from './storedWords.ts';

const storedWith = (refused: number | null) =>
  ({ report: refused === null ? null : { refused } }) as FileImport['stored'];

describe('refused rows', () => {
  it('are told as they are found before the file is stored', () => {
    expect(refusedWords(1, null).title).toBe('1 row is refused');
    expect(refusedWords(200, null).note).toContain('The rest of a refused row is not stored either.');
  });

  it('were left out, where the storing recorded as many', () => {
    expect(refusedWords(8, storedWith(8)).title).toBe('8 rows were left out');
    expect(refusedWords(1, storedWith(1)).title).toBe('1 row was left out');
  });

  it('would be refused today, where the storing recorded another number, which is told', () => {
    const { title, note } = refusedWords(13, storedWith(8));
    expect(title).toBe('13 rows would be refused today');
    expect(note).toContain('8 were left out when the file was stored.');
    expect(refusedWords(1, storedWith(0)).note).toContain('none was left out when the file was stored.');
  });

  it('say so where nothing was recorded, and do not claim that the rules are others', () => {
    const { title, note } = refusedWords(13, storedWith(null));
    expect(title).toBe('13 rows would be refused today');
    expect(note).toContain('How many were left out when the file was stored was not kept.');
    expect(note).not.toContain('changed');
  });
});
