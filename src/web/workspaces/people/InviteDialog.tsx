import { useState } from 'react';
import { call } from '#contract/client';
import { makeInvitation, type SentInvitation } from '#contract/invitations';
import type { Gives } from '#contract/people';
import { roleAt, roleWords } from '#contract/roleWords';
import { ProblemError } from '#contract/problem';
import { connection } from '../../ui/connection.ts';
import { Dialog } from '../../ui/Dialog.tsx';
import { Field } from '../../ui/Field.tsx';
import { FormDialog } from '../../ui/FormDialog.tsx';
import { LinkOnce } from './LinkOnce.tsx';
import { useAct } from './queries.ts';
import { chosen, emptyDraft, RolePicker, type Draft } from './RolePicker.tsx';

interface InviteDialogProps {
  workspace: string;
  gives: Gives;
  onClose: () => void;
}

/** Who, as what, and with which words; then the link, once. */
export function InviteDialog({ workspace, gives, onClose }: InviteDialogProps) {
  const [drafts, setDrafts] = useState<Draft[]>([emptyDraft(0)]);
  const [words, setWords] = useState({ name: '', email: '', message: '' });
  const [asked, setAsked] = useState(false);
  const roles = chosen(drafts);
  const invite = useAct(workspace, (wanted: NonNullable<typeof roles>) =>
    call(connection, makeInvitation, {
      workspace,
      roles: wanted,
      name: words.name,
      email: words.email.trim() === '' ? null : words.email.trim(),
      message: words.message,
    }),
  );
  if (invite.data !== undefined) {
    return (
      <Dialog label="The invitation is made" onClose={onClose}>
        <Made sent={invite.data} onClose={onClose} />
      </Dialog>
    );
  }
  const faulty = invite.error instanceof ProblemError ? invite.error.errors : [];
  const errorOf = (pointer: string) => faulty.find((one) => one.pointer === pointer)?.detail ?? null;
  return (
    <FormDialog
      title="Invite somebody"
      action="Make the invitation"
      busy={invite.isPending}
      error={invite.error}
      onSubmit={() => {
        setAsked(true);
        if (roles !== null) invite.mutate(roles);
      }}
      onClose={onClose}
    >
      <RolePicker workspace={workspace} gives={gives} drafts={drafts} asked={asked} onChange={setDrafts} />
      <WhoAndWhy words={words} errorOf={errorOf} onWords={(part) => setWords({ ...words, ...part })} />
      {roles !== null && <WillSee drafts={drafts} />}
    </FormDialog>
  );
}

interface Words {
  name: string;
  email: string;
  message: string;
}

interface WhoAndWhyProps {
  words: Words;
  errorOf: (pointer: string) => string | null;
  onWords: (part: Partial<Words>) => void;
}

function WhoAndWhy({ words, errorOf, onWords }: WhoAndWhyProps) {
  return (
    <>
      <Field label="Name" help="So that you know whom the invitation was for. May stay empty.">
        {(tied) => (
          <input
            {...tied}
            className="input"
            maxLength={120}
            autoComplete="off"
            value={words.name}
            onChange={(event) => onWords({ name: event.target.value })}
          />
        )}
      </Field>
      <Field
        label="E-mail"
        help="The link goes there if this server sends mail; you see it in any case. May stay empty."
        error={errorOf('/email')}
      >
        {(tied) => (
          <input
            {...tied}
            className="input"
            type="email"
            maxLength={320}
            autoComplete="off"
            value={words.email}
            onChange={(event) => onWords({ email: event.target.value })}
          />
        )}
      </Field>
      <Field
        label="What for"
        help="In your own words; it stands above the question whether they accept."
        error={errorOf('/message')}
      >
        {(tied) => (
          <textarea
            {...tied}
            className="input"
            rows={3}
            maxLength={1000}
            value={words.message}
            onChange={(event) => onWords({ message: event.target.value })}
          />
        )}
      </Field>
    </>
  );
}

/** What the person will see, said before anything is sent. */
function WillSee({ drafts }: { drafts: readonly Draft[] }) {
  return (
    <section className="see" aria-labelledby="will-see">
      <h3 id="will-see">What they will see</h3>
      <ul>
        {drafts.map(
          ({ key, role, school }) =>
            role !== null && (
              <li key={key}>
                <b>{roleAt(role, school?.name ?? null)}.</b> {roleWords[role]}
              </li>
            ),
        )}
      </ul>
    </section>
  );
}

function Made({ sent, onClose }: { sent: SentInvitation; onClose: () => void }) {
  return (
    <div className="flow">
      <h2>The invitation is made</h2>
      <LinkOnce sent={sent} />
      <div className="acts">
        <button type="button" className="btn" onClick={onClose}>
          Done
        </button>
      </div>
    </div>
  );
}
