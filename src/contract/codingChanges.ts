import { z } from 'zod';
import { id } from './endpoint.ts';

/**
 * A change of what hangs on the words of a source: a row as it was and as it is, null where there was or is none. Undoing
 * is the same list backwards.
 */

export const quotation = z.object({ id, start: z.int(), end: z.int(), by: id, at: z.string() });
export type Quotation = z.output<typeof quotation>;

/** How strongly words speak of something; most are not weighed. Other kinds of evidence have scales of their own. */
export const strengths = [
  { value: 1, words: 'in passing' },
  { value: 2, words: 'clearly' },
  { value: 3, words: 'with force' },
] as const;
export const strengthScale = { from: 1, to: 3 } as const;
export const strength = z.int().min(strengthScale.from).max(strengthScale.to);

export const codeOn = z.object({
  id,
  quotation: id,
  framework: id,
  version: z.int(),
  element: z.string(),
  pole: z.enum(['+', '-', 'mixed', 'none']),
  code: z.string().nullable(),
  /** Left out where it was not weighed. */
  strength: strength.optional(),
  /** Given because the program suggested it; left out where it did not. */
  suggested: z.literal(true).optional(),
  by: id,
  at: z.string(),
});
export type CodeOn = z.output<typeof codeOn>;

export const memo = z.object({ id, quotation: id.nullable(), content: z.string(), by: id, at: z.string() });
export type Memo = z.output<typeof memo>;

const changeOf = <T extends string, R extends z.ZodType>(table: T, row: R) =>
  z.object({ table: z.literal(table), before: row.nullable(), after: row.nullable() });

export const codingChange = z.discriminatedUnion('table', [
  changeOf('quotation', quotation),
  changeOf('evidence', codeOn),
  changeOf('memo', memo),
]);
export type CodingChange = z.output<typeof codingChange>;

export function backwards(changes: readonly CodingChange[]): CodingChange[] {
  return changes
    .toReversed()
    .map((change) => ({ ...change, before: change.after, after: change.before }) as CodingChange);
}
