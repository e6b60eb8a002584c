import { useId, useState } from 'react';
import type { SentInvitation } from '#contract/invitations';
import { dayOf } from './sentences.ts';

/** A link that nobody can look up later: to copy now. */
export function LinkOnce({ sent }: { sent: SentInvitation }) {
  const id = useId();
  const [copied, setCopied] = useState<'no' | 'yes' | 'failed'>('no');
  const link = new URL(sent.link, location.origin).href;
  return (
    <div className="link-once">
      <p className="quiet">
        {sent.mailed
          ? 'It was sent by e-mail. You can pass the link on yourself as well:'
          : 'Pass this link on:'}{' '}
        whoever opens it sees who asks and what for, and can accept once, until {dayOf(sent.invitation.until)}
        . <b>It is shown only now.</b>
      </p>
      <label className="label" htmlFor={id}>
        The link
      </label>
      <input
        id={id}
        className="input mono"
        readOnly
        value={link}
        onFocus={(event) => event.target.select()}
      />
      <div className="acts">
        <button
          type="button"
          className="btn line small"
          onClick={() => {
            navigator.clipboard.writeText(link).then(
              () => setCopied('yes'),
              () => setCopied('failed'),
            );
          }}
        >
          Copy the link
        </button>
        <output className="note">
          {copied === 'yes' && 'Copied.'}
          {copied === 'failed' && 'Your browser does not let the page copy: mark the link and copy it.'}
        </output>
      </div>
    </div>
  );
}
