import { useState } from 'react';
import { call } from '#contract/client';
import { keyOf, type Target } from '#contract/coding';
import { codeFound, recodeFound, type Hit } from '#contract/finding';
import type { Framework } from '#contract/frameworks';
import { counted } from '#contract/words';
import { connection } from '../ui/connection.ts';
import { ChoiceField } from '../ui/Fields.tsx';
import { FormDialog } from '../ui/FormDialog.tsx';
import { useActOn } from '../ui/useActOn.ts';
import { choiceOf, sayablesOf } from './codebook.ts';

interface CodeFoundProps {
  workspace: string;
  /** The code whose places are shown, which can be said otherwise of them; null where words were looked for. */
  from: Target | null;
  frameworks: readonly Framework[];
  /** What was ticked. */
  places: readonly Hit[];
  onCoded: () => void;
}

const stretches = [
  { value: 'sentence', label: 'The sentence each stands in' },
  { value: 'whole', label: 'The turn each stands in' },
  { value: 'words', label: 'The words that were found' },
] as const;
type Stretch = (typeof stretches)[number]['value'];

/** Codes what was ticked, in one go; each source keeps a step that can be taken back at the desk. */
export function CodeFound({ workspace, from, frameworks, places, onCoded }: CodeFoundProps) {
  const [asks, setAsks] = useState(false);
  const [recodes, setRecodes] = useState(false);
  const [done, setDone] = useState('');
  return (
    <>
      <button
        type="button"
        className="btn small"
        disabled={places.length === 0 || frameworks.length === 0}
        onClick={() => setAsks(true)}
      >
        {places.length === 0 ? 'Code what is ticked' : `Code ${counted(places.length, 'place')}`}
      </button>
      {from !== null && (
        <button
          type="button"
          className="btn line small"
          disabled={places.length === 0}
          onClick={() => setRecodes(true)}
        >
          Recode yours
        </button>
      )}
      {from !== null && recodes && (
        <RecodeDialog
          workspace={workspace}
          from={from}
          frameworks={frameworks}
          places={places}
          onClose={() => setRecodes(false)}
          onDone={({ recoded }) => {
            setRecodes(false);
            setDone(`${counted(recoded, 'quotation')} recoded.`);
            onCoded();
          }}
        />
      )}
      <output className="note" aria-live="polite">
        {done}
      </output>
      {asks && (
        <CodeDialog
          workspace={workspace}
          frameworks={frameworks}
          places={places}
          onClose={() => setAsks(false)}
          onDone={({ coded, already }) => {
            setAsks(false);
            setDone(
              `${counted(coded, 'place')} coded${already > 0 ? `, ${String(already)} were already` : ''}.`,
            );
            onCoded();
          }}
        />
      )}
    </>
  );
}

interface CodeDialogProps extends Omit<CodeFoundProps, 'onCoded' | 'from'> {
  onClose: () => void;
  onDone: (answer: { coded: number; already: number }) => void;
}

function CodeDialog({ workspace, frameworks, places, onClose, onDone }: CodeDialogProps) {
  const open = openIn(frameworks);
  const [chosen, setChosen] = useState(open[0] === undefined ? '' : keyOf(open[0].target));
  const [stretch, setStretch] = useState<Stretch>('sentence');
  const target = open.find((one) => keyOf(one.target) === chosen)?.target;
  const act = useActOn(
    ['coding', workspace],
    async () => {
      if (target === undefined) throw new Error('No code is chosen.');
      const spans = places.map((hit) => ({
        source: hit.source,
        ...(stretch === 'words' ? { start: hit.start, end: hit.end } : hit[stretch]),
      }));
      return call(connection, codeFound, { workspace, target, places: spans });
    },
    onDone,
  );
  return (
    <FormDialog
      title={`Code ${counted(places.length, 'place')}`}
      action="Code them"
      busy={act.isPending || target === undefined}
      error={act.error}
      onSubmit={() => act.mutate(undefined)}
      onClose={onClose}
    >
      <ChoiceField
        label="What they speak of"
        choices={open.map(choiceOf)}
        value={chosen}
        onChange={setChosen}
      />
      <ChoiceField label="What is coded" choices={stretches} value={stretch} onChange={setStretch} />
      <p className="quiet">Each is yours, as if you had coded it at the desk, and can be taken back there.</p>
    </FormDialog>
  );
}

/** What can be said in frameworks, and is not set aside. */
const openIn = (frameworks: readonly Framework[]) =>
  frameworks.flatMap(sayablesOf).filter(({ setAside }) => !setAside);

interface RecodeDialogProps extends Omit<CodeFoundProps, 'onCoded' | 'from'> {
  from: Target;
  onClose: () => void;
  onDone: (answer: { recoded: number }) => void;
}

const nothing = 'nothing';

/** Says something else of what was ticked, where it is one’s own: to merge codes, or to divide one. */
function RecodeDialog({ workspace, from, frameworks, places, onClose, onDone }: RecodeDialogProps) {
  const open = openIn(frameworks).filter((one) => keyOf(one.target) !== keyOf(from));
  const [chosen, setChosen] = useState(nothing);
  const act = useActOn(
    ['coding', workspace],
    () =>
      call(connection, recodeFound, {
        workspace,
        from,
        to: open.find((one) => keyOf(one.target) === chosen)?.target ?? null,
        places: places.map(({ source, start, end }) => ({ source, start, end })),
      }),
    onDone,
  );
  return (
    <FormDialog
      title={`Recode ${counted(places.length, 'quotation')}`}
      action="Recode them"
      busy={act.isPending}
      error={act.error}
      onSubmit={() => act.mutate(undefined)}
      onClose={onClose}
    >
      <ChoiceField
        label="What they speak of instead"
        choices={[{ value: nothing, label: 'Nothing: take the code away' }, ...open.map(choiceOf)]}
        value={chosen}
        onChange={setChosen}
      />
      <p className="quiet">
        What others coded stays as it is. Each source keeps a step that can be taken back at the desk. To
        merge two codes, recode one into the other and set it aside in its framework; to divide one, tick part
        of its places.
      </p>
    </FormDialog>
  );
}
