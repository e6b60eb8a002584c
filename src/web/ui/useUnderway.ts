import { useCallback, useEffect, useState } from 'react';
import type { Progressed, WaysToWork } from '#contract/underway';
import { newId } from './newId.ts';

export interface Underway {
  /** How far it has come; null where nothing goes on, or nothing was heard of it yet. */
  told: Progressed | null;
  stopping: boolean;
  /** Does what is asked for, with an id that the server knows it by. */
  run<T>(ask: (work: string) => Promise<T>): Promise<T>;
  stop(): void;
}

/** A request that takes long: it is followed and can be stopped while its answer is waited for. */
export function useUnderway({ follow, stop: ask }: WaysToWork): Underway {
  const [work, setWork] = useState<string | null>(null);
  const [told, setTold] = useState<Progressed | null>(null);
  const [stopping, setStopping] = useState(false);
  const url = work === null ? null : follow(work);
  useEffect(() => {
    if (url === null) return;
    const source = new EventSource(url);
    source.addEventListener('message', ({ data }: MessageEvent<string>) =>
      setTold(JSON.parse(data) as Progressed),
    );
    return () => source.close();
  }, [url]);
  const run = useCallback(async <T>(doing: (work: string) => Promise<T>): Promise<T> => {
    const id = newId();
    setWork(id);
    try {
      return await doing(id);
    } finally {
      setWork(null);
      setTold(null);
      setStopping(false);
    }
  }, []);
  const stop = () => {
    if (work === null) return;
    setStopping(true);
    // Whether it was stopped in time is told by the answer to the request itself.
    ask(work).catch(() => setStopping(false));
  };
  return { told, stopping, run, stop };
}
