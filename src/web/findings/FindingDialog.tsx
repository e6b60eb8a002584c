import { useState } from 'react';
import { call } from '#contract/client';
import { keepFinding, type Finding } from '#contract/findings';
import { connection } from '../ui/connection.ts';
import { LinesField } from '../ui/Fields.tsx';
import { FormDialog } from '../ui/FormDialog.tsx';
import { newId } from '../ui/newId.ts';
import { useActOn } from '../ui/useActOn.ts';
import { findingsQuery } from './queries.ts';

interface FindingDialogProps {
  workspace: string;
  /** Null for a new one. */
  finding: Finding | null;
  onClose: () => void;
}

export function FindingDialog({ workspace, finding, onClose }: FindingDialogProps) {
  const [id] = useState(() => finding?.id ?? newId());
  const [said, setSaid] = useState(finding?.said ?? '');
  const [shared, setShared] = useState(finding?.shared ?? false);
  const keep = useActOn(
    findingsQuery(workspace).queryKey,
    () => call(connection, keepFinding, { workspace, finding: id, said, shared }),
    onClose,
  );
  return (
    <FormDialog
      title={finding === null ? 'A finding' : 'Change the finding'}
      action="Keep it"
      busy={keep.isPending}
      error={keep.error}
      onSubmit={() => keep.mutate(undefined)}
      onClose={onClose}
    >
      <LinesField
        label="What you found"
        help="A sentence that somebody could doubt, and that evidence can speak for or against. Name nobody."
        value={said}
        most={1000}
        rows={3}
        onChange={setSaid}
      />
      <label className="tick">
        <input
          type="checkbox"
          className="check"
          checked={shared}
          onChange={(event) => setShared(event.currentTarget.checked)}
        />
        <span>
          Everybody in the workspace reads it, with how many quotations, sources and schools stand behind it.
          Of the words they read those alone that you let go with it, without source and school, and with a
          role only where the person agreed to that. Read them as a stranger would first: who speaks may be
          known by what they tell.
        </span>
      </label>
    </FormDialog>
  );
}
