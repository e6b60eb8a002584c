import type { CodeMemo } from '#contract/codeMemos';
import { dayOf } from '../ui/days.ts';

/** Memos with who wrote them, and when. */
export const Read = ({ memos }: { memos: readonly CodeMemo[] }) =>
  memos.map(({ id, own, by, at, content }) => (
    <p className="memo-words" key={id}>
      <b>
        {own ? 'You' : (by ?? 'Somebody')}, {dayOf(at)}:
      </b>{' '}
      {content}
    </p>
  ));
