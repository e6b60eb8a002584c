import { problemKinds, ProblemError, toProblem } from '#contract/problem';
import type { z } from 'zod';
import { log } from './log.ts';

/** The response for anything thrown. What is not on the closed list is masked for people and logged with its cause. */
export function problemResponse(error: unknown, request: string): Response {
  const told = knownProblem(error) ?? unexpected(error, request);
  if (told !== error && told.kind !== 'unexpected') log('warn', told.kind, { request, error });
  return new Response(JSON.stringify(toProblem(told, request)), {
    status: problemKinds[told.kind].status,
    headers: {
      'content-type': 'application/problem+json',
      'cache-control': 'no-store',
      'x-request-id': request,
      ...retryAfter(told),
    },
  });
}

/** Programs are told how long to wait, as people are in words. */
function retryAfter({ kind, retryAfter: seconds }: ProblemError): Record<string, string> {
  const usual = { 'not-ready': 5, 'too-many': 60 } as Partial<Record<ProblemError['kind'], number>>;
  const wait = seconds ?? usual[kind];
  return wait === undefined ? {} : { 'retry-after': String(wait) };
}

/** What people can be told of an error: what was thrown to be told, and what the system is known to suffer from. */
export function knownProblem(error: unknown): ProblemError | null {
  if (error instanceof ProblemError) return error;
  if (isConnectionLost(error)) return new ProblemError('not-ready', notReady, { cause: error });
  if (isStorageFull(error)) return new ProblemError('storage-full', storageFull, { cause: error });
  return null;
}

const notReady =
  'The database does not answer. Whatever was not confirmed may not have been stored: try again in a moment.';
/** Also for what is refused beforehand. */
export const storageFull =
  'The disk of the server is full, so this was not stored; what was there before is kept. Try again when the person ' +
  'who runs this server has made room.';

/** Whether the database refused a row because another stands in its way: `unique`, or `reference` where others rest on it. */
export function isRefusedFor(error: unknown, why: 'unique' | 'reference'): boolean {
  const code = why === 'unique' ? '23505' : '23503';
  return error instanceof Error && (error as NodeJS.ErrnoException).code === code;
}

/** As the database's client, the system and PostgreSQL itself (classes 08 and 57P) say that it is not there. */
export function isConnectionLost(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const { code = '', syscall } = error as NodeJS.ErrnoException;
  return syscall === 'connect' || /^(CONNECT(ION)?_|ECONNRESET$|EPIPE$|08...$|57P0[123]$)/.test(code);
}

/**
 * What the driver throws where nobody can catch it when a connection goes: its own question about types, and the
 * `rollback` that it writes to a socket that is not there any more. The transaction itself has been refused, in order.
 */
export function isUncaughtLoss(error: unknown): boolean {
  const wrote = error instanceof TypeError && /\bnextWrite\b[^\n]*[/\\]postgres[/\\]/.test(error.stack ?? '');
  return wrote || isConnectionLost(error);
}

/** As the system says it, and as PostgreSQL does. */
function isStorageFull(error: unknown): boolean {
  return (
    error instanceof Error && /^(ENOSPC|EDQUOT|53100)$/.test((error as NodeJS.ErrnoException).code ?? '')
  );
}

function unexpected(error: unknown, request: string): ProblemError {
  log('error', 'unexpected', { request, error });
  return new ProblemError(
    'unexpected',
    `Nothing was changed. Try again; if it happens again, tell the person who runs this server the number ${request}.`,
  );
}

/** What zod found, as pointers and sentences. */
export function invalidInput(error: z.ZodError): ProblemError {
  const errors = error.issues.map((issue) => ({
    pointer: `/${issue.path.map(String).join('/')}`,
    detail: issue.message,
  }));
  const first = errors[0];
  // A sentence of ours says what is meant; one of zod's needs the place.
  const isOurs = first?.detail.endsWith('.') === true;
  const where = first === undefined || first.pointer === '/' || isOurs ? '' : `${first.pointer.slice(1)}: `;
  return new ProblemError(
    'invalid',
    `${where}${first?.detail ?? 'The input does not have the form it should.'}`,
    { errors },
  );
}
