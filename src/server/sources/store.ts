import type {
  Informant,
  Source,
  SourceRecord,
  SourceSummary,
  Speaker,
  Translation,
  Turns,
} from '#contract/sources';
import { ProblemError } from '#contract/problem';
import type { Scope } from '../platform/scope.ts';

interface Row extends Omit<SourceRecord, 'school'> {
  id: string;
  school: { id: string; name: string } | null;
  fileName: string;
  remarks: string[];
  length: number;
  pattern: string | null;
  addedAt: string;
  turns: number;
  informants: Informant[];
}

/** Rows of sources, the latest first; of one where its id is given. */
function select(scope: Scope, only: string | null): Promise<Row[]> {
  return scope.sql<Row[]>`
    select s.id, s.title, s.kind, s.held_on::text as "heldOn", s.place, s.guide, s.consent, s.debrief, s.language,
      s.file_name as "fileName", s.remarks, s.length, s.pattern, s.created_at as "addedAt",
      case when c.id is null then null else jsonb_build_object('id', c.id, 'name', c.name) end as school,
      (select count(*)::int from turn t where t.workspace_id = s.workspace_id and t.source_id = s.id) as turns,
      coalesce((select jsonb_agg(jsonb_build_object('id', i.id, 'label', i.label, 'type', i.type, 'people', i.people,
          'agreedByRole', i.agreed_by_role) order by i.position, i.id)
        from informant i where i.workspace_id = s.workspace_id and i.source_id = s.id), '[]') as informants
    from source s left join school_shown c on c.workspace_id = s.workspace_id and c.id = s.school_id
    where ${only}::uuid is null or s.id = ${only}
    order by s.created_at desc, s.title, s.id`;
}

export async function listSources(scope: Scope): Promise<SourceSummary[]> {
  return (await select(scope, null)).map(summaryOf);
}

async function findRow(scope: Scope, id: string): Promise<Row> {
  const [row] = await select(scope, id);
  if (row === undefined)
    throw new ProblemError('not-found', 'There is no such source here, or you may not see it.');
  return row;
}

/**
 * Holds a source until the transaction ends, so that two who change it take turns; where its words move, from those too who
 * are coding it.
 */
export async function hold(scope: Scope, id: string, { words = false } = {}): Promise<void> {
  const lock = words ? scope.sql`for update` : scope.sql`for no key update`;
  await scope.sql`select from source where id = ${id} ${lock}`;
  await findRow(scope, id);
}

export async function findSummary(scope: Scope, id: string): Promise<SourceSummary> {
  return summaryOf(await findRow(scope, id));
}

function summaryOf({
  id,
  title,
  kind,
  heldOn,
  consent,
  school,
  length,
  turns,
  informants,
  addedAt,
}: Row): SourceSummary {
  return { id, title, kind, heldOn, consent, school, length, turns, informants, addedAt };
}

export async function readSource(scope: Scope, id: string): Promise<Source> {
  const [row, text, speakers, turnsOf, translation, recording] = await Promise.all([
    findRow(scope, id),
    readText(scope, id),
    readSpeakers(scope, id),
    readTurns(scope, id),
    readTranslation(scope, id),
    readRecording(scope, id),
  ]);
  const { title, kind, school, heldOn, place, guide, consent, debrief, language } = row;
  const places = new Map(speakers.map(({ name }, i) => [name, i]));
  return {
    ...summaryOf(row),
    record: { title, kind, school: school?.id ?? null, heldOn, place, guide, consent, debrief, language },
    fileName: row.fileName,
    remarks: row.remarks,
    pattern: row.pattern,
    speakers,
    text,
    turnsOf: { ...turnsOf, speaker: turnsOf.speaker.map((name) => places.get(name) ?? 0) },
    translation,
    recording,
  };
}

export async function readText(scope: Scope, id: string): Promise<string> {
  const [row] = await scope.sql<
    { content: string }[]
  >`select content from source_text where source_id = ${id}`;
  return row?.content ?? '';
}

async function readTranslation(scope: Scope, id: string): Promise<Translation | null> {
  const [row] = await scope.sql<Translation[]>`
    select language, parts from source_translation where source_id = ${id}`;
  return row ?? null;
}

async function readRecording(scope: Scope, id: string): Promise<Source['recording']> {
  const [row] = await scope.sql<NonNullable<Source['recording']>[]>`
    select file_name as "fileName", type, bytes::float8 as bytes from source_recording where source_id = ${id}`;
  return row ?? null;
}

/** In the order in which they first speak. */
function readSpeakers(scope: Scope, id: string): Promise<Speaker[]> {
  return scope.sql<Speaker[]>`
    select p.name, p.informant_id as informant, p.asks from speaker p
    where p.source_id = ${id}
    order by (select min(t.start_at) from turn t
      where t.workspace_id = p.workspace_id and t.source_id = p.source_id and t.speaker = p.name), p.name`;
}

type NamedTurns = Omit<Turns, 'speaker'> & { speaker: string[] };

async function readTurns(scope: Scope, id: string): Promise<NamedTurns> {
  const [row] = await scope.sql<NamedTurns[]>`
    select coalesce(array_agg(start_at order by start_at), '{}') as start,
      coalesce(array_agg(words_at order by start_at), '{}') as "wordsAt",
      coalesce(array_agg(end_at order by start_at), '{}') as "end",
      coalesce(array_agg(speaker order by start_at), '{}') as speaker,
      coalesce(array_agg(seconds order by start_at), '{}') as seconds
    from turn where source_id = ${id}`;
  return row ?? { start: [], wordsAt: [], end: [], speaker: [], seconds: [] };
}

export async function changeRecord(scope: Scope, id: string, record: SourceRecord): Promise<void> {
  const { title, kind, school, heldOn, place, guide, consent, debrief, language } = record;
  if (school !== null) {
    const [found] = await scope.sql`select from school_shown where id = ${school}`;
    if (found === undefined)
      throw new ProblemError('invalid', 'There is no such school in this workspace.', {
        errors: [{ pointer: '/school', detail: 'Choose a school of this workspace.' }],
      });
  }
  await scope.sql`
    update source set title = ${title}, kind = ${kind}, school_id = ${school}, held_on = ${heldOn}, place = ${place},
      guide = ${guide}, consent = ${consent}, debrief = ${debrief}, language = ${language}
    where id = ${id}`;
}
