import { useMemo, useState } from 'react';
import { call } from '#contract/client';
import { changeTurns, type Source } from '#contract/sources';
import { speakerTurns } from '#contract/speakerTurns';
import { counted } from '#contract/words';
import { connection } from '../ui/connection.ts';
import { WordsField } from '../ui/Fields.tsx';
import { FormDialog } from '../ui/FormDialog.tsx';
import { useAct } from './queries.ts';

interface PatternDialogProps {
  workspace: string;
  source: Source;
  onClose: () => void;
}

/** How the text says who speaks, tried out while it is typed. */
export function PatternDialog({ workspace, source, onClose }: PatternDialogProps) {
  const [pattern, setPattern] = useState(source.pattern ?? '');
  const wanted = pattern.trim() === '' ? null : pattern.trim();
  const told = useMemo(() => toldBy(source, wanted), [source, wanted]);
  const change = useAct(
    workspace,
    () => call(connection, changeTurns, { workspace, source: source.id, pattern: wanted }),
    onClose,
  );
  return (
    <FormDialog
      title="How speakers are told"
      action="Tell them so"
      busy={change.isPending || wanted === source.pattern}
      error={change.error}
      onSubmit={() => change.mutate(undefined)}
      onClose={onClose}
    >
      <WordsField
        label="A line of the text looks like this"
        help="As {speaker}: {words} or [{time}] {speaker}: {words}. Empty: nobody is told apart."
        value={pattern}
        most={200}
        onChange={setPattern}
      />
      <output className="note">{told}</output>
    </FormDialog>
  );
}

function toldBy({ text, turns, pattern: before }: Source, pattern: string | null): string {
  if (pattern === null && before === null && turns > 0)
    return 'Who speaks, and when, came with the file. Another pattern takes the place of that.';
  if (pattern === null) return 'The text stays whole.';
  const { start, speaker } = speakerTurns(text, pattern).turns;
  const names = [...new Set(speaker)];
  if (names.length === 0) return 'No line of the text looks like this.';
  const shown = names.slice(0, 8).join(', ');
  return `${counted(start.length, 'turn')} of ${counted(names.length, 'speaker')}: ${shown}${names.length > 8 ? ' …' : ''}`;
}
