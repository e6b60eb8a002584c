import type { Informant, Speaker, Translation } from '#contract/sources';
import { ProblemError } from '#contract/problem';
import type { ReadTurns } from '#contract/speakerTurns';
import { newId } from '../platform/ids.ts';
import { workspaceOf, type Scope } from '../platform/scope.ts';

export interface Brought {
  /** Where it has one from elsewhere; otherwise it gets one. */
  id?: string;
  title: string;
  fileName: string;
  text: string;
  /** Of the text, in code points. */
  length: number;
  pattern: string | null;
  turns: ReadTurns;
  remarks: string[];
  /** The school that a file names and nobody here knows. */
  schoolSaid?: { name: string; reference: string };
}

/** Stores a source as it was read; who speaks and of what school is said afterwards. */
export async function addSource(scope: Scope, brought: Brought): Promise<string> {
  const { id = newId(), title, fileName, text, length, pattern, turns, remarks, schoolSaid } = brought;
  await scope.sql`
    insert into source (workspace_id, id, title, kind, file_name, remarks, length, pattern,
      school_said, reference_said, created_by)
    values (${workspaceOf(scope)}, ${id}, ${title}, ${turns.start.length > 0 ? 'interview' : 'document'}, ${fileName},
      ${JSON.stringify(remarks)}::jsonb, ${length}, ${pattern},
      ${schoolSaid?.name ?? ''}, ${schoolSaid?.reference ?? ''}, ${scope.actor.person})`;
  await scope.sql`
    insert into source_text (workspace_id, source_id, content) values (${workspaceOf(scope)}, ${id}, ${text})`;
  await addSpeakers(scope, id, turns.speaker);
  await addTurns(scope, id, turns);
  return id;
}

/** People who are usually not asked, but ask. */
const asking = /^(i|q|int|interviewer|moderator|facilitator|researcher)\.?$/i;

async function addSpeakers(scope: Scope, source: string, names: readonly string[]): Promise<void> {
  const distinct = [...new Set(names)];
  if (distinct.length === 0) return;
  await scope.sql`
    insert into speaker (workspace_id, source_id, name, asks)
    select ${workspaceOf(scope)}, ${source}, name, asks::boolean
    from unnest(${distinct}::text[], ${distinct.map((name) => String(asking.test(name)))}::text[]) as t(name, asks)
    on conflict do nothing`;
}

async function addTurns(scope: Scope, source: string, turns: ReadTurns): Promise<void> {
  await scope.sql`
    insert into turn (workspace_id, source_id, start_at, words_at, end_at, speaker, seconds)
    select ${workspaceOf(scope)}, ${source}, * from unnest(${turns.start}::int[], ${turns.wordsAt}::int[],
      ${turns.end}::int[], ${turns.speaker}::text[], ${turns.seconds}::float8[])`;
}

/** Other turns over the same words. Speakers who are still there stay who they were. */
export async function replaceTurns(
  scope: Scope,
  source: string,
  { pattern, turns }: { pattern: string | null; turns: ReadTurns },
): Promise<void> {
  await scope.sql`delete from turn where source_id = ${source}`;
  await scope.sql`delete from speaker where source_id = ${source} and not name = any (${turns.speaker}::text[])`;
  await scope.sql`update source set pattern = ${pattern} where id = ${source}`;
  await addSpeakers(scope, source, turns.speaker);
  await addTurns(scope, source, turns);
}

/** One translation, in place of the one that is there. */
export async function replaceTranslation(
  scope: Scope,
  source: string,
  { language, parts }: Translation,
): Promise<void> {
  await scope.sql`delete from source_translation where source_id = ${source}`;
  await scope.sql`
    insert into source_translation (workspace_id, source_id, language, parts, created_by)
    values (${workspaceOf(scope)}, ${source}, ${language}, ${JSON.stringify(parts)}::jsonb, ${scope.actor.person})`;
}

/** Writes who the informants are, and which speaker is who. New informants get an id of our own. */
export async function replaceInformants(
  scope: Scope,
  source: string,
  { informants, speakers }: { informants: readonly Informant[]; speakers: readonly Speaker[] },
): Promise<void> {
  const rows = await scope.sql<{ id: string }[]>`select id from informant where source_id = ${source}`;
  const known = new Set(rows.map(({ id }) => id));
  const ids = new Map(informants.map(({ id }) => [id, known.has(id) ? id : newId()]));
  if (ids.size < informants.length) throw new ProblemError('invalid', 'An informant was named twice.');
  await scope.sql`
    delete from informant where source_id = ${source} and not id = any (${[...ids.values()]}::uuid[])`;
  await scope.sql`
    insert into informant (workspace_id, id, source_id, label, type, people, agreed_by_role, position)
    select ${workspaceOf(scope)}, t.id, ${source}, t.label, t.type, t.people, t.agreed::boolean, t.position - 1
    from unnest(${[...ids.values()]}::uuid[], ${informants.map(({ label }) => label)}::text[],
      ${informants.map(({ type }) => type)}::text[], ${informants.map(({ people }) => people)}::int[],
      ${informants.map(({ agreedByRole }) => String(agreedByRole))}::text[])
      with ordinality as t(id, label, type, people, agreed, position)
    on conflict (workspace_id, id) do update set label = excluded.label, type = excluded.type,
      people = excluded.people, agreed_by_role = excluded.agreed_by_role, position = excluded.position`;
  const named = speakers.map((one) => ({ ...one, informant: informantOf(one, ids) }));
  await scope.sql`
    update speaker p set informant_id = t.informant, asks = t.asks::boolean
    from unnest(${named.map(({ name }) => name)}::text[], ${named.map(({ informant }) => informant)}::uuid[],
      ${named.map(({ asks }) => String(asks))}::text[]) as t(name, informant, asks)
    where p.source_id = ${source} and p.name = t.name`;
}

function informantOf({ name, informant, asks }: Speaker, ids: ReadonlyMap<string, string>): string | null {
  if (informant === null) return null;
  const found = ids.get(informant);
  if (found === undefined || asks)
    throw new ProblemError(
      'invalid',
      asks
        ? `${name} asks the questions, so they are no informant. Choose one of the two.`
        : `${name} is to be an informant who is not on the list. Choose one who is.`,
    );
  return found;
}
