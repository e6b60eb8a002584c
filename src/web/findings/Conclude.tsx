import { useState } from 'react';
import { ConcludeDialog } from './ConcludeDialog.tsx';

interface ConcludeProps {
  workspace: string;
  evidence: string;
  words: string;
  /** What the words are coded with, where there are several of it. */
  name?: string;
}

/** Leads from words to what they speak for. */
export function Conclude({ name, ...rest }: ConcludeProps) {
  const [open, setOpen] = useState(false);
  return (
    <>
      <button type="button" className="linkish no-print" onClick={() => setOpen(true)}>
        Conclude from it<span className="vh">: {name ?? rest.words}</span>
      </button>
      {open && <ConcludeDialog {...rest} onClose={() => setOpen(false)} />}
    </>
  );
}
