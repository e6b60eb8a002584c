import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { call } from '#contract/client';
import { citeEvidence, dropEvidence, keepFinding, type Bearing, type Finding } from '#contract/findings';
import { connection } from '../ui/connection.ts';
import { ChoiceField, LinesField } from '../ui/Fields.tsx';
import { FormDialog } from '../ui/FormDialog.tsx';
import { newId } from '../ui/newId.ts';
import { useActOn } from '../ui/useActOn.ts';
import { findingsQuery } from './queries.ts';

interface ConcludeDialogProps {
  workspace: string;
  evidence: string;
  words: string;
  onClose: () => void;
}

type Choice = Bearing | 'nothing';

const choices = [
  { value: 'nothing', label: 'Says nothing of it' },
  { value: 'for', label: 'Speaks for it' },
  { value: 'against', label: 'Speaks against it' },
] as const;

const bearingOf = (finding: Finding, evidence: string): Choice =>
  finding.cited.find(({ place }) => place?.evidence === evidence)?.speaks ?? 'nothing';

/** What a piece of evidence speaks for and against: findings that are there, or a new one. */
export function ConcludeDialog({ workspace, evidence, words, onClose }: ConcludeDialogProps) {
  const query = findingsQuery(workspace);
  const { data, error } = useQuery(query);
  const [chosen, setChosen] = useState(new Map<string, Choice>());
  const [said, setSaid] = useState('');
  const findings = data?.findings ?? [];
  const keep = useActOn(
    query.queryKey,
    async () => {
      for (const finding of findings) {
        const wanted = chosen.get(finding.id) ?? bearingOf(finding, evidence);
        if (wanted !== bearingOf(finding, evidence))
          await cite({ workspace, finding, evidence, speaks: wanted });
      }
      if (said.trim() === '') return;
      const finding = newId();
      await call(connection, keepFinding, { workspace, finding, said, shared: false });
      await call(connection, citeEvidence, { workspace, finding, evidence, speaks: 'for', shown: false });
    },
    onClose,
  );
  return (
    <FormDialog
      title="What do these words speak for?"
      action="Keep it"
      busy={keep.isPending || data === undefined}
      error={keep.error ?? error}
      onSubmit={() => keep.mutate(undefined)}
      onClose={onClose}
    >
      <blockquote className="concluded-from">‘{words.trim()}’</blockquote>
      {findings.map((finding) => (
        <ChoiceField
          key={finding.id}
          label={finding.said}
          choices={choices}
          value={chosen.get(finding.id) ?? bearingOf(finding, evidence)}
          onChange={(choice) => setChosen((before) => new Map([...before, [finding.id, choice]]))}
        />
      ))}
      <LinesField
        label={
          findings.length === 0 ? 'A finding that they speak for' : 'Or a new finding that they speak for'
        }
        help="A sentence that somebody could doubt, and that evidence can speak for or against. Name nobody."
        value={said}
        most={1000}
        onChange={setSaid}
      />
    </FormDialog>
  );
}

interface Cite {
  workspace: string;
  finding: Finding;
  evidence: string;
  speaks: Choice;
}

/** Whether others read the words stays as it was. */
async function cite({ workspace, finding, evidence, speaks }: Cite): Promise<void> {
  const at = { workspace, finding: finding.id, evidence };
  if (speaks === 'nothing') await call(connection, dropEvidence, at);
  else {
    const before = finding.cited.find(({ place }) => place?.evidence === evidence);
    await call(connection, citeEvidence, { ...at, speaks, shown: before?.shown ?? false });
  }
}
