import { queryOptions } from '@tanstack/react-query';
import { me, signInWays } from '#contract/accounts';
import { call } from '#contract/client';
import { connection } from '../ui/connection.ts';

/** Who is signed in and where they belong. */
export const meQuery = queryOptions({
  queryKey: ['accounts', 'me'],
  queryFn: () => call(connection, me, {}),
  staleTime: 60_000,
});

/** The ways in that this installation offers. */
export const waysQuery = queryOptions({
  queryKey: ['accounts', 'ways'],
  queryFn: () => call(connection, signInWays, {}),
});
