import { z } from 'zod';
import { endpoint, id, lines, nothing } from './endpoint.ts';

/** Thoughts of researchers on codes of a framework, and on its elements as a whole. */

export const memoPlaces = ['element', 'code'] as const;
export type MemoPlace = (typeof memoPlaces)[number];

export const codeMemo = z.object({
  id,
  on: z.enum(memoPlaces),
  key: z.string(),
  content: z.string(),
  /** Null for somebody who is not known any more. */
  by: z.string().nullable(),
  /** Whether whoever asks wrote it, and so may change it. */
  own: z.boolean(),
  at: z.string(),
});
export type CodeMemo = z.output<typeof codeMemo>;

const base = '/api/workspaces/{workspace}/coding/codebooks/{framework}/memos';
const one = { workspace: id, framework: id };

export const listCodeMemos = endpoint({
  id: 'codeMemos.list',
  method: 'GET',
  path: base,
  summary: 'The memos on the codes and elements of a framework, as far as one may see them, the oldest first',
  act: 'coding.read',
  input: z.object(one),
  output: z.object({
    memos: z.array(codeMemo),
    /** Whether one codes blindly, and so reads only one’s own. */
    blindly: z.boolean(),
  }),
});
export type CodeMemos = z.output<typeof listCodeMemos.output>;

export const keepCodeMemo = endpoint({
  id: 'codeMemos.keep',
  method: 'PUT',
  path: `${base}/{on}/{key}`,
  summary: 'Write one’s memo on a code or an element of a framework; without words it goes',
  act: 'coding.change',
  input: z.object({
    ...one,
    on: z.enum(memoPlaces),
    key: z.string().min(1).max(80),
    content: lines(20_000),
  }),
  output: nothing,
});
