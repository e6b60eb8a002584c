import { useEffect, useState } from 'react';
import type { CoderComparison } from '#stats';
import type { Compared, Question } from './compared.ts';
import type { Asked } from './compareWorker.ts';

/** What came of a question; of the one before while it is being reckoned, and null before the first. */
export function useComparison(question: Question | null): {
  compared: Compared | null;
  failed: Error | null;
} {
  const [compared, setCompared] = useState<Compared | null>(null);
  const [failed, setFailed] = useState<Error | null>(null);
  useEffect(() => {
    if (question === null) return undefined;
    const { input, options } = question;
    const thread = new Worker(new URL('./compareWorker.ts', import.meta.url), { type: 'module' });
    thread.addEventListener('message', ({ data }: MessageEvent<CoderComparison>) =>
      setCompared({ ...question, found: data }),
    );
    thread.addEventListener('error', () => setFailed(new Error('This browser could not reckon it.')));
    const asked: Asked = { input, options };
    thread.postMessage(asked);
    return () => thread.terminate();
  }, [question]);
  return { compared, failed };
}
