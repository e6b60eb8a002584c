import { useId, useState } from 'react';
import { Dialog } from './Dialog.tsx';
import { wordsOf } from './Problem.tsx';

interface NameDialogProps {
  title: string;
  why: string;
  label: string;
  initial: string;
  action: string;
  busy: boolean;
  error: Error | null;
  onName: (name: string) => void;
  onClose: () => void;
}

/** Asks for a name before something new is made. */
export function NameDialog({
  title,
  why,
  label,
  initial,
  action,
  busy,
  error,
  onName,
  onClose,
}: NameDialogProps) {
  const [name, setName] = useState(initial);
  const [missing, setMissing] = useState(false);
  const errorId = useId();
  const said = missing ? 'Give it a name.' : error === null ? null : wordsOf(error).detail;
  return (
    <Dialog label={title} onClose={onClose}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          setMissing(name.trim() === '');
          if (name.trim() !== '') onName(name.trim());
        }}
        noValidate
      >
        <h2>{title}</h2>
        <p className="quiet">{why}</p>
        <label className="field">
          <span className="label">{label}</span>
          <input
            className="input"
            value={name}
            maxLength={120}
            autoComplete="off"
            aria-invalid={said !== null}
            aria-describedby={said === null ? undefined : errorId}
            onChange={(event) => setName(event.target.value)}
          />
        </label>
        {said !== null && (
          <p className="err" id={errorId} role="alert">
            {said}
          </p>
        )}
        <div className="acts">
          <button type="submit" className="btn" disabled={busy}>
            {action}
          </button>
          <button type="button" className="linkish" onClick={onClose}>
            Leave it
          </button>
        </div>
      </form>
    </Dialog>
  );
}
