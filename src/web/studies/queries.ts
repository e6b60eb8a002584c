import { keepPreviousData, queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { call } from '#contract/client';
import type { CallOf } from '#contract/endpoint';
import { listStudies, previewStudy, readStudy, type Study } from '#contract/studies';
import { connection } from '../ui/connection.ts';

export function studiesQuery(workspace: string) {
  return queryOptions({
    queryKey: ['studies', workspace, 'list'],
    queryFn: () => call(connection, listStudies, { workspace }),
  });
}

export function studyQuery(workspace: string, study: string) {
  return queryOptions({
    queryKey: ['studies', workspace, 'one', study],
    queryFn: () => call(connection, readStudy, { workspace, study }),
  });
}

/** How many schools a draw would hold; the number before stays while a new one is counted. */
export function previewQuery(asked: CallOf<typeof previewStudy>) {
  return queryOptions({
    queryKey: ['studies', asked.workspace, 'preview', asked],
    queryFn: () => call(connection, previewStudy, asked),
    staleTime: 5 * 60_000,
    placeholderData: keepPreviousData,
  });
}

/** A change of a study, which answers with the study as it is then. */
export function useStudyChange<Asked>(
  workspace: string,
  change: (asked: Asked) => Promise<Study>,
  onDone: () => void = () => undefined,
) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: change,
    onSuccess: (study) => {
      client.setQueryData(studyQuery(workspace, study.id).queryKey, study);
      void client.invalidateQueries({ queryKey: studiesQuery(workspace).queryKey });
      onDone();
    },
  });
}
