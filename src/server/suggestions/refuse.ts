import type { Target } from '#contract/coding';
import { ProblemError } from '#contract/problem';
import { newId } from '../platform/ids.ts';
import { workspaceOf, type Scope } from '../platform/scope.ts';

interface Asked {
  target: Omit<Target, 'version'>;
  places: readonly { source: string; start: number; end: number }[];
  refused: boolean;
}

/** Somebody says that words do not speak of a code, or takes that back. What others said of it stays. */
export async function refuse(scope: Scope, asked: Asked): Promise<number> {
  const { sql } = scope;
  await checkPlaces(scope, asked);
  const { framework, element, pole, code } = asked.target;
  const places = sql`
    select * from jsonb_to_recordset(${JSON.stringify(asked.places.map((place) => ({ id: newId(), ...place })))}::jsonb)
      as t (id uuid, source uuid, start integer, "end" integer)`;
  const changed = asked.refused
    ? await sql`
        insert into refused_suggestion (workspace_id, id, source_id, start_at, end_at, framework_id, element, pole, code,
          created_by)
        select ${workspaceOf(scope)}, id, source, start, "end", ${framework}, ${element}, ${pole}, ${code},
          ${scope.actor.person} from (${places}) t
        on conflict do nothing returning id`
    : await sql`
        delete from refused_suggestion r using (${places}) t
        where r.workspace_id = ${workspaceOf(scope)} and r.created_by = ${scope.actor.person} and r.source_id = t.source
          and r.start_at = t.start and r.end_at = t."end" and r.framework_id = ${framework}
          and r.code is not distinct from ${code} and (r.code is not null or (r.element = ${element} and r.pole = ${pole}))
        returning r.id`;
  await scope.audit('coding.change', 'coding', null, {
    detail: { suggestions: true, refused: asked.refused, places: changed.length },
  });
  return changed.length;
}

async function checkPlaces({ sql }: Scope, { target, places }: Asked): Promise<void> {
  const ids = [...new Set(places.map(({ source }) => source))];
  const [rows, [framework]] = await Promise.all([
    sql<{ id: string; length: number }[]>`
      select id, length from source where id = any (${ids}::uuid[]) and id in (select app.codable_sources())
        and id in (select app.open_sources())`,
    sql`select id from framework where id = ${target.framework}`,
  ]);
  const lengths = new Map(rows.map(({ id, length }) => [id, length]));
  if (framework === undefined || ids.some((id) => !lengths.has(id)))
    throw new ProblemError('not-found', 'There is no such source or framework here, or you may not code it.');
  if (places.some(({ source, start, end }) => end <= start || end > (lengths.get(source) ?? 0)))
    throw new ProblemError('invalid', 'These words lie beyond the end of the text. Load the page anew.');
}
