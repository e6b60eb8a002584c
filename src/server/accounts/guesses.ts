import { ProblemError } from '#contract/problem';
import type { ApiRequest } from '../platform/door.ts';
import type { Desk } from './desk.ts';
import { auditRefusal } from './enter.ts';

/** Wrong links are limited over everybody, and told; whoever has a valid one never comes here. */
export async function refuseGuess(desk: Desk, request: ApiRequest, error: unknown): Promise<never> {
  if (error instanceof ProblemError && error.kind === 'link-not-valid') {
    desk.door.failedSignIns.take('all');
    await auditRefusal(desk, request, { person: null, method: 'link' });
  }
  throw error;
}
