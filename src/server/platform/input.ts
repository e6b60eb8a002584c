import type { Context as HonoContext } from 'hono';
import { pathKeys, type Endpoint, type InputOf } from '#contract/endpoint';
import { ProblemError } from '#contract/problem';
import { readBody } from './body.ts';
import { invalidInput } from './problems.ts';

/** A file is sent in another form; the longest list of settings is a mapping of some thousand columns. */
const mostJson = 4_000_000;
/** Whoever is not signed in sends an address, a password, a token or the answer of a passkey. */
const mostPublicJson = 100_000;

/** Path, query or body of a request as the endpoint's schema has it. What the schema does not know is refused by name. */
export async function readInput<E extends Endpoint>(context: HonoContext, endpoint: E): Promise<InputOf<E>> {
  refuseOtherType(context, endpoint);
  const sendsJson = endpoint.form !== 'upload' && (endpoint.method === 'POST' || endpoint.method === 'PUT');
  const values = sendsJson ? await jsonBody(context, endpoint) : queryOf(context);
  if (endpoint.form !== 'redirect') refuseUnknown(endpoint, values);
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

function queryOf(context: HonoContext): Record<string, unknown> {
  const entries = Object.entries(context.req.queries());
  return Object.fromEntries(entries.map(([key, list]) => [key, list.length === 1 ? list[0] : list]));
}

/** A misspelt setting would otherwise be answered with another analysis than the one that was asked for. */
function refuseUnknown(endpoint: Endpoint, values: Record<string, unknown>): void {
  const known = Object.keys(endpoint.input.shape).filter((key) => !pathKeys(endpoint.path).includes(key));
  const errors = Object.keys(values)
    .filter((key) => !known.includes(key))
    .map((key) => ({ pointer: `/${key}`, detail: `‘${key}’ is not known here.` }));
  if (errors.length === 0) return;
  const may = known.length === 0 ? 'This request takes nothing.' : `This request takes ${known.join(', ')}.`;
  throw new ProblemError('invalid', `${errors[0]?.detail ?? ''} ${may}`, { errors });
}

/**
 * What a form of another site can send by itself (as text, or as fields) is refused unread; to send this type a page
 * must ask first, and is told no.
 */
function refuseOtherType(context: HonoContext, { form, method }: Endpoint): void {
  if (method !== 'POST' && method !== 'PUT') return;
  const wanted = form === 'upload' ? 'application/octet-stream' : 'application/json';
  const said = context.req.header('content-type')?.split(';')[0]?.trim().toLowerCase();
  if (said === wanted || (said === undefined && form !== 'upload' && isEmpty(context))) return;
  throw new ProblemError('wrong-type', `Send this with ‘content-type: ${wanted}’.`);
}

const isEmpty = ({ req }: HonoContext) => req.raw.body === null || req.header('content-length') === '0';

async function jsonBody(context: HonoContext, { act }: Endpoint): Promise<Record<string, unknown>> {
  const bytes = await readBody(context.req.raw, act === 'public' ? mostPublicJson : mostJson);
  if (bytes.length === 0) return {};
  try {
    const value: unknown = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return { ...value };
  } catch {
    // Said below, in one place.
  }
  throw new ProblemError('invalid', 'The body of this request must be one JSON object.');
}
