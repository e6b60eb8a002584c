import { useId, useState } from 'react';
import { call } from '#contract/client';
import { setGroup } from '#contract/groupings';
import type { SchoolList } from '#contract/schools';
import { counted } from '#contract/words';
import { connection } from '../ui/connection.ts';
import { Dialog } from '../ui/Dialog.tsx';
import { Field } from '../ui/Field.tsx';
import { wordsOf } from '../ui/Problem.tsx';
import { useAct } from './queries.ts';

interface ChosenProps {
  workspace: string;
  groupings: SchoolList['groupings'];
  chosen: ReadonlySet<string>;
  onClear: () => void;
}

/** How many schools are chosen, and what can be done with them. */
export function Chosen(props: ChosenProps) {
  const { chosen, onClear } = props;
  const [open, setOpen] = useState(false);
  return (
    <section className="chosen-bar no-print" aria-label="Chosen schools">
      <output>
        <b>{counted(chosen.size, 'school')}</b> chosen
      </output>
      <button type="button" className="btn small" onClick={() => setOpen(true)}>
        Put into a group
      </button>
      <button type="button" className="linkish" onClick={onClear}>
        Choose none
      </button>
      {open && <GroupDialog {...props} onClose={() => setOpen(false)} />}
    </section>
  );
}

const aNewOne = '';

/** In which grouping, and in which of its groups; either may be new. */
function GroupDialog({
  workspace,
  groupings,
  chosen,
  onClear,
  onClose,
}: ChosenProps & { onClose: () => void }) {
  const own = groupings.filter((one) => one.own);
  const [grouping, setGrouping] = useState(own[0]?.label ?? aNewOne);
  const [label, setLabel] = useState('');
  const [name, setName] = useState('');
  const [asked, setAsked] = useState(false);
  const names = useId();
  const groups = own.find((one) => one.label === grouping)?.groups ?? [];
  const said = { label: grouping === aNewOne ? label.trim() : grouping, name: name.trim() };
  const schools = [...chosen];
  const act = useAct(
    workspace,
    (to: string | null) => call(connection, setGroup, { workspace, label: said.label, name: to, schools }),
    () => {
      onClear();
      onClose();
    },
  );
  const title = `Put ${counted(chosen.size, 'school')} into a group`;
  return (
    <Dialog label={title} onClose={onClose}>
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          setAsked(true);
          if (said.label !== '' && said.name !== '') act.mutate(said.name);
        }}
      >
        <h2>{title}</h2>
        <p className="quiet">
          A school is in one group of each grouping. Files that are brought do not change groupings made here.
        </p>
        {own.length > 0 && (
          <Field label="Grouping">
            {(tied) => (
              <select
                {...tied}
                className="input"
                value={grouping}
                onChange={(event) => setGrouping(event.target.value)}
              >
                {own.map((one) => (
                  <option key={one.key} value={one.label}>
                    {one.label}
                  </option>
                ))}
                <option value={aNewOne}>A new grouping</option>
              </select>
            )}
          </Field>
        )}
        {grouping === aNewOne && (
          <Field
            label="Name of the grouping"
            help="What divides the schools: Cluster, for example."
            error={asked && said.label === '' ? 'Give the grouping a name.' : null}
          >
            {(tied) => (
              <input
                {...tied}
                className="input"
                maxLength={80}
                autoComplete="off"
                value={label}
                onChange={(event) => setLabel(event.target.value)}
              />
            )}
          </Field>
        )}
        <Field
          label="Name of the group"
          help={groups.length === 0 ? 'For example, Coast.' : 'One that is there, or a new one.'}
          error={asked && said.name === '' ? 'Give the group a name.' : null}
        >
          {(tied) => (
            <input
              {...tied}
              className="input"
              list={names}
              maxLength={200}
              autoComplete="off"
              value={name}
              onChange={(event) => setName(event.target.value)}
            />
          )}
        </Field>
        <datalist id={names}>
          {groups.map((one) => (
            <option key={one.name}>{one.name}</option>
          ))}
        </datalist>
        {act.error !== null && (
          <p className="err" role="alert">
            {wordsOf(act.error).detail}
          </p>
        )}
        <div className="acts">
          <button type="submit" className="btn" disabled={act.isPending}>
            Put them there
          </button>
          {grouping !== aNewOne && (
            <button
              type="button"
              className="linkish"
              disabled={act.isPending}
              onClick={() => act.mutate(null)}
            >
              Take them out of {grouping}
            </button>
          )}
          <button type="button" className="linkish" onClick={onClose}>
            Leave it
          </button>
        </div>
      </form>
    </Dialog>
  );
}
