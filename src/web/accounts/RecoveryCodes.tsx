/** Shown once: afterwards nobody, not even the server, can tell them. */
export function RecoveryCodes({ codes, onDone }: { codes: string[]; onDone: () => void }) {
  const file = `Recovery codes for Reedbed at ${location.host}\r\nEach works once, in place of a code of your authenticator.\r\n\r\n${codes.join('\r\n')}\r\n`;
  return (
    <div className="flow">
      <p>
        <b>Keep these recovery codes where your phone is not.</b> Each works once when you cannot use the app.
        They are shown only now.
      </p>
      <ul className="codes">
        {codes.map((code) => (
          <li key={code}>
            <code className="mono">{code}</code>
          </li>
        ))}
      </ul>
      <div className="acts">
        <a
          className="btn line"
          download="reedbed-recovery-codes.txt"
          href={`data:text/plain;charset=utf-8,${encodeURIComponent(file)}`}
        >
          Download the codes
        </a>
        <button type="button" className="btn line" onClick={onDone}>
          I have kept them
        </button>
      </div>
    </div>
  );
}
