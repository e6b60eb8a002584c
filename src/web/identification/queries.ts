import { queryOptions } from '@tanstack/react-query';
import { call } from '#contract/client';
import { identify, readFrame } from '#contract/identification';
import type { ChosenSettings } from '#contract/identificationInput';
import { connection } from '../ui/connection.ts';
import { fromAnswer } from './answer.ts';

/** Without `measures` the frame that the page begins with; with them, one that has their values. */
export function frameQuery(workspace: string, measures: readonly string[] = []) {
  return queryOptions({
    queryKey: ['identification', workspace, 'frame', ...measures],
    queryFn: () => call(connection, readFrame, { workspace, measure: [...measures] }),
    staleTime: 5 * 60_000,
    // Columns of numbers: comparing them for equal parts costs more than it saves.
    structuralSharing: false,
  });
}

export function answerQuery(workspace: string, chosen: ChosenSettings) {
  return queryOptions({
    queryKey: ['identification', workspace, 'answer', chosen],
    queryFn: async () => fromAnswer(await call(connection, identify, { workspace, ...chosen })),
    staleTime: 5 * 60_000,
    structuralSharing: false,
  });
}

/** One line beneath the stage's name, left by the page when it has an answer. */
export function statusKey(workspace: string) {
  return ['identification', workspace, 'status'];
}
