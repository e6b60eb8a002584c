import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { call } from '#contract/client';
import { linkSchools, type SchoolPage } from '#contract/schools';
import { schoolsFound, schoolsOffered } from '#contract/words';
import { connection } from '../ui/connection.ts';
import { ChoiceField, DayField, WordsField } from '../ui/Fields.tsx';
import { FormDialog } from '../ui/FormDialog.tsx';
import { useRested } from '../ui/hooks.ts';
import { SchoolChoice } from '../ui/SchoolChoice.tsx';
import { schoolsQuery, useAct } from './queries.ts';
import { linkChoices } from './sentences.ts';

interface LinkDialogProps {
  workspace: string;
  school: Pick<SchoolPage, 'id' | 'name'>;
  onClose: () => void;
}

type Kind = (typeof linkChoices)[number]['value'];

const sides = [
  { value: 'before', label: 'followed another school' },
  { value: 'after', label: 'was followed by another school' },
] as const;

/** Which school it followed or was followed by, how, when, and what says so. */
export function LinkDialog({ workspace, school, onClose }: LinkDialogProps) {
  const [side, setSide] = useState<'before' | 'after'>('before');
  const [other, setOther] = useState<{ id: string; name: string } | null>(null);
  const [said, setSaid] = useState<{ kind: Kind; on: string; source: string }>({
    kind: 'academy',
    on: '',
    source: '',
  });
  const [asked, setAsked] = useState(false);
  const add = useAct(
    workspace,
    (id: string) => {
      const [predecessor, successor] = side === 'before' ? [id, school.id] : [school.id, id];
      const { kind, on, source } = said;
      return call(connection, linkSchools, {
        workspace,
        predecessor,
        successor,
        kind,
        on: on === '' ? null : on,
        ...(source.trim() === '' ? {} : { source }),
      });
    },
    onClose,
  );
  return (
    <FormDialog
      title={school.name}
      label="Record what it followed"
      action="Record it"
      busy={add.isPending}
      error={add.error}
      onSubmit={() => {
        setAsked(true);
        if (other !== null) add.mutate(other.id);
      }}
      onClose={onClose}
    >
      <ChoiceField label="It" choices={sides} value={side} onChange={setSide} />
      <Other
        workspace={workspace}
        school={other}
        error={asked && other === null ? 'Choose the other school.' : null}
        onSchool={setOther}
      />
      <ChoiceField
        label="How"
        choices={linkChoices}
        value={said.kind}
        onChange={(kind) => setSaid({ ...said, kind })}
      />
      <DayField
        label="On"
        help="May stay empty."
        value={said.on}
        onChange={(on) => setSaid({ ...said, on })}
      />
      <WordsField
        label="What says so"
        help="For example, the register or a decision. May stay empty."
        most={200}
        value={said.source}
        onChange={(source) => setSaid({ ...said, source })}
      />
    </FormDialog>
  );
}

interface OtherProps {
  workspace: string;
  school: { id: string; name: string } | null;
  error: string | null;
  onSchool: (school: { id: string; name: string } | null) => void;
}

const restMilliseconds = 250;

function Other({ workspace, ...choice }: OtherProps) {
  const [find, setFind] = useState('');
  const asked = useRested(find.trim(), restMilliseconds);
  const { data, error } = useQuery(schoolsQuery(workspace, { find: asked, group: '', from: 0 }));
  return (
    <SchoolChoice
      {...choice}
      label="The other school"
      find={find}
      offered={data?.schools.slice(0, schoolsOffered) ?? []}
      told={data === undefined ? '' : schoolsFound(data.found, asked)}
      failure={error}
      onFind={setFind}
    />
  );
}
