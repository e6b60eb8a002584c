import { z } from 'zod';

/** The closed list of what can go wrong, as RFC 9457 problems. A new kind is added here and nowhere else. */
export const problemKinds = {
  'not-signed-in': { status: 401, title: 'You are not signed in' },
  'link-not-valid': { status: 401, title: 'This link is not valid any more' },
  'sign-in-refused': { status: 401, title: 'You could not be signed in' },
  'proof-needed': { status: 403, title: 'Show once more that it is you' },
  'second-step-needed': { status: 403, title: 'This workspace asks for a second step' },
  'not-allowed': { status: 403, title: 'This is not open to you' },
  'not-found': { status: 404, title: 'There is nothing here that you can see' },
  conflict: { status: 409, title: 'This cannot be done in the present state' },
  'wrong-type': { status: 415, title: 'This was not sent as what it must be' },
  'too-large': { status: 413, title: 'The file is too large' },
  'not-readable': { status: 422, title: 'The file cannot be read' },
  invalid: { status: 422, title: 'There is a problem with what was sent' },
  'too-many': { status: 429, title: 'Too many requests in a short time' },
  'storage-full': { status: 507, title: 'There is no room left to store this' },
  'mail-not-sent': { status: 502, title: 'The message could not be sent' },
  unexpected: { status: 500, title: 'Something went wrong on our side' },
  'not-ready': { status: 503, title: 'The server is starting or stopping' },
} as const;

export type ProblemKind = keyof typeof problemKinds;

export const problem = z.object({
  type: z.string(),
  title: z.string(),
  status: z.int(),
  /** What happened, what was kept, what to do. */
  detail: z.string(),
  /** Where, for input: a JSON pointer and a sentence each. */
  errors: z.array(z.object({ pointer: z.string(), detail: z.string() })).optional(),
  request: z.string().optional(),
});
export type Problem = z.output<typeof problem>;

export interface FieldError {
  pointer: string;
  detail: string;
}

/** Thrown anywhere on the server or in the client; the edge turns it into a response or a message. */
export class ProblemError extends Error {
  readonly kind: ProblemKind;
  readonly errors: FieldError[];
  readonly request: string | undefined;
  /** After how many seconds it may go well, where that is known. */
  readonly retryAfter: number | undefined;

  constructor(
    kind: ProblemKind,
    detail: string,
    options: { errors?: FieldError[]; request?: string; retryAfter?: number; cause?: unknown } = {},
  ) {
    super(detail, options.cause === undefined ? undefined : { cause: options.cause });
    this.name = 'ProblemError';
    this.kind = kind;
    this.errors = options.errors ?? [];
    this.request = options.request;
    this.retryAfter = options.retryAfter;
  }

  get status(): number {
    return problemKinds[this.kind].status;
  }
}

/** The body of a problem response. */
export function toProblem(error: ProblemError, request?: string): Problem {
  const { status, title } = problemKinds[error.kind];
  return {
    type: `https://reedbed.example/problems/${error.kind}`,
    title,
    status,
    detail: error.message,
    ...(error.errors.length > 0 ? { errors: error.errors } : {}),
    ...(request === undefined ? {} : { request }),
  };
}

/** The error that a problem response stands for. */
export function fromProblem(body: Problem): ProblemError {
  const name = body.type.split('/').at(-1) ?? '';
  const kind = name in problemKinds ? (name as ProblemKind) : 'unexpected';
  return new ProblemError(kind, body.detail, {
    errors: body.errors ?? [],
    ...(body.request === undefined ? {} : { request: body.request }),
  });
}
