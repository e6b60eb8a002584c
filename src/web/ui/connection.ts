import type { Connection } from '#contract/client';

/** The page's own server. */
export const connection: Connection = {
  origin: '',
  fetch: (url, init) => fetch(url, init),
};
