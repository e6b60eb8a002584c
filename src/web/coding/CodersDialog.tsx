import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { call } from '#contract/client';
import { assignCoders, type CodingState } from '#contract/coding';
import type { Member } from '#contract/people';
import { connection } from '../ui/connection.ts';
import { ChoiceField } from '../ui/Fields.tsx';
import { FormDialog } from '../ui/FormDialog.tsx';
import { useActOn } from '../ui/useActOn.ts';
import type { Desk } from './desk.ts';
import { codingQuery, researchersQuery } from './queries.ts';

interface CodersDialogProps {
  desk: Desk;
  coding: CodingState;
  onClose: () => void;
}

type Part = 'none' | 'coder' | 'reconciler';

const parts = [
  { value: 'none', label: 'No part' },
  { value: 'coder', label: 'Codes' },
  { value: 'reconciler', label: 'Reconciles' },
] as const;

/** Who codes a source, and whether they see one another's work meanwhile. */
export function CodersDialog({ desk, coding, onClose }: CodersDialogProps) {
  const { workspace, source } = desk.place;
  const { data: people, error } = useQuery(researchersQuery(workspace));
  const [chosen, setChosen] = useState(
    () => new Map<string, Part>(coding.coders.map(({ person, role }) => [person, role])),
  );
  const [blind, setBlind] = useState(coding.blind);
  const assign = useActOn(
    codingQuery(workspace, source).queryKey,
    async () => {
      await desk.settled();
      const coders = [...chosen].flatMap(([person, role]) => (role === 'none' ? [] : [{ person, role }]));
      return call(connection, assignCoders, { workspace, source, blind, coders });
    },
    onClose,
  );
  return (
    <FormDialog
      title="Who codes this source"
      action="Keep it so"
      busy={assign.isPending || people === undefined}
      error={assign.error ?? error}
      onSubmit={() => assign.mutate(undefined)}
      onClose={onClose}
    >
      <p className="quiet">
        Where two or more code the same words independently, how far they agree says how far the codes can be
        relied on.
      </p>
      {people?.map((member) => (
        <Row
          key={member.id}
          member={member}
          coding={coding}
          part={chosen.get(member.id) ?? 'none'}
          onPart={(part) => setChosen((before) => new Map([...before, [member.id, part]]))}
        />
      ))}
      <label className="tick">
        <input
          type="checkbox"
          className="check"
          checked={blind}
          onChange={(event) => setBlind(event.currentTarget.checked)}
        />
        <span>
          Blind: nobody sees what the others code until all of them have finished. Whoever reconciles sees
          everything.
        </span>
      </label>
    </FormDialog>
  );
}

interface RowProps {
  member: Member;
  coding: CodingState;
  part: Part;
  onPart: (part: Part) => void;
}

function Row({ member: { id, name, you }, coding, part, onPart }: RowProps) {
  const coder = coding.coders.find(({ person }) => person === id);
  const words = coder?.finished === true ? ', has finished' : '';
  return (
    <ChoiceField
      label={`${name}${you ? ' (you)' : ''}${words}`}
      choices={parts}
      value={part}
      onChange={onPart}
    />
  );
}
