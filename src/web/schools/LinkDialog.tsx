import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { call } from '#contract/client';
import { linkSchools, type SchoolPage } from '#contract/schools';
import { schoolsFound, schoolsOffered } from '#contract/words';
import { connection } from '../ui/connection.ts';
import { Dialog } from '../ui/Dialog.tsx';
import { Field } from '../ui/Field.tsx';
import { useRested } from '../ui/hooks.ts';
import { wordsOf } from '../ui/Problem.tsx';
import { SchoolChoice } from '../ui/SchoolChoice.tsx';
import { schoolsQuery, useAct } from './queries.ts';
import { linkChoices } from './sentences.ts';

interface LinkDialogProps {
  workspace: string;
  school: Pick<SchoolPage, 'id' | 'name'>;
  onClose: () => void;
}

type Kind = (typeof linkChoices)[number]['value'];

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
    <Dialog label="Record what it followed" onClose={onClose}>
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          setAsked(true);
          if (other !== null) add.mutate(other.id);
        }}
      >
        <h2>{school.name}</h2>
        <Field label="It">
          {(tied) => (
            <select
              {...tied}
              className="input"
              value={side}
              onChange={(event) => setSide(event.target.value as 'before' | 'after')}
            >
              <option value="before">followed another school</option>
              <option value="after">was followed by another school</option>
            </select>
          )}
        </Field>
        <Other
          workspace={workspace}
          school={other}
          error={asked && other === null ? 'Choose the other school.' : null}
          onSchool={setOther}
        />
        <Field label="How">
          {(tied) => (
            <select
              {...tied}
              className="input"
              value={said.kind}
              onChange={(event) => setSaid({ ...said, kind: event.target.value as Kind })}
            >
              {linkChoices.map(({ value, label }) => (
                <option key={value} value={value}>
                  {label}
                </option>
              ))}
            </select>
          )}
        </Field>
        <Field label="On" help="May stay empty.">
          {(tied) => (
            <input
              {...tied}
              className="input"
              type="date"
              value={said.on}
              onChange={(event) => setSaid({ ...said, on: event.target.value })}
            />
          )}
        </Field>
        <Field label="What says so" help="For example, the register or a decision. May stay empty.">
          {(tied) => (
            <input
              {...tied}
              className="input"
              maxLength={200}
              autoComplete="off"
              value={said.source}
              onChange={(event) => setSaid({ ...said, source: event.target.value })}
            />
          )}
        </Field>
        {add.error !== null && (
          <p className="err" role="alert">
            {wordsOf(add.error).detail}
          </p>
        )}
        <div className="acts">
          <button type="submit" className="btn" disabled={add.isPending}>
            Record it
          </button>
          <button type="button" className="linkish" onClick={onClose}>
            Leave it
          </button>
        </div>
      </form>
    </Dialog>
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
