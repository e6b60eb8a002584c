import { MutationCache, QueryCache, QueryClient } from '@tanstack/react-query';
import { ProblemError } from '#contract/problem';

/** All server data live here. Whoever turns out not to be signed in is sent to the page that says how. */
export function makeQueryClient(onSignedOut: () => void): QueryClient {
  const onError = (error: unknown) => {
    if (error instanceof ProblemError && error.kind === 'not-signed-in') onSignedOut();
  };
  return new QueryClient({
    queryCache: new QueryCache({ onError }),
    mutationCache: new MutationCache({ onError }),
    defaultOptions: {
      queries: { refetchOnWindowFocus: false, retry: mayPass, staleTime: 30_000 },
    },
  });
}

/** A problem that says what is wrong stays wrong; a network or a starting server may recover. */
function mayPass(failures: number, error: unknown): boolean {
  if (error instanceof ProblemError && error.status !== 503) return false;
  return failures < 2;
}
