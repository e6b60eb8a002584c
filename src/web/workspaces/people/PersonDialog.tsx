import { useState } from 'react';
import { call } from '#contract/client';
import { changeRoles, removePerson, type Gives, type GivenRole, type Member } from '#contract/people';
import { roleAt } from '#contract/roleWords';
import { connection } from '../../ui/connection.ts';
import { Dialog } from '../../ui/Dialog.tsx';
import { wordsOf } from '../../ui/Problem.tsx';
import { Grants } from './Grants.tsx';
import { useAct } from './queries.ts';
import { chosen, RolePicker, type Draft } from './RolePicker.tsx';

interface PersonDialogProps {
  workspace: string;
  person: Member;
  gives: Gives;
  /** Whether the reader may show schools to others for a while. */
  shares: boolean;
  /** Looks as somebody with their role, for those who may. */
  onLookAs?: () => void;
  onClose: () => void;
}

/** One member: what they are here, what is shown to them for a while, and the end of it. */
export function PersonDialog({ workspace, person, gives, shares, onLookAs, onClose }: PersonDialogProps) {
  const kept = person.roles.filter((one) => !one.mayTake);
  return (
    <Dialog label={person.name} onClose={onClose}>
      <div className="flow">
        <h2>{person.name}</h2>
        {person.invented && (
          <p className="quiet">
            Invented, for looking round: nobody signs in as {person.name}.{' '}
            {onLookAs !== undefined && (
              <button type="button" className="linkish" onClick={onLookAs}>
                See how far this role sees
              </button>
            )}
          </p>
        )}
        {kept.length > 0 && (
          <p className="quiet">
            {kept.map((one) => roleAt(one.role, one.school?.name ?? null)).join('; ')}: only an owner changes
            that.
          </p>
        )}
        <Roles workspace={workspace} person={person} gives={gives} />
        {shares && !person.you && person.sight !== 'all' && <Grants workspace={workspace} person={person} />}
        {!person.you && (
          <End workspace={workspace} person={person} whole={kept.length === 0} onEnded={onClose} />
        )}
        <div className="acts">
          <button type="button" className="btn line" onClick={onClose}>
            Close
          </button>
        </div>
      </div>
    </Dialog>
  );
}

function Roles({ workspace, person, gives }: Omit<PersonDialogProps, 'onClose' | 'onLookAs' | 'shares'>) {
  const [drafts, setDrafts] = useState<Draft[]>(() =>
    person.roles
      .filter((one) => one.mayTake)
      .map(({ role, school }, key) => ({ key, role, inSchool: school !== null, school })),
  );
  const [asked, setAsked] = useState(false);
  const fixed = person.roles
    .filter((one) => !one.mayTake)
    .map(({ role, school }) => ({ role, school: school?.id ?? null }));
  const wanted = chosen(drafts);
  const save = useAct(workspace, (roles: GivenRole[]) =>
    call(connection, changeRoles, { workspace, person: person.id, roles }),
  );
  // What somebody holds can always be kept, also where the reader could not give it.
  const choices = withHeld(gives, drafts);
  return (
    <form
      noValidate
      className="flow"
      onSubmit={(event) => {
        event.preventDefault();
        setAsked(true);
        if (wanted !== null && wanted.length + fixed.length > 0) save.mutate([...fixed, ...wanted]);
      }}
    >
      <RolePicker workspace={workspace} gives={choices} drafts={drafts} asked={asked} onChange={setDrafts} />
      {asked && drafts.length + fixed.length === 0 && (
        <p className="err" role="alert">
          Leave at least one role, or end the membership below.
        </p>
      )}
      {save.error !== null && (
        <p className="err" role="alert">
          {wordsOf(save.error).detail}
        </p>
      )}
      <div className="acts">
        <button type="submit" className="btn" disabled={save.isPending}>
          Save the roles
        </button>
        <output className="note">{save.isSuccess && 'Saved.'}</output>
      </div>
    </form>
  );
}

function withHeld(gives: Gives, drafts: readonly Draft[]): Gives {
  const held = (inSchool: boolean) =>
    drafts.flatMap((one) => (one.role !== null && one.inSchool === inSchool ? [one.role] : []));
  return {
    inSchool: [...new Set([...gives.inSchool, ...held(true)])],
    whole: [...new Set([...gives.whole, ...held(false)])],
  };
}

interface EndProps {
  workspace: string;
  person: Member;
  /** Whether everything that the reader sees of the person ends. */
  whole: boolean;
  onEnded: () => void;
}

/** Asked twice, because the way back is a new invitation. */
function End({ workspace, person, whole, onEnded }: EndProps) {
  const [sure, setSure] = useState(false);
  const end = useAct(
    workspace,
    () => call(connection, removePerson, { workspace, person: person.id }),
    onEnded,
  );
  if (!person.roles.some((one) => one.mayTake)) return null;
  return (
    <section className="no-print" aria-labelledby="end-title">
      <h3 id="end-title">{whole ? 'End the membership' : 'End these roles'}</h3>
      <p className="quiet">
        {person.name} sees nothing of {whole ? 'this workspace' : 'your school'} any more, from the next click
        on. What they did stays in the list of what happened.
      </p>
      {end.error !== null && (
        <p className="err" role="alert">
          {wordsOf(end.error).detail}
        </p>
      )}
      {sure ? (
        <div className="acts">
          <button type="button" className="btn line" onClick={() => setSure(false)}>
            Keep {person.name}
          </button>
          <button
            type="button"
            className="btn"
            disabled={end.isPending}
            onClick={() => end.mutate(undefined)}
          >
            End it now
          </button>
        </div>
      ) : (
        <button type="button" className="linkish" onClick={() => setSure(true)}>
          End it
        </button>
      )}
    </section>
  );
}
