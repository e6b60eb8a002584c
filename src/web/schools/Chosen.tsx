import { useId, useState } from 'react';
import { call } from '#contract/client';
import { setGroup } from '#contract/groupings';
import type { SchoolList } from '#contract/schools';
import { counted } from '#contract/words';
import { connection } from '../ui/connection.ts';
import { ChoiceField, WordsField } from '../ui/Fields.tsx';
import { FormDialog } from '../ui/FormDialog.tsx';
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
    <FormDialog
      title={title}
      action="Put them there"
      more={
        grouping !== aNewOne && (
          <button type="button" className="linkish" disabled={act.isPending} onClick={() => act.mutate(null)}>
            Take them out of {grouping}
          </button>
        )
      }
      busy={act.isPending}
      error={act.error}
      onSubmit={() => {
        setAsked(true);
        if (said.label !== '' && said.name !== '') act.mutate(said.name);
      }}
      onClose={onClose}
    >
      <p className="quiet">
        A school is in one group of each grouping. Files that are brought do not change groupings made here.
      </p>
      {own.length > 0 && (
        <ChoiceField
          label="Grouping"
          choices={[
            ...own.map((one) => ({ value: one.label, label: one.label })),
            { value: aNewOne, label: 'A new grouping' },
          ]}
          value={grouping}
          onChange={setGrouping}
        />
      )}
      {grouping === aNewOne && (
        <WordsField
          label="Name of the grouping"
          help="What divides the schools: Cluster, for example."
          error={asked && said.label === '' ? 'Give the grouping a name.' : null}
          most={80}
          value={label}
          onChange={setLabel}
        />
      )}
      <WordsField
        label="Name of the group"
        help={groups.length === 0 ? 'For example, Coast.' : 'One that is there, or a new one.'}
        error={asked && said.name === '' ? 'Give the group a name.' : null}
        most={200}
        list={names}
        value={name}
        onChange={setName}
      />
      <datalist id={names}>
        {groups.map((one) => (
          <option key={one.name}>{one.name}</option>
        ))}
      </datalist>
    </FormDialog>
  );
}
