import { pathKeys, type Endpoint } from '#contract/endpoint';
import type { Door } from './door.ts';
import { newId } from './ids.ts';
import { inScope, type Actor } from './scope.ts';

/** The kind of object in the trail, by what happened without a change. */
const objectKinds = { viewed: 'page', exported: 'file', refused: 'request' } as const;

/**
 * Leaves a line of what changes nothing: somebody saw a sensitive page, took something away, or was refused. In a
 * transaction of its own, because the request itself only read, or was undone. A page seen again within an hour or a
 * refusal repeated within ten minutes leaves no second line; each export leaves its own.
 */
export async function leaveLine(
  door: Door,
  endpoint: Endpoint,
  how: keyof typeof objectKinds,
  asked: { actor: Actor; input: Record<string, unknown> },
): Promise<void> {
  const { workspace } = asked.input;
  if (typeof workspace !== 'string')
    throw new Error(`${endpoint.id} is recorded, but has no workspace in its path.`);
  const object = objectOf(endpoint, asked.input);
  const page = endpoint.seenWith ?? endpoint.id;
  const detail = { [how]: page };
  const leave = () =>
    inScope(door.pool, { ...asked.actor, workspace }, async (scope) => {
      if (how === 'exported') return scope.audit(endpoint.act, objectKinds[how], object, { detail });
      await scope.sql`select app.audit_once(${newId()}, ${endpoint.act}, ${objectKinds[how]}, ${object},
        ${JSON.stringify(detail)}::jsonb)`;
    });
  if (how !== 'viewed') return leave();
  return door.views.once([workspace, asked.actor.person, page, object].join(' '), leave);
}

const isId = (value: unknown): value is string =>
  typeof value === 'string' && /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(value);

/**
 * The row that the path names beside the workspace, the last if there are several: `…/imports/{import}/refused.csv`.
 * Keys that are words and no ids, as that of a crosswalk, name none.
 */
function objectOf(endpoint: Endpoint, input: Record<string, unknown>): string | null {
  const ids = pathKeys(endpoint.path)
    .filter((key) => key !== 'workspace')
    .map((key) => input[key])
    .filter(isId);
  return ids.at(-1) ?? null;
}
