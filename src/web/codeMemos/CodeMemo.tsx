import { memo } from 'react';
import { counted } from '#contract/words';
import { useMemosOn, type MemosOn } from './useMemosOn.tsx';
import './codeMemos.css';

/** Beside the name of a code: whether memos are there, and the way to them. */
export const CodeMemo = memo(function CodeMemo(place: MemosOn) {
  const { memos, open, dialog } = useMemosOn(place);
  const words = memos.length === 0 ? 'Write a memo' : counted(memos.length, 'memo');
  return (
    <>
      <button
        type="button"
        className={memos.length === 0 ? 'memo-on' : 'memo-on there'}
        aria-label={`${words}: ${place.name}`}
        title={words}
        onClick={open}
      >
        <svg viewBox="0 0 20 20" aria-hidden="true">
          <path d="M4 3h12v9l-4 5H4z" />
          <path d="M7 7h6M7 10.5h4" />
        </svg>
      </button>
      {dialog}
    </>
  );
});
