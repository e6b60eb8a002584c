import type { ReactNode } from 'react';
import { FormDialog } from './FormDialog.tsx';

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
export function AskFirst({ keep = 'Keep it', busy, waiting = false, onDo, ...rest }: AskFirstProps) {
  return <FormDialog {...rest} keep={keep} busy={busy || waiting} onSubmit={onDo} />;
}
