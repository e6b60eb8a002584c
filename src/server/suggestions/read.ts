import type { Target } from '#contract/coding';
import { whatStands } from '../coding/index.ts';
import { workspaceOf, type Scope } from '../platform/scope.ts';

/** A source that one may see what was coded in. */
export interface MaterialSource {
  id: string;
  title: string;
  school: string | null;
  /** Whether codes are suggested for it: not where it was coded blindly, because coders who follow the same suggestion agree. */
  open: boolean;
  text: string;
  turnsOf: { start: number[]; wordsAt: number[]; end: number[]; speaker: string[] };
  speakers: { name: string; asks: boolean; label: string | null }[];
}

type Key = Omit<Target, 'version'>;

interface Place {
  source: string;
  start: number;
  end: number;
}

export interface Given extends Place, Key {
  /** Whether it was given because the program suggested it. */
  suggested: boolean;
}

export type Refused = Place & Key;

/** All that codes are learned from and suggested for, read at one moment. */
export interface Material {
  sources: MaterialSource[];
  given: Given[];
  refused: Refused[];
}

export async function readMaterial(scope: Scope): Promise<Material> {
  const [sources, given, refused] = await Promise.all([
    readSources(scope),
    readGiven(scope),
    scope.sql<Refused[]>`
      select source_id as source, start_at as start, end_at as "end", framework_id as framework, element, pole, code
      from refused_suggestion where source_id in (select app.open_sources())`,
  ]);
  return { sources, given, refused };
}

function readSources(scope: Scope): Promise<MaterialSource[]> {
  return scope.sql<MaterialSource[]>`
    select s.id, s.title, c.name as school, not s.blind as open, x.content as text,
      (select jsonb_build_object('start', coalesce(jsonb_agg(t.start_at order by t.start_at), '[]'),
          'wordsAt', coalesce(jsonb_agg(t.words_at order by t.start_at), '[]'),
          'end', coalesce(jsonb_agg(t.end_at order by t.start_at), '[]'),
          'speaker', coalesce(jsonb_agg(t.speaker order by t.start_at), '[]'))
        from turn t where t.workspace_id = s.workspace_id and t.source_id = s.id) as "turnsOf",
      (select coalesce(jsonb_agg(jsonb_build_object('name', p.name, 'asks', p.asks, 'label', i.label)), '[]')
        from speaker p left join informant i on i.workspace_id = p.workspace_id and i.id = p.informant_id
        where p.workspace_id = s.workspace_id and p.source_id = s.id) as speakers
    from source s join source_text x on x.workspace_id = s.workspace_id and x.source_id = s.id
      left join school_shown c on c.workspace_id = s.workspace_id and c.id = s.school_id
    where s.workspace_id = ${workspaceOf(scope)} and s.id in (select app.open_sources())
    order by s.title collate "und-x-icu", s.id`;
}

function readGiven(scope: Scope): Promise<Given[]> {
  return scope.sql<Given[]>`
    select e.source_id as source, q.start_at as start, q.end_at as "end", e.framework_id as framework, e.element, e.pole,
      e.code, e.suggested
    from evidence e join quotation q on q.workspace_id = e.workspace_id and q.id = e.quotation_id
    where e.workspace_id = ${workspaceOf(scope)} and e.source_id in (select app.open_sources())
      and ${whatStands(scope)}
    order by e.source_id, q.start_at, e.id`;
}
