import { useState } from 'react';
import { call } from '#contract/client';
import { keepCodeMemo, type CodeMemo } from '#contract/codeMemos';
import { connection } from '../ui/connection.ts';
import { LinesField } from '../ui/Fields.tsx';
import { FormDialog } from '../ui/FormDialog.tsx';
import { useActOn } from '../ui/useActOn.ts';
import { codeMemosQuery } from './queries.ts';
import { Read } from './Read.tsx';
import type { MemosOn } from './useMemosOn.tsx';

interface MemoDialogProps extends MemosOn {
  memos: readonly CodeMemo[];
  blindly: boolean;
  onClose: () => void;
}

/** One's own memo to write, and beneath it what others wrote. */
export function MemoDialog({ memos, blindly, onClose, ...place }: MemoDialogProps) {
  const { workspace, framework, on, term: key, name } = place;
  const [content, setContent] = useState(() => memos.find(({ own }) => own)?.content ?? '');
  const keep = useActOn(
    codeMemosQuery(workspace, framework).queryKey,
    () => call(connection, keepCodeMemo, { workspace, framework, on, key, content }),
    onClose,
  );
  return (
    <FormDialog
      title={name}
      label={`Memo on ${name}`}
      action="Keep it"
      busy={keep.isPending}
      error={keep.error}
      onSubmit={() => keep.mutate(undefined)}
      onClose={onClose}
    >
      <LinesField
        label="Your memo"
        help={`${blindly ? blind : open} Without words it goes.`}
        value={content}
        most={20_000}
        rows={6}
        onChange={setContent}
      />
      <Read memos={memos.filter(({ own }) => !own)} />
    </FormDialog>
  );
}

const open = 'The researchers here read it, except those who code blindly.';
const blind =
  'You code blindly: what others wrote shows when all have finished. Researchers who do not code blindly read yours.';
