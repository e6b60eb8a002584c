import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { call } from '#contract/client';
import { handOver, leaveWorkspace } from '#contract/people';
import type { Membership } from '#contract/workspaces';
import { connection } from '../../ui/connection.ts';
import { AskFirst } from '../../ui/AskFirst.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { Field } from '../../ui/Field.tsx';
import { DeleteWorkspace } from '../DeleteWorkspace.tsx';
import { peopleQuery } from '../people/queries.ts';

interface LeavePartProps {
  workspace: Membership;
  onGone: () => void;
}

/** The ways out: leave, hand over, delete. */
export function LeavePart({ workspace, onGone }: LeavePartProps) {
  const [asking, setAsking] = useState<'leave' | 'hand over' | 'delete' | null>(null);
  const { abilities } = workspace;
  const close = () => setAsking(null);
  return (
    <>
      {abilities.includes('workspace.handOver') && (
        <Part
          title="Hand it over"
          words="Somebody else becomes owner, and you decide what you stay. All at once: it is never without an owner."
          act="Hand the workspace over"
          onAct={() => setAsking('hand over')}
        />
      )}
      <Part
        title="Leave"
        words="You see nothing of it any more. What you did here stays in its list of what happened. The last owner hands it over first."
        act="Leave the workspace"
        onAct={() => setAsking('leave')}
      />
      {abilities.includes('workspace.delete') && (
        <Part
          title="Delete"
          words="Its schools, files, people and settings go, for everybody and at once. Only the list of what happened stays."
          act="Delete the workspace"
          onAct={() => setAsking('delete')}
        />
      )}
      {asking === 'leave' && <Leave workspace={workspace} onClose={close} onGone={onGone} />}
      {asking === 'hand over' && <HandOver workspace={workspace} onClose={close} onGone={onGone} />}
      {asking === 'delete' && <DeleteWorkspace workspace={workspace} onClose={close} onDeleted={onGone} />}
    </>
  );
}

interface PartProps {
  title: string;
  words: string;
  act: string;
  onAct: () => void;
}

function Part({ title, words, act, onAct }: PartProps) {
  return (
    <section>
      <h3>{title}</h3>
      <p className="quiet">{words}</p>
      <button type="button" className="btn line small" onClick={onAct}>
        {act}
      </button>
    </section>
  );
}

interface AskProps extends LeavePartProps {
  onClose: () => void;
}

/** The last owner is told at once that nobody else runs it, and asked nothing that would be refused. */
function Leave(props: AskProps) {
  const { workspace, onClose } = props;
  const owner = workspace.roles.includes('owner');
  const people = useQuery({ ...peopleQuery(workspace.id), enabled: owner });
  if (owner && people.isPending) return null;
  const owners = people.data?.people.filter(({ roles }) => roles.some(({ role }) => role === 'owner'));
  return owners?.length === 1 ? (
    <NotWithout
      title={`‘${workspace.name}’ has no other owner`}
      words="A workspace keeps at least one. Hand it over first; in the same step you can leave."
      onClose={onClose}
    />
  ) : (
    <AskToLeave {...props} />
  );
}

interface NotWithoutProps {
  title: string;
  words: string;
  onClose: () => void;
}

/** What is lacking before it can be done. */
function NotWithout({ title, words, onClose }: NotWithoutProps) {
  return (
    <Dialog label={title} onClose={onClose}>
      <div className="flow">
        <h2>{title}</h2>
        <p className="quiet">{words}</p>
        <div className="acts">
          <button type="button" className="btn line" onClick={onClose}>
            Go back
          </button>
        </div>
      </div>
    </Dialog>
  );
}

function AskToLeave({ workspace, onClose, onGone }: AskProps) {
  const client = useQueryClient();
  const leave = useMutation({
    mutationFn: () => call(connection, leaveWorkspace, { workspace: workspace.id }),
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: ['accounts', 'me'] });
      onGone();
    },
  });
  return (
    <AskFirst
      title={`Leave ‘${workspace.name}’?`}
      error={leave.error}
      keep="Stay"
      action="Leave the workspace"
      busy={leave.isPending}
      onDo={() => leave.mutate()}
      onClose={onClose}
    >
      <p className="quiet">
        From now on you see nothing of it. <b>To come back you need a new invitation.</b>
      </p>
    </AskFirst>
  );
}

function HandOver({ workspace, onClose, onGone }: AskProps) {
  const client = useQueryClient();
  const people = useQuery(peopleQuery(workspace.id));
  const [to, setTo] = useState('');
  const [yourself, setYourself] = useState<'stay owner' | 'coordinator' | 'leave'>('coordinator');
  const [asked, setAsked] = useState(false);
  const others = (people.data?.people ?? []).filter((one) => !one.you && !one.invented);
  const hand = useMutation({
    mutationFn: () => call(connection, handOver, { workspace: workspace.id, person: to, yourself }),
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: ['workspaces', workspace.id] });
      await client.invalidateQueries({ queryKey: ['accounts', 'me'] });
      if (yourself === 'leave') onGone();
      else onClose();
    },
  });
  const act = () => {
    setAsked(true);
    if (to !== '') hand.mutate();
  };
  if (people.data !== undefined && others.length === 0) {
    return (
      <NotWithout
        title={`Nobody else could own ‘${workspace.name}’ yet`}
        words="Invite somebody first, on the page of people. Once they are here, you can hand it over."
        onClose={onClose}
      />
    );
  }
  return (
    <AskFirst
      title={`Hand ‘${workspace.name}’ over`}
      error={hand.error}
      keep="Leave it"
      action="Hand it over"
      busy={hand.isPending}
      onDo={act}
      onClose={onClose}
    >
      <Field label="The next owner" error={asked && to === '' ? 'Choose somebody.' : null}>
        {(tied) => (
          <select {...tied} className="input" value={to} onChange={(event) => setTo(event.target.value)}>
            <option value="">Choose somebody</option>
            {others.map((one) => (
              <option key={one.id} value={one.id}>
                {one.name}
              </option>
            ))}
          </select>
        )}
      </Field>
      <Field label="And you">
        {(tied) => (
          <select
            {...tied}
            className="input"
            value={yourself}
            onChange={(event) => setYourself(event.target.value as typeof yourself)}
          >
            <option value="coordinator">stay as coordinator</option>
            <option value="stay owner">stay owner beside them</option>
            <option value="leave">leave the workspace</option>
          </select>
        )}
      </Field>
    </AskFirst>
  );
}
