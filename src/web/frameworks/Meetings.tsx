import { queryOptions, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { call, urlOf } from '#contract/client';
import {
  keepMeeting,
  listMeetings,
  meetingsTable,
  removeMeeting,
  type Meeting,
} from '#contract/codebookMeetings';
import type { CallOf } from '#contract/endpoint';
import { AskFirst } from '../ui/AskFirst.tsx';
import { connection } from '../ui/connection.ts';
import { dayOf } from '../ui/days.ts';
import { ErrorSummary, TextField, TextLines, useForm } from '../ui/Form.tsx';
import { FormDialog } from '../ui/FormDialog.tsx';
import { newId } from '../ui/newId.ts';
import { Problem } from '../ui/Problem.tsx';
import { useActOn } from '../ui/useActOn.ts';

interface Place {
  workspace: string;
  framework: string;
}

const meetingsQuery = (place: Place) =>
  queryOptions({
    queryKey: ['meetings', place.workspace, place.framework],
    queryFn: () => call(connection, listMeetings, place),
  });

/** Why the codes mean what they mean: what researchers decided together, and when. */
export function Meetings(place: Place) {
  const { data, isError, error, refetch } = useQuery(meetingsQuery(place));
  const [open, setOpen] = useState<Meeting | 'new' | null>(null);
  const [going, setGoing] = useState<Meeting | null>(null);
  const meetings = data?.meetings ?? [];
  return (
    <section className="section meetings" aria-labelledby="meetings-title">
      <h2 id="meetings-title">Codebook meetings</h2>
      <p className="note">For researchers alone, and counted in the method statement.</p>
      {isError && <Problem error={error} onRetry={() => void refetch()} />}
      {data !== undefined && meetings.length === 0 && (
        <p className="quiet">
          None yet. When you meet about codes, write down what you decided and why: it is the trail that
          others check.
        </p>
      )}
      {meetings.length > 0 && <MeetingsTable meetings={meetings} onChange={setOpen} onRemove={setGoing} />}
      <p className="meetings-acts no-print">
        <button type="button" className="btn line small" onClick={() => setOpen('new')}>
          Write down a meeting
        </button>
        {meetings.length > 0 && (
          <a href={urlOf(meetingsTable, place)} download>
            Download table
          </a>
        )}
      </p>
      {open !== null && (
        <MeetingDialog {...place} meeting={open === 'new' ? null : open} onClose={() => setOpen(null)} />
      )}
      {going !== null && <RemoveDialog {...place} meeting={going} onClose={() => setGoing(null)} />}
    </section>
  );
}

interface MeetingsTableProps {
  meetings: readonly Meeting[];
  onChange: (meeting: Meeting) => void;
  onRemove: (meeting: Meeting) => void;
}

function MeetingsTable({ meetings, onChange, onRemove }: MeetingsTableProps) {
  return (
    <table className="table stacks">
      <thead>
        <tr>
          <th scope="col">Day</th>
          <th scope="col">What was decided</th>
          <th scope="col">Who was there</th>
          <th scope="col" className="no-print">
            <span className="vh">Change it</span>
          </th>
        </tr>
      </thead>
      <tbody>
        {meetings.map((meeting) => (
          <tr key={meeting.id}>
            <th scope="row">
              {dayOf(meeting.day)}
              <small>
                {meeting.version === null ? 'before version 1' : `version ${String(meeting.version)}`}
              </small>
            </th>
            <td data-label="What was decided" className="decided">
              {meeting.decided}
            </td>
            <td data-label="Who was there">
              {meeting.present}{' '}
              <small>{meeting.writtenBy === null ? '' : `written by ${meeting.writtenBy}`}</small>
            </td>
            <td className="no-print">
              {meeting.own && (
                <>
                  <Act name="Change" meeting={meeting} onAct={onChange} />{' '}
                  <Act name="Remove" meeting={meeting} onAct={onRemove} />
                </>
              )}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Act({
  name,
  meeting,
  onAct,
}: {
  name: string;
  meeting: Meeting;
  onAct: (meeting: Meeting) => void;
}) {
  return (
    <button
      type="button"
      className="linkish"
      aria-label={`${name} the meeting of ${dayOf(meeting.day)}`}
      onClick={() => onAct(meeting)}
    >
      {name}
    </button>
  );
}

type DialogProps<M> = Place & { meeting: M; onClose: () => void };

function MeetingDialog({ meeting, onClose, ...place }: DialogProps<Meeting | null>) {
  const [{ id, day }] = useState(() => meeting ?? { id: newId(), day: new Date().toLocaleDateString('sv') });
  const keep = useActOn(
    meetingsQuery(place).queryKey,
    (said: CallOf<typeof keepMeeting>) => call(connection, keepMeeting, said),
    onClose,
  );
  const form = useForm(keepMeeting, (said) => keep.mutateAsync(said), { ...place, meeting: id });
  return (
    <FormDialog
      title={meeting === null ? 'A codebook meeting' : 'Change what was written down'}
      action="Keep it"
      busy={form.busy}
      onSubmit={form.onSubmit}
      onClose={onClose}
    >
      <ErrorSummary {...form} />
      <TextField form={form} name="day" label="Day" type="date" defaultValue={day} />
      <TextField
        form={form}
        name="present"
        label="Who was there"
        help="Roles are enough: two coders, the lead. May stay empty."
        maxLength={300}
        autoComplete="off"
        defaultValue={meeting?.present ?? ''}
      />
      <TextLines
        form={form}
        name="decided"
        label="What was decided, and why"
        maxLength={10_000}
        rows={6}
        defaultValue={meeting?.decided ?? ''}
      />
    </FormDialog>
  );
}

function RemoveDialog({ meeting, onClose, ...place }: DialogProps<Meeting>) {
  const remove = useActOn(
    meetingsQuery(place).queryKey,
    () => call(connection, removeMeeting, { ...place, meeting: meeting.id }),
    onClose,
  );
  return (
    <AskFirst
      title={`Remove the meeting of ${dayOf(meeting.day)}?`}
      action="Remove it"
      busy={remove.isPending}
      error={remove.error}
      onDo={() => remove.mutate(undefined)}
      onClose={onClose}
    >
      <p>What was decided there goes with it. The versions of the framework stay as they are.</p>
    </AskFirst>
  );
}
