import { queryOptions } from '@tanstack/react-query';
import { readAccount } from '#contract/accountsOwn';
import { call } from '#contract/client';
import { connection } from '../ui/connection.ts';

/** "Your account". */
export const accountQuery = queryOptions({
  queryKey: ['accounts', 'own'],
  queryFn: () => call(connection, readAccount, {}),
  staleTime: 0,
});
