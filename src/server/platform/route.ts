import type { Context as HonoContext } from 'hono';
import { deleteCookie, getCookie, setCookie } from 'hono/cookie';
import type { Endpoint, InputOf } from '#contract/endpoint';
import { ProblemError } from '#contract/problem';
import { sessionHours, type Session } from './auth.ts';
import { readBody } from './body.ts';
import type { ApiRequest, Door } from './door.ts';
import { newId } from './ids.ts';
import { readInput } from './input.ts';
import { problemResponse } from './problems.ts';
import { inScope, readInScope, type Actor } from './scope.ts';

type Answering<E extends Endpoint> = (
  request: ApiRequest,
  input: InputOf<E>,
  context: HonoContext,
) => Promise<Response>;

/** The path of a request, in this order and nowhere else: id → session → rate limit → validate → scope and policy → handler. */
export function route<E extends Endpoint>(door: Door, endpoint: E, answer: Answering<E>): void {
  const path = endpoint.path.replaceAll(/\{(\w+)\}/g, ':$1');
  door.hono.on(endpoint.method, path, async (context) => {
    const id = newId();
    try {
      refuseForeignPage(context, endpoint);
      const session = await sessionOf(door, endpoint, context);
      if (session !== null) door.requests.take(session.person);
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

/** Cookies know no ports: two servers on one machine would sign each other's people out, so the port is in the name. */
function cookieName(context: HonoContext): string {
  const port = /:(\d+)$/.exec(context.req.header('host') ?? '')?.[1];
  return port === undefined ? 'reedbed_session' : `reedbed_session_${port}`;
}

async function sessionOf(door: Door, endpoint: Endpoint, context: HonoContext): Promise<Session | null> {
  if (endpoint.act === 'public') return null;
  const session = await door.sessions.find(getCookie(context, cookieName(context)));
  if (session === null) throw notSignedIn();
  return session;
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
  if (foreign) {
    throw new ProblemError(
      'not-allowed',
      'This request came from a page of another site, so it was not carried out.',
    );
  }
}

function hostOf(origin: string): string | null {
  return URL.canParse(origin) ? new URL(origin).host : null;
}

/** Where the request came from. Behind a proxy that is the proxy: what it says of others cannot be trusted here. */
function addressOf(context: HonoContext): string {
  // Requests that never were on a wire, as in tests, have no such thing.
  const wire = context.env as { incoming?: { socket?: { remoteAddress?: string } } } | undefined;
  return wire?.incoming?.socket?.remoteAddress ?? '';
}

function requestOf<E extends Endpoint>(
  door: Door,
  endpoint: E,
  context: HonoContext,
  known: { id: string; session: Session | null; input: InputOf<E> },
): ApiRequest {
  const session = () => {
    if (known.session === null) throw notSignedIn();
    return known.session;
  };
  const open = endpoint.method === 'GET' ? readInScope : inScope;
  const actor = (): Actor => ({
    person: session().person,
    address: addressOf(context),
    request: known.id,
  });
  return {
    id: known.id,
    session,
    actor,
    signal: context.req.raw.signal,
    inWorkspace: async (work) => {
      const workspace = (known.input as { workspace?: string }).workspace;
      if (workspace === undefined) throw new Error(`${endpoint.id} has no workspace in its path.`);
      // A stream may outlive the session it began with.
      if (endpoint.form === 'events') await sessionOf(door, endpoint, context);
      return open(door.pool, { ...actor(), workspace }, async (scope) => {
        await door.authorise(scope, endpoint.act);
        return work(scope);
      });
    },
    asPerson: (work) => open(door.pool, actor(), work),
    body: async (limit) => {
      await door.requireRoom();
      return readBody(context.req.raw, limit);
    },
    startSession: (token) => {
      const options = { httpOnly: true, sameSite: 'Lax', path: '/', maxAge: sessionHours * 3600 } as const;
      setCookie(context, cookieName(context), token, options);
    },
    endSession: () => {
      deleteCookie(context, cookieName(context), { path: '/' });
    },
  };
}
