import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { call } from '#contract/client';
import type { NamedSchool } from '#contract/people';
import { nameOtherNetwork, removeOtherNetwork, type OtherNetwork } from '#contract/settings';
import { connection } from '../../ui/connection.ts';
import { Field } from '../../ui/Field.tsx';
import { FormDialog } from '../../ui/FormDialog.tsx';
import { networksQuery, useAct } from './queries.ts';
import { SchoolFinder } from './SchoolFinder.tsx';
import { networkSentences } from './sentences.ts';

/** Other networks that our schools belong to, because the aims of networks compete. */
export function OtherNetworks({ workspace, changes }: { workspace: string; changes: boolean }) {
  const { data } = useQuery(networksQuery(workspace));
  const [open, setOpen] = useState(false);
  const networks = data?.networks ?? [];
  return (
    <section className="see" aria-labelledby="networks-title">
      <h3 id="networks-title">
        <svg viewBox="0 0 15 17" fill="none" stroke="currentColor" strokeWidth="1.6" aria-hidden="true">
          <rect x="1" y="7" width="13" height="9" rx="1" />
          <path d="M4 7V4.5a3.5 3.5 0 0 1 7 0V7" />
        </svg>
        Other networks
      </h3>
      <p>
        {networks.length === 0
          ? 'None is named. A school may be in several networks, and their aims compete: it helps to know of them.'
          : `${networkSentences(networks).join(' ')} Neither network sees the other’s rows.`}
      </p>
      {changes && (
        <p className="no-print">
          <button type="button" className="linkish" onClick={() => setOpen(true)}>
            {networks.length === 0 ? 'Name another network' : 'Name or remove one'}
          </button>
        </p>
      )}
      {open && <NetworksDialog workspace={workspace} networks={networks} onClose={() => setOpen(false)} />}
    </section>
  );
}

interface NetworksDialogProps {
  workspace: string;
  networks: readonly OtherNetwork[];
  onClose: () => void;
}

function NetworksDialog({ workspace, networks, onClose }: NetworksDialogProps) {
  const [school, setSchool] = useState<NamedSchool | null>(null);
  const [name, setName] = useState('');
  const [asked, setAsked] = useState(false);
  const add = useAct(
    workspace,
    (id: string) => call(connection, nameOtherNetwork, { workspace, school: id, name }),
    () => {
      setSchool(null);
      setAsked(false);
    },
  );
  const remove = useAct(workspace, (network: string) =>
    call(connection, removeOtherNetwork, { workspace, network }),
  );
  return (
    <FormDialog
      title="Other networks of our schools"
      label="Other networks"
      action="Note it"
      leave="Close"
      busy={add.isPending}
      error={add.error ?? remove.error}
      onSubmit={() => {
        setAsked(true);
        if (school !== null && name.trim() !== '') add.mutate(school.id);
      }}
      onClose={onClose}
    >
      <ul className="inv">
        {networks.map((one) => (
          <li key={one.id}>
            <b>{one.school.name}</b>
            <span>{one.name}</span>
            <span className="lk">
              <button
                type="button"
                className="linkish"
                aria-label={`Remove: ${one.school.name}, ${one.name}`}
                disabled={remove.isPending}
                onClick={() => remove.mutate(one.id)}
              >
                Remove
              </button>
            </span>
          </li>
        ))}
      </ul>
      <Field
        label="Name of the network"
        error={asked && name.trim() === '' ? 'Give the network’s name.' : null}
      >
        {(tied) => (
          <input
            {...tied}
            className="input"
            maxLength={120}
            value={name}
            onChange={(event) => setName(event.target.value)}
          />
        )}
      </Field>
      <SchoolFinder
        workspace={workspace}
        school={school}
        error={asked && school === null ? 'Choose the school that belongs to it.' : null}
        onSchool={setSchool}
      />
    </FormDialog>
  );
}
