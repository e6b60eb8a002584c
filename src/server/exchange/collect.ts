import type { MemoPlace } from '#contract/codeMemos';
import type { ReadTurns } from '#contract/speakerTurns';
import { workspaceOf, type Scope } from '../platform/scope.ts';
import type { Saying } from './codeTree.ts';
import { knownFrameworks, type KnownFramework } from './known.ts';
import type { Coder, ProjectSource } from './project.ts';

interface SourceRow extends Omit<
  ProjectSource,
  'guid' | 'record' | 'school' | 'turns' | 'quotations' | 'memos'
> {
  guid: string;
  record: ProjectSource['record'];
  school: string | null;
  reference: string | null;
  schoolSaid: string;
  referenceSaid: string;
}

export interface Said extends Saying {
  id: string;
  quotation: string;
  framework: string;
  at: string;
  strength: number | null;
  suggested: boolean;
}

interface Marked {
  id: string;
  source: string;
  start: number;
  end: number;
  by: string;
  at: string;
}

interface Noted {
  id: string;
  source: string;
  quotation: string | null;
  content: string;
  by: string;
  at: string;
}

export interface NotedOn {
  id: string;
  framework: string;
  on: MemoPlace;
  key: string;
  content: string;
  by: string;
  at: string;
}

/** Everything that was coded, as far as one may see it, as it lies in the database. */
export interface Collected {
  name: string;
  frameworks: KnownFramework[];
  sources: SourceRow[];
  turns: Map<string, ReadTurns>;
  quotations: Marked[];
  said: Said[];
  memos: Noted[];
  codeMemos: NotedOn[];
  coders: (Coder & { person: string })[];
}

/** Read at one moment. What it comes to is put together elsewhere: `projectOf`. */
export async function collect(scope: Scope): Promise<Collected> {
  const [frameworks, name, sources, turns, quotations, said, memos, codeMemos, coders] = await Promise.all([
    knownFrameworks(scope),
    readName(scope),
    readSources(scope),
    readTurns(scope),
    scope.sql<Marked[]>`
      select id, source_id as source, start_at as start, end_at as "end", created_by as by, ${isoOf(scope)} as at
      from quotation order by source_id, start_at, end_at, id`,
    scope.sql<Said[]>`
      select id, quotation_id as quotation, framework_id as framework, element, pole, code, strength, suggested, ${isoOf(scope)} as at
      from evidence order by created_at, id`,
    scope.sql<Noted[]>`
      select id, source_id as source, quotation_id as quotation, content, created_by as by, ${isoOf(scope)} as at
      from memo order by created_at, id`,
    scope.sql<NotedOn[]>`
      select id, framework_id as framework, case when code is null then 'element' else 'code' end as on,
        coalesce(code, element) as key, content, created_by as by, ${isoOf(scope)} as at
      from code_memo order by created_at, id`,
    readCoders(scope),
  ]);
  return { name, frameworks, sources, turns, quotations, said, memos, codeMemos, coders };
}

const isoOf = (scope: Scope) =>
  scope.sql`to_char(created_at at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;

async function readName(scope: Scope): Promise<string> {
  const [row] = await scope.sql<{ name: string }[]>`
    select name from workspace where id = ${workspaceOf(scope)}`;
  return row?.name ?? 'Reedbed';
}

function readSources(scope: Scope): Promise<SourceRow[]> {
  return scope.sql<SourceRow[]>`
    select s.id as guid, s.title, s.file_name as "fileName", t.content as text, s.pattern,
      jsonb_build_object('kind', s.kind, 'heldOn', s.held_on, 'place', s.place, 'guide', s.guide, 'consent', s.consent,
        'debrief', s.debrief, 'language', s.language) as record,
      c.name as school, c.reference, s.school_said as "schoolSaid",
      s.reference_said as "referenceSaid",
      coalesce((select jsonb_agg(jsonb_build_object('id', i.id, 'label', i.label, 'type', i.type, 'people', i.people,
          'agreedByRole', i.agreed_by_role) order by i.position, i.id)
        from informant i where i.workspace_id = s.workspace_id and i.source_id = s.id), '[]') as informants,
      coalesce((select jsonb_agg(jsonb_build_object('name', p.name, 'informant', p.informant_id, 'asks', p.asks)
          order by p.name)
        from speaker p where p.workspace_id = s.workspace_id and p.source_id = s.id), '[]') as speakers,
      (select jsonb_build_object('language', r.language, 'parts', r.parts)
        from source_translation r where r.workspace_id = s.workspace_id and r.source_id = s.id) as translation
    from source s join source_text t on t.workspace_id = s.workspace_id and t.source_id = s.id
      left join school_shown c on c.workspace_id = s.workspace_id and c.id = s.school_id
    order by s.created_at, s.id`;
}

async function readTurns(scope: Scope): Promise<Map<string, ReadTurns>> {
  const rows = await scope.sql<(ReadTurns & { source: string })[]>`
    select source_id as source, array_agg(start_at order by start_at) as start,
      array_agg(words_at order by start_at) as "wordsAt", array_agg(end_at order by start_at) as "end",
      array_agg(speaker order by start_at) as speaker, array_agg(seconds order by start_at) as seconds
    from turn group by source_id`;
  return new Map(rows.map(({ source, ...turns }) => [source, turns]));
}

/** Whoever coded or noted anything that one sees. */
function readCoders(scope: Scope): Promise<(Coder & { person: string })[]> {
  return scope.sql<(Coder & { person: string })[]>`
    select p.id as person, coalesce(o.guid, p.id) as guid, p.name
    from person p left join outside_coder o on o.workspace_id = ${workspaceOf(scope)} and o.person_id = p.id
    where p.id in (select created_by from quotation union select created_by from memo
      union select created_by from code_memo)
    order by p.name, p.id`;
}
