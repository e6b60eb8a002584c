import type { Context as HonoContext } from 'hono';
import { getCookie, setCookie } from 'hono/cookie';
import type { Endpoint, InputOf } from '#contract/endpoint';
import { ProblemError } from '#contract/problem';
import { readBody } from './body.ts';
import type { ApiRequest, CookieName, Door } from './door.ts';
import { newId } from './ids.ts';
import { readInput } from './input.ts';
import { problemResponse } from './problems.ts';
import { leaveLine } from './recorded.ts';
import { inScope, readInScope, type Actor } from './scope.ts';
import { sessionHours, type Session } from './sessions.ts';

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
      refuseForeignPage(door, context, endpoint);
      const session = await sessionOf(door, endpoint, context);
      if (session !== null) {
        door.unusual.count('requests', session.person);
        door.requests.take(session.person);
      }
      const input = await readInput(context, endpoint);
      const request = requestOf(door, endpoint, context, { id, session, input });
      const response = await recorded(door, endpoint, { request, input }, () =>
        answer(request, input, context),
      );
      response.headers.set('x-request-id', id);
      return response;
    } catch (error) {
      if (endpoint.act === 'public' && isRefusedEntry(error)) door.unusual.count('refused sign-ins');
      return problemResponse(error, id);
    }
  });
}

const isRefusedEntry = (error: unknown) =>
  error instanceof ProblemError && ['sign-in-refused', 'link-not-valid', 'too-many'].includes(error.kind);

/** What somebody saw, took away or was refused leaves a line too; without that line nothing is handed out. */
async function recorded<E extends Endpoint>(
  door: Door,
  endpoint: E,
  asked: { request: ApiRequest; input: InputOf<E> },
  answer: () => Promise<Response>,
): Promise<Response> {
  const line = (how: 'viewed' | 'exported' | 'refused') =>
    leaveLine(door, endpoint, how, { actor: asked.request.actor(), input: asked.input });
  try {
    const response = await answer();
    if (endpoint.recorded !== undefined) await line(endpoint.recorded);
    if (endpoint.recorded === 'exported')
      door.unusual.count('files taken out', asked.request.session().person);
    return response;
  } catch (error) {
    const refused =
      error instanceof ProblemError && ['not-allowed', 'second-step-needed'].includes(error.kind);
    if (refused && 'workspace' in asked.input) {
      door.unusual.count('refused requests', asked.request.session().person);
      await line('refused');
    }
    throw error;
  }
}

async function sessionOf(door: Door, endpoint: Endpoint, context: HonoContext): Promise<Session | null> {
  if (endpoint.act === 'public') return null;
  // A stream that goes on is no sign of the person: it ends when their session does.
  const token = getCookie(context, door.site.cookieName(context, 'session'));
  const session = await door.sessions.find(token, endpoint.form !== 'events');
  if (session === null) throw notSignedIn();
  return session;
}

const notSignedIn = () =>
  new ProblemError(
    'not-signed-in',
    'Sign in first. The person who runs this server gets a link by: npm run -s reedbed -- user link',
  );

/** A page of another site must not act with this person's cookie. Programs send neither header. */
function refuseForeignPage(door: Door, context: HonoContext, endpoint: Endpoint): void {
  if (endpoint.method === 'GET') return;
  const site = context.req.header('sec-fetch-site');
  const origin = context.req.header('origin');
  const foreign =
    (site !== undefined && site !== 'same-origin') ||
    (origin !== undefined && hostOf(origin) !== hostOf(door.site.originOf(context)));
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
  const actor = (person = session().person): Actor => ({
    person,
    address: door.site.addressOf(context),
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
        await door.authorise(scope, endpoint.act, session());
        return work(scope);
      });
    },
    asPerson: (work) => open(door.pool, actor(), work),
    body: async (limit) => {
      await door.requireRoom();
      return readBody(context.req.raw, limit);
    },
    cookie: {
      read: (name) => getCookie(context, door.site.cookieName(context, name)),
      write: (name, value, seconds = cookieSeconds[name]) => {
        const { secure } = door.site;
        const options = { httpOnly: true, sameSite: 'Lax', path: '/', secure, maxAge: seconds } as const;
        setCookie(context, door.site.cookieName(context, name), value, options);
      },
    },
    origin: door.site.originOf(context),
    agent: context.req.header('user-agent') ?? '',
  };
}

const cookieSeconds: Record<CookieName, number> = {
  session: sessionHours * 3600,
  // Browsers keep no cookie for longer than 400 days.
  device: 400 * 86_400,
  provider: 600,
};
