import { useEffect, useState } from 'react';

/** The secret of a link stands after `#`: no server and no log saw it, and it is taken out of the address at once. */
export function useFragment(): string {
  const [token, setToken] = useState(take);
  useEffect(() => {
    const next = () => {
      const found = take();
      if (found !== '') setToken(found);
    };
    addEventListener('hashchange', next);
    return () => removeEventListener('hashchange', next);
  }, []);
  return token;
}

function take(): string {
  const token = decodeURIComponent(location.hash.slice(1));
  if (token !== '') history.replaceState(history.state, '', location.pathname + location.search);
  return token;
}

const kept = new Map<string, Promise<unknown>>();

/** One use however often the page asks: a token is gone after the first. */
export function once<T>(token: string, use: () => Promise<T>): Promise<T> {
  const before = kept.get(token);
  if (before !== undefined) return before as Promise<T>;
  const now = use();
  kept.set(token, now);
  return now;
}
