import { call } from '#contract/client';
import { removeFinding, type Finding } from '#contract/findings';
import { AskFirst } from '../ui/AskFirst.tsx';
import { connection } from '../ui/connection.ts';
import { useActOn } from '../ui/useActOn.ts';
import { findingsQuery } from './queries.ts';

interface RemoveFindingProps {
  workspace: string;
  finding: Finding;
  onClose: () => void;
}

export function RemoveFinding({ workspace, finding, onClose }: RemoveFindingProps) {
  const remove = useActOn(
    findingsQuery(workspace).queryKey,
    () => call(connection, removeFinding, { workspace, finding: finding.id }),
    onClose,
  );
  return (
    <AskFirst
      title="Remove this finding?"
      action="Remove it"
      busy={remove.isPending}
      error={remove.error}
      onDo={() => remove.mutate(undefined)}
      onClose={onClose}
    >
      <p>
        ‘{finding.said}’ goes, {finding.shared ? 'for everybody who reads it now, ' : ''}with what was said to
        speak for and against it. The quotations and their codes stay.
      </p>
    </AskFirst>
  );
}
