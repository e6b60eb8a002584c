import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { conversationsQuery } from './queries.ts';
import { waitingWords } from './sentences.ts';

/** How many schools wait for an answer, for those who give it; nothing where none does. */
export function WaitingLine({ workspace, link }: { workspace: string; link: (words: string) => ReactNode }) {
  const { data } = useQuery(conversationsQuery(workspace));
  const words = data === undefined ? null : waitingWords(data);
  return words === null ? null : <p className="note waiting-line no-print">{link(words)}</p>;
}
