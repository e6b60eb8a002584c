import { useId, useState } from 'react';
import type { SentInvitation } from '#contract/invitations';
import { dayOf } from '../../ui/days.ts';

/** A link that nobody can look up later: to copy now. */
export function LinkOnce({ sent }: { sent: SentInvitation }) {
  const id = useId();
  const [copied, setCopied] = useState<'no' | 'yes' | 'failed'>('no');
  const { link } = sent;
  return (
    <div className="link-once">
      <p className="quiet">
        {mailWords[sent.mail]} whoever opens it sees who asks and what for, and can accept once, until{' '}
        {dayOf(sent.invitation.until)}. <b>It is shown only now.</b>
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

const mailWords: Record<SentInvitation['mail'], string> = {
  sent: 'It was sent by e-mail. You can pass the link on yourself as well:',
  'not sent': 'The mail server did not take the message, so pass this link on yourself:',
  'no address': 'Pass this link on:',
  'not configured': 'This server sends no mail, so pass this link on yourself:',
};
