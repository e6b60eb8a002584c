import type { Context as HonoContext, Hono } from 'hono';
import { deleteCookie, getCookie, setCookie } from 'hono/cookie';
import type { Act, Endpoint, InputOf } from '#contract/endpoint';
import { pathKeys } from '#contract/endpoint';
import { ProblemError } from '#contract/problem';
import type { z } from 'zod';
import { sessionHours, type Session, type Sessions } from './auth.ts';
import type { Sql } from './db.ts';
import { newId } from './ids.ts';
import { invalidInput, problemResponse } from './problems.ts';
import type { RateLimit } from './rateLimit.ts';
import { inScope, type Scope } from './scope.ts';
import { readBody } from './body.ts';

/** What every bound endpoint stands on; composed once, in `app.ts`. */
export interface Door {
  hono: Hono;
  pool: Sql;
  sessions: Sessions;
  signInLimit: RateLimit;
  /** Throws 404 or 403 unless the actor may do this act in their workspace. From the feature that knows roles. */
  authorise(scope: Scope, act: Act): Promise<void>;
  /** Tests check every output against its schema, and that every change has left an audit line. */
  strict: boolean;
}

/** One request, as a handler sees it. */
export interface Request_ {
  id: string;
  /** The session; throws 401 where there is none. */
  session(): Session;
  /** Opens a transaction in the workspace of the input, after the act was allowed there. */
  inWorkspace<T>(work: (scope: Scope) => Promise<T>): Promise<T>;
  /** Opens a transaction as the person alone, outside any workspace. */
  asPerson<T>(work: (scope: Scope) => Promise<T>): Promise<T>;
  /** The bytes of an upload, refused beyond the limit while they arrive. */
  body(limit: number): Promise<Uint8Array>;
  startSession(token: string): void;
  endSession(): void;
  signal: AbortSignal;
}

export interface Download {
  fileName: string;
  type: string;
  body: string | Uint8Array<ArrayBuffer>;
}

type AnswerOf<E extends Endpoint> = E['form'] extends never ? never : z.input<E['output']>;
export type Handler<E extends Endpoint, A> = (request: Request_, input: InputOf<E>) => Promise<A>;

export const sessionCookie = 'reedbed_session';

/** JSON in, JSON out: the ordinary endpoint. */
export function bind<E extends Endpoint>(door: Door, endpoint: E, handler: Handler<E, AnswerOf<E>>): void {
  route(door, endpoint, async (request, input, context) => {
    const answer: unknown = await handler(request, input);
    const body = door.strict ? endpoint.output.parse(answer) : answer;
    return context.json(body as object, endpoint.status, { 'cache-control': 'no-store' });
  });
}

/** A file as the answer. */
export function bindDownload<E extends Endpoint>(
  door: Door,
  endpoint: E,
  handler: Handler<E, Download>,
): void {
  route(door, endpoint, async (request, input) => {
    const { fileName, type, body } = await handler(request, input);
    const ascii = fileName.replaceAll(/[^\w.-]+/g, '-');
    return new Response(body, {
      headers: {
        'content-type': type,
        'content-disposition': `attachment; filename="${ascii}"; filename*=UTF-8''${encodeURIComponent(fileName)}`,
        'cache-control': 'no-store',
      },
    });
  });
}

/** An event stream as the answer; a comment every fifteen seconds keeps it open through proxies. */
export function bindEvents<E extends Endpoint>(
  door: Door,
  endpoint: E,
  handler: Handler<E, AsyncGenerator<AnswerOf<E>>>,
): void {
  route(door, endpoint, async (request, input) => {
    const values = await handler(request, input);
    const first = await values.next();
    const encoder = new TextEncoder();
    let beat: NodeJS.Timeout | undefined;
    const stream = new ReadableStream<Uint8Array>({
      start: async (controller) => {
        beat = setInterval(() => controller.enqueue(encoder.encode(': still here\n\n')), 15_000);
        try {
          for (let next = first; next.done !== true; next = await values.next()) {
            const value = door.strict ? endpoint.output.parse(next.value) : next.value;
            controller.enqueue(encoder.encode(`data: ${JSON.stringify(value)}\n\n`));
          }
          controller.close();
        } catch {
          // The reader has gone; there is nobody to tell.
        } finally {
          clearInterval(beat);
        }
      },
      cancel: async () => {
        clearInterval(beat);
        await values.return(undefined);
      },
    });
    return new Response(stream, {
      headers: {
        'content-type': 'text/event-stream',
        'cache-control': 'no-store',
        'x-accel-buffering': 'no',
      },
    });
  });
}

type Answering<E extends Endpoint> = (
  request: Request_,
  input: InputOf<E>,
  context: HonoContext,
) => Promise<Response>;

/** The path of a request, in this order and nowhere else: id → session → rate limit → validate → scope and policy → handler. */
function route<E extends Endpoint>(door: Door, endpoint: E, answer: Answering<E>): void {
  const path = endpoint.path.replaceAll(/\{(\w+)\}/g, ':$1');
  door.hono.on(endpoint.method, path, async (context) => {
    const id = newId();
    try {
      refuseForeignPage(context, endpoint);
      const session =
        endpoint.act === 'public' ? null : await door.sessions.find(getCookie(context, sessionCookie));
      if (endpoint.act !== 'public' && session === null) throw notSignedIn();
      if (endpoint.act === 'public' && endpoint.method === 'POST') door.signInLimit.take('sign-in');
      const input = await readInput(context, endpoint);
      const response = await answer(
        requestOf(door, endpoint, context, { id, session, input }),
        input,
        context,
      );
      response.headers.set('x-request-id', id);
      return response;
    } catch (error) {
      return problemResponse(error, id);
    }
  });
}

const notSignedIn = () =>
  new ProblemError(
    'not-signed-in',
    'Open a sign-in link. The person who runs this server gets one by: npm run -s reedbed -- user link',
  );

/** A page of another site must not act with this person's cookie. Programs send neither header. */
function refuseForeignPage(context: HonoContext, endpoint: Endpoint): void {
  if (endpoint.method === 'GET') return;
  const site = context.req.header('sec-fetch-site');
  const origin = context.req.header('origin');
  const host = context.req.header('host');
  const foreign =
    (site !== undefined && site !== 'same-origin') || (origin !== undefined && hostOf(origin) !== host);
  if (foreign)
    throw new ProblemError(
      'not-allowed',
      'This request came from a page of another site, so it was not carried out.',
    );
}

function hostOf(origin: string): string | null {
  return URL.canParse(origin) ? new URL(origin).host : null;
}

async function readInput<E extends Endpoint>(context: HonoContext, endpoint: E): Promise<InputOf<E>> {
  const values: Record<string, unknown> = {};
  for (const [key, list] of Object.entries(context.req.queries()))
    values[key] = list.length === 1 ? list[0] : list;
  const sendsJson = endpoint.form !== 'upload' && (endpoint.method === 'POST' || endpoint.method === 'PUT');
  if (sendsJson) Object.assign(values, await jsonBody(context));
  for (const key of pathKeys(endpoint.path)) values[key] = context.req.param(key);
  const parsed = endpoint.input.safeParse(values);
  if (parsed.success) return parsed.data as InputOf<E>;
  // An id in the path that is no id names nothing that exists.
  const inPath = new Set(pathKeys(endpoint.path));
  if (parsed.error.issues.every((issue) => inPath.has(String(issue.path[0])))) {
    throw new ProblemError('not-found', 'The address does not name anything here.');
  }
  throw invalidInput(parsed.error);
}

async function jsonBody(context: HonoContext): Promise<object> {
  const bytes = await readBody(context.req.raw, 4_000_000);
  if (bytes.length === 0) return {};
  try {
    const value: unknown = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value;
  } catch {
    // Said below, in one place.
  }
  throw new ProblemError('invalid', 'The body of this request must be one JSON object.');
}

function requestOf<E extends Endpoint>(
  door: Door,
  endpoint: E,
  context: HonoContext,
  known: { id: string; session: Session | null; input: InputOf<E> },
): Request_ {
  const session = () => {
    if (known.session === null) throw notSignedIn();
    return known.session;
  };
  return {
    id: known.id,
    session,
    signal: context.req.raw.signal,
    inWorkspace: (work) => {
      const workspace = (known.input as { workspace?: string }).workspace;
      if (workspace === undefined) throw new Error(`${endpoint.id} has no workspace in its path.`);
      return inScope(door.pool, { person: session().person, workspace }, async (scope) => {
        await door.authorise(scope, endpoint.act);
        return work(scope);
      });
    },
    asPerson: (work) => inScope(door.pool, { person: session().person }, work),
    body: (limit) => readBody(context.req.raw, limit),
    startSession: (token) => {
      const options = { httpOnly: true, sameSite: 'Lax', path: '/', maxAge: sessionHours * 3600 } as const;
      setCookie(context, sessionCookie, token, options);
    },
    endSession: () => {
      deleteCookie(context, sessionCookie, { path: '/' });
    },
  };
}
