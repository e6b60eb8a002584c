import { problemKinds, ProblemError, toProblem } from '#contract/problem';
import type { z } from 'zod';
import { log } from './log.ts';

/** The response for anything thrown. What is not on the closed list is masked for people and logged with its cause. */
export function problemResponse(error: unknown, request: string): Response {
  const known = error instanceof ProblemError ? error : masked(error, request);
  return new Response(JSON.stringify(toProblem(known, request)), {
    status: problemKinds[known.kind].status,
    headers: {
      'content-type': 'application/problem+json',
      'cache-control': 'no-store',
      'x-request-id': request,
    },
  });
}

function masked(error: unknown, request: string): ProblemError {
  return isConnectionLost(error) ? notReady(error, request) : unexpected(error, request);
}

/** As the database's client, the system and PostgreSQL itself (classes 08 and 57P) say that it is not there. */
function isConnectionLost(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const { code = '', syscall } = error as NodeJS.ErrnoException;
  return syscall === 'connect' || /^(CONNECT(ION)?_|ECONNRESET$|EPIPE$|08...$|57P0[123]$)/.test(code);
}

function notReady(error: unknown, request: string): ProblemError {
  log('warn', 'no database', { request, error });
  return new ProblemError(
    'not-ready',
    'The database does not answer. Whatever was not confirmed may not have been stored: try again in a moment.',
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
  const where = first === undefined || first.pointer === '/' ? '' : `${first.pointer.slice(1)}: `;
  return new ProblemError(
    'invalid',
    `${where}${first?.detail ?? 'The input does not have the form it should.'}`,
    { errors },
  );
}
