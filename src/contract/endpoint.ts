import { z } from 'zod';

/**
 * An endpoint is a value. Three readers use it: `bind` on the server, `call` in the client (web, command line,
 * tests) and `openapi` for the description. Nothing about a request is written twice.
 */
export type Method = 'GET' | 'POST' | 'PUT' | 'DELETE';

/**
 * What crosses the wire beside plain JSON:
 * `upload` sends raw bytes as the body (the rest of the input travels in path and query),
 * `download` answers with a file, `events` answers with an event stream of `output` values, `redirect` takes what
 * another site sends along and answers by sending the browser on, `played` answers with a file that a page plays in parts.
 */
export type Form = 'json' | 'upload' | 'download' | 'played' | 'events' | 'redirect';

export interface Endpoint<Input extends z.ZodObject = z.ZodObject, Output extends z.ZodType = z.ZodType> {
  readonly id: string;
  readonly method: Method;
  /** Parameters of the path stand in braces and are keys of `input`: `/api/workspaces/{workspace}`. */
  readonly path: `/api/${string}`;
  readonly summary: string;
  /** The act that `policy.ts` decides on; `public` needs no session, `person` any signed-in person. */
  readonly act: Act;
  readonly form: Form;
  readonly status: 200 | 201 | 202;
  /** Leaves a line in the audit trail though nothing is changed: somebody saw it, or took it away. */
  readonly recorded?: 'viewed' | 'exported';
  /** The endpoint whose line stands for this one too, where both fill one page. */
  readonly seenWith?: string;
  readonly input: Input;
  readonly output: Output;
}

/** Every act anyone can do, in one list, so that roles × acts is a complete table. */
export const acts = [
  'public',
  'person',
  'workspace.read',
  'workspace.change',
  'workspace.export',
  'workspace.handOver',
  'workspace.delete',
  'people.read',
  'people.invite',
  'people.leave',
  'people.lookAs',
  'audit.read',
  'schools.read',
  'schools.import',
  'schools.change',
  'schools.share',
  'studies.read',
  'studies.draw',
  'standings.publish',
  'conversations.read',
  'conversations.ask',
  'conversations.answer',
  'frameworks.read',
  'frameworks.change',
  'sources.read',
  'sources.change',
  'pseudonyms.read',
  'coding.read',
  'coding.change',
  'findings.read',
] as const;
export type Act = (typeof acts)[number];

/** What the audit trail tells beside acts: how somebody came in, and what they changed about that. */
export const events = [
  'sign-in',
  'sign-in.refuse',
  'sign-out',
  'session.end',
  'account.change',
  'account.erase',
  'password.change',
  'passkey.change',
  'second-factor.change',
  'provider.change',
  'invitation.accept',
  'retention',
  'key.change',
] as const;
export type Event = (typeof events)[number];

type EndpointDefinition<I extends z.ZodObject, O extends z.ZodType> = Omit<
  Endpoint<I, O>,
  'form' | 'status'
> & {
  form?: Form;
  status?: 200 | 201 | 202;
};

/** Names an endpoint and keeps the exact types of its schemas. */
export function endpoint<I extends z.ZodObject, O extends z.ZodType>(
  value: EndpointDefinition<I, O>,
): Endpoint<I, O> {
  return { form: 'json', status: 200, ...value };
}

export type InputOf<E extends Endpoint> = z.output<E['input']>;
export type OutputOf<E extends Endpoint> = z.output<E['output']>;
/** What a caller may write: defaults may be left out. */
export type CallOf<E extends Endpoint> = z.input<E['input']>;

/** The keys of the path, in order: `/api/jobs/{job}` → `['job']`. */
export function pathKeys(path: string): string[] {
  return [...path.matchAll(/\{(\w+)\}/g)].map((match) => match[1] ?? '');
}

/** A list in a query: `?group=a&group=b`. One value is a list of one, none the empty list. */
export function queryList<T extends z.ZodType>(item: T) {
  return z
    .union([z.array(item), item])
    .optional()
    .transform((value): z.output<T>[] => (value === undefined ? [] : Array.isArray(value) ? value : [value]));
}

/** Words of people: no control characters and no halves of letters, which no one can see and PostgreSQL cannot hold. */
export function words(longest: number) {
  return z
    .string()
    .trim()
    .max(longest)
    .regex(/^[^\p{Cc}\p{Cs}]*$/u, 'Leave out line breaks and other characters that cannot be seen.');
}

/** Several lines of a person: line breaks are welcome, other characters that nobody can see are not. */
export function lines(longest: number) {
  return z
    .string()
    .trim()
    .max(longest)
    .regex(/^(?:\n|[^\p{Cc}\p{Cs}])*$/u, 'Leave out characters that cannot be seen.');
}

export const id = z.uuid();
const notWhole = 'This link is not whole. Open it once more as it was sent.';
/** The secret of a link, or of a question of a moment ago. */
export const token = z.string().min(20, notWhole).max(200, notWhole);
export const nothing = z.object({});
