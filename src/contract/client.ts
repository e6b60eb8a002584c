import { pathKeys, type CallOf, type Endpoint, type OutputOf } from './endpoint.ts';
import { fromProblem, problem, ProblemError } from './problem.ts';

/** The little of `fetch` that the client needs, so that this room knows neither a browser nor Node. */
export interface FetchResponse {
  readonly ok: boolean;
  readonly status: number;
  json(): Promise<unknown>;
}
export type Fetch = (
  url: string,
  init: { method: string; headers: Record<string, string>; body?: never },
) => Promise<FetchResponse>;

export interface Connection {
  /** Origin of the server, '' for the page's own. */
  readonly origin: string;
  readonly fetch: Fetch;
  readonly headers?: Record<string, string>;
}

/** The address of an endpoint with its path parameters, and its query for what is not sent as a body. */
export function urlOf<E extends Endpoint>(endpoint: E, input: CallOf<E>, origin = ''): string {
  const values = { ...(input as Record<string, unknown>) };
  const path = endpoint.path.replace(/\{(\w+)\}/g, (_, key: string) => {
    const value = values[key];
    delete values[key];
    return encodeURIComponent(String(value));
  });
  const query = sendsBody(endpoint) ? '' : queryOf(values);
  return `${origin}${path}${query}`;
}

/** Calls an endpoint; `body` carries the bytes of an upload. Throws `ProblemError`. */
export async function call<E extends Endpoint>(
  connection: Connection,
  endpoint: E,
  input: CallOf<E>,
  body?: unknown,
): Promise<OutputOf<E>> {
  const headers: Record<string, string> = { accept: 'application/json', ...connection.headers };
  const init: { method: string; headers: Record<string, string>; body?: unknown } = {
    method: endpoint.method,
    headers,
  };
  if (endpoint.form === 'upload') {
    headers['content-type'] = 'application/octet-stream';
    init.body = body;
  } else if (sendsBody(endpoint)) {
    headers['content-type'] = 'application/json';
    init.body = JSON.stringify(bodyOf(endpoint, input as Record<string, unknown>));
  }
  const response = await connection.fetch(urlOf(endpoint, input, connection.origin), init as never);
  const answer = await response.json().catch(() => undefined);
  if (!response.ok) throw problemOf(answer, response.status);
  return endpoint.output.parse(answer) as OutputOf<E>;
}

function sendsBody(endpoint: Endpoint): boolean {
  return endpoint.form !== 'upload' && (endpoint.method === 'POST' || endpoint.method === 'PUT');
}

function bodyOf(endpoint: Endpoint, input: Record<string, unknown>): Record<string, unknown> {
  const inPath = new Set(pathKeys(endpoint.path));
  return Object.fromEntries(Object.entries(input).filter(([key]) => !inPath.has(key)));
}

function queryOf(values: Record<string, unknown>): string {
  const pairs = Object.entries(values).flatMap(([key, value]) =>
    value === undefined
      ? []
      : (Array.isArray(value) ? value : [value]).map((one) => [key, String(one)] as const),
  );
  const text = pairs
    .map(([key, value]) => `${encodeURIComponent(key)}=${encodeURIComponent(value)}`)
    .join('&');
  return text === '' ? '' : `?${text}`;
}

function problemOf(answer: unknown, status: number): ProblemError {
  const parsed = problem.safeParse(answer);
  if (parsed.success) return fromProblem(parsed.data);
  return new ProblemError(
    'unexpected',
    `The server answered ${String(status)} without saying why. Try again in a minute.`,
  );
}
