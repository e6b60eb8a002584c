import { useQuery } from '@tanstack/react-query';
import type { MemoPlace } from '#contract/codeMemos';
import { counted } from '#contract/words';
import { codeMemosQuery } from './queries.ts';
import { Read } from './Read.tsx';
import { useMemosOn, type MemosOn } from './useMemosOn.tsx';
import './codeMemos.css';

/** Beneath what a code or an element means: what researchers wrote on it, and the way to write oneself. */
export function MemosBeneath(place: MemosOn) {
  const { memos, open, dialog } = useMemosOn(place);
  const act = memos.some(({ own }) => own) ? 'Change your memo' : 'Write a memo';
  return (
    <div className="memos-beneath">
      <Read memos={memos} />
      <button type="button" className="linkish no-print" aria-label={`${act}: ${place.name}`} onClick={open}>
        {act}
      </button>
      {dialog}
    </div>
  );
}

interface MemoCountProps {
  workspace: string;
  framework: string;
  of: readonly { on: MemoPlace; term: string }[];
}

/** How many memos are on all of these; nothing where there are none. */
export function MemoCount({ workspace, framework, of }: MemoCountProps) {
  const { data } = useQuery(codeMemosQuery(workspace, framework));
  const there = data?.memos.filter((memo) => of.some(({ on, term }) => memo.on === on && memo.key === term));
  if (there === undefined || there.length === 0) return null;
  return <small className="memo-count">{counted(there.length, 'memo')}</small>;
}
