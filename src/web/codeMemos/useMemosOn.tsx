import { useQuery } from '@tanstack/react-query';
import { useEffect, useState, type ReactNode } from 'react';
import { createPortal } from 'react-dom';
import type { CodeMemo, CodeMemos, MemoPlace } from '#contract/codeMemos';
import { MemoDialog } from './MemoDialog.tsx';
import { codeMemosQuery } from './queries.ts';

/** What the memos are on, and what it is called. */
export interface MemosOn {
  workspace: string;
  framework: string;
  on: MemoPlace;
  /** Its key in the framework. */
  term: string;
  name: string;
}

const none: CodeMemos = { memos: [], blindly: false };

/** What was written on a code or an element, and the dialog in which one writes oneself. */
export function useMemosOn(place: MemosOn): { memos: CodeMemo[]; open: () => void; dialog: ReactNode } {
  const { workspace, framework, on, term } = place;
  const { data = none, isSuccess } = useQuery(codeMemosQuery(workspace, framework));
  const [from, setFrom] = useState<Element | null>(null);
  const memos = data.memos.filter((memo) => memo.on === on && memo.key === term);
  useEffect(() => {
    // Back to where one was, once the dialog is gone: also among words that were chosen with keys.
    const back = () => {
      if (from instanceof HTMLElement) from.focus({ preventScroll: true });
    };
    return from === null ? undefined : back;
  }, [from]);
  return {
    memos,
    open: () => setFrom(document.activeElement),
    // Outside of what it was opened from, whose looks are not a dialog’s.
    dialog:
      from !== null &&
      isSuccess &&
      createPortal(
        <MemoDialog {...place} memos={memos} blindly={data.blindly} onClose={() => setFrom(null)} />,
        document.body,
      ),
  };
}
