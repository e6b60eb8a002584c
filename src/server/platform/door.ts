import type { Hono } from 'hono';
import type { Act } from '#contract/endpoint';
import type { Sql } from './db.ts';
import type { RateLimit } from './rateLimit.ts';
import type { Actor, Scope } from './scope.ts';
import type { Seal } from './seal.ts';
import type { Session, Sessions } from './sessions.ts';
import type { Site } from './site.ts';
import type { Underway } from './underway.ts';
import type { Unusual } from './unusual.ts';
import type { Views } from './views.ts';

/** What every bound endpoint stands on; composed once, in `app.ts`. */
export interface Door {
  hono: Hono;
  pool: Sql;
  sessions: Sessions;
  site: Site;
  seal: Seal;
  /** Failed sign-ins, over everybody: whoever has a link is not kept out by whoever guesses. */
  failedSignIns: RateLimit;
  /** Requests by person. */
  requests: RateLimit;
  /** Requests that take long, while they go on. */
  underway: Underway;
  /** Notices who does far more than usual. */
  unusual: Unusual;
  /** Which sensitive pages were noted as seen of late. */
  views: Views;
  /** Throws 404 or 403 unless the actor may do this act in their workspace, with such a session. From the feature that knows roles. */
  authorise(scope: Scope, act: Act, session: Pick<Session, 'twice'>): Promise<void>;
  /** One word that every file taken out of this workspace bears; null where files bear none. */
  fileMark(this: void, scope: Scope): Promise<string | null>;
  /** Throws while there is no room for the file that somebody brings. */
  requireRoom(): Promise<void>;
  /** Tests check that every output is exactly what its schema says. */
  strict: boolean;
}

/** `device` says that somebody has signed in with this browser before, `provider` that they have gone to sign in elsewhere. */
export type CookieName = 'session' | 'device' | 'provider';

/** One request, as a handler sees it. */
export interface ApiRequest {
  id: string;
  /** The session; throws 401 where there is none. */
  session(): Session;
  /** Who asks and from where, for a transaction outside the two below; of a request without a session by name. */
  actor(person?: string): Actor;
  /** Opens a transaction in the workspace of the input, after the act was allowed there. A GET sees one moment. */
  inWorkspace<T>(work: (scope: Scope) => Promise<T>): Promise<T>;
  /** Opens a transaction as the person alone, outside any workspace. */
  asPerson<T>(work: (scope: Scope) => Promise<T>): Promise<T>;
  /** The bytes of an upload, refused beyond the limit while they arrive. */
  body(limit: number): Promise<Uint8Array>;
  cookie: {
    read(name: CookieName): string | undefined;
    /** For as long as cookies of that name last; 0 seconds take it away. */
    write(name: CookieName, value: string, seconds?: number): void;
  };
  /** What links to this server begin with: `https://reedbed.example`. */
  origin: string;
  /** What the browser says it is. */
  agent: string;
  signal: AbortSignal;
}
