import type { FormEvent, ReactNode } from 'react';
import { Dialog } from './Dialog.tsx';
import { wordsOf } from './Problem.tsx';

interface FormDialogProps {
  title: string;
  /** What the dialog is called where its title is a name that says nothing of the act. */
  label?: string;
  children: ReactNode;
  /** What it is called to do it, a verb first. */
  action: string;
  /** Other acts beside it. */
  more?: ReactNode;
  /** What the way out is called. */
  leave?: string;
  /** Where something goes for good, the way out comes first and looks like an act; this is what it is called. */
  keep?: string;
  busy: boolean;
  /** What went wrong and belongs to no field. */
  error?: unknown;
  onSubmit: (event: FormEvent<HTMLFormElement>) => void;
  onClose: () => void;
}

/** A form in a dialog: its title, what it asks, what went wrong, and beneath it to do it or to leave it. */
export function FormDialog(props: FormDialogProps) {
  const { title, label = title, children, action, more, leave = 'Leave it', keep } = props;
  const { busy, error = null, onSubmit, onClose } = props;
  return (
    <Dialog label={label} onClose={onClose}>
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          onSubmit(event);
        }}
      >
        <h2>{title}</h2>
        {children}
        {error !== null && (
          <p className="err" role="alert">
            {wordsOf(error).detail}
          </p>
        )}
        <div className="acts">
          {keep !== undefined && (
            <button type="button" className="btn line" onClick={onClose}>
              {keep}
            </button>
          )}
          <button type="submit" className="btn" disabled={busy}>
            {action}
          </button>
          {more}
          {keep === undefined && (
            <button type="button" className="linkish" onClick={onClose}>
              {leave}
            </button>
          )}
        </div>
      </form>
    </Dialog>
  );
}
