import { useMutation, useQueryClient, type QueryKey } from '@tanstack/react-query';

/** An act after which what was read under a key is old. */
export function useActOn<I, O>(key: QueryKey, act: (input: I) => Promise<O>, onDone?: (answer: O) => void) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: act,
    onSuccess: async (answer) => {
      await client.invalidateQueries({ queryKey: key });
      onDone?.(answer);
    },
  });
}
