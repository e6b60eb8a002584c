import type { ReactNode } from 'react';
import { Dialog } from './Dialog.tsx';
import { wordsOf } from './Problem.tsx';

interface AskFirstProps {
  /** The question: `Undo schools.csv?` */
  title: string;
  /** What will happen. */
  children: ReactNode;
  /** What it is called to leave things as they are. */
  keep?: string;
  /** What it is called to do it, a verb first. */
  action: string;
  busy: boolean;
  error: Error | null;
  /** What has to be known first is still being asked. */
  waiting?: boolean;
  onDo: () => void;
  onClose: () => void;
}

/** Says what goes before it goes. What keeps everything comes first, and so has the focus where no field stands before it. */
export function AskFirst(props: AskFirstProps) {
  const { title, children, keep = 'Keep it', action, busy, error, waiting = false, onDo, onClose } = props;
  return (
    <Dialog label={title} onClose={onClose}>
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          onDo();
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
          <button type="button" className="btn line" onClick={onClose}>
            {keep}
          </button>
          <button type="submit" className="btn" disabled={busy || waiting}>
            {action}
          </button>
        </div>
      </form>
    </Dialog>
  );
}
