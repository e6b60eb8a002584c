import { settings as settingsSchema } from '#contract/identification';
import { ProblemError } from '#contract/problem';
import {
  studyFound,
  type Study,
  type StudyFound,
  type StudySchool,
  type StudySummary,
} from '#contract/studies';
import { newId } from '../platform/ids.ts';
import { workspaceOf, type Scope } from '../platform/scope.ts';
import { chosenOf, letterOf } from './chosen.ts';
import type { Asked, Drawn } from './draw.ts';

/** Keeps a draw with everything it takes to draw it again. */
export async function keepStudy(
  scope: Scope,
  { asked, drawn, name, version }: { asked: Asked; drawn: Drawn; name: string; version: string },
): Promise<string> {
  const id = newId();
  const settings = JSON.stringify({ question: drawn.chosen, only: asked.only });
  await scope.sql`
    insert into study (workspace_id, id, name, design, per_group, seed, settings, data_digest, program_version, found,
      created_by)
    values (${workspaceOf(scope)}, ${id}, ${name}, ${asked.design}, ${asked.perGroup}, ${asked.seed}, ${settings}::jsonb,
      ${drawn.digest}, ${version}, ${JSON.stringify(drawn.found)}::jsonb, ${scope.actor.person})`;
  await scope.sql`
    insert into study_school (workspace_id, study_id, school_id, stratum, kind, place, drawn, left_out, pair, numbers)
    select ${workspaceOf(scope)}::uuid, ${id}::uuid, r.school, r.stratum, r.kind, r.place, r.drawn, r."leftOut", r.pair,
      r.numbers
    from jsonb_to_recordset(${JSON.stringify(drawn.schools)}::jsonb) as r (school uuid, stratum text, kind text,
      place integer, drawn boolean, "leftOut" text, pair integer, numbers jsonb)`;
  return id;
}

interface StudyRow extends Omit<
  Study,
  'createdBy' | 'lockedBy' | 'settings' | 'only' | 'found' | 'schools' | 'drawn' | 'now'
> {
  createdBy: string | null;
  lockedBy: string | null;
  settings: unknown;
  found: unknown;
}

const noSuchStudy = () => new ProblemError('not-found', 'There is no such study in this workspace.');

/** A study as it was kept, with what the schools are called now to whoever asks. */
export async function readStudy(scope: Scope, id: string): Promise<Study> {
  const [[row], schools] = await Promise.all([
    scope.sql<StudyRow[]>`
      select s.id, s.name, s.design, s.per_group as "perGroup", s.seed, s.settings, s.data_digest as "dataDigest",
        s.program_version as "programVersion", s.found, s.created_at as "createdAt", c.name as "createdBy",
        s.locked_at as "lockedAt", l.name as "lockedBy", s.compared_at as "comparedAt", s.compared_same as "comparedSame"
      from study s left join person c on c.id = s.created_by left join person l on l.id = s.locked_by
      where s.id = ${id}`,
    readSchools(scope, id),
  ]);
  if (row === undefined) throw noSuchStudy();
  const found = studyFound.parse(row.found);
  const { question, only } = row.settings as { question: Record<string, unknown>; only: string[] | null };
  const chosen = chosenOf(schools, row);
  const group = new Map(found.groups.map(({ name }, i) => [name, i]));
  const kindFirst = row.design === 'each kind';
  const ordered = schools.toSorted(
    (a, b) =>
      Number(a.place === null) - Number(b.place === null) ||
      (group.get(a.group) ?? 0) - (group.get(b.group) ?? 0) ||
      (kindFirst ? a.kind.localeCompare(b.kind) : 0) ||
      (a.place ?? 0) - (b.place ?? 0),
  );
  const letters = lettersOf(ordered);
  return {
    ...row,
    settings: question,
    only,
    found,
    drawn: drawnIn(found.groups),
    now: countKinds(schools, chosen),
    schools: ordered.map((school) => ({
      ...school,
      letter: `School ${letters.get(school.school) ?? ''}`,
      chosen: chosen.has(school.school),
    })),
  };
}

/** Those drawn at first have the first letters; a letter stays with its school. */
function lettersOf(schools: readonly { school: string; drawn: boolean }[]): Map<string, string> {
  const drawnFirst = schools.toSorted((a, b) => Number(b.drawn) - Number(a.drawn));
  return new Map(drawnFirst.map(({ school }, i) => [school, letterOf(i)]));
}

function countKinds(schools: readonly StoredSchool[], chosen: ReadonlySet<string>) {
  const of = (wanted: string) =>
    schools.filter(({ kind, school }) => kind === wanted && chosen.has(school)).length;
  return { resilient: of('resilient'), struggling: of('struggling') };
}

type StoredSchool = Omit<StudySchool, 'letter' | 'chosen'>;

async function readSchools(scope: Scope, study: string): Promise<StoredSchool[]> {
  const rows = await scope.sql`
    select s.school_id as school, n.name, n.reference, s.stratum as "group", s.kind, s.place, s.pair, s.drawn,
      s.left_out as "leftOut", s.numbers, s.declined_at as at, s.declined_why as why, p.name as by
    from study_school s join school_shown n on n.workspace_id = s.workspace_id and n.id = s.school_id
      left join person p on p.id = s.declined_by
    where s.study_id = ${study} order by s.stratum, s.place, n.number`;
  return rows.map((row) => {
    const { numbers, at, why, by, ...school } = row as unknown as Omit<StoredSchool, 'declined'> & {
      numbers: Pick<StoredSchool, 'index' | 'values'>;
      at: string | null;
      why: string | null;
      by: string | null;
    };
    return { ...school, ...numbers, declined: at === null ? null : { at, why: why ?? '', by } };
  });
}

export async function listStudies(scope: Scope): Promise<StudySummary[]> {
  const rows = await scope.sql<(Omit<StudySummary, 'drawn'> & { groups: StudyFound['groups'] })[]>`
    select s.id, s.name, s.design, s.per_group as "perGroup", s.seed, s.created_at as "createdAt", c.name as "createdBy",
      s.locked_at as "lockedAt", s.found->'groups' as groups
    from study s left join person c on c.id = s.created_by
    order by s.created_at desc, s.id`;
  return rows.map(({ groups, ...study }) => ({ ...study, drawn: drawnIn(groups) }));
}

const drawnIn = (groups: StudyFound['groups']) => ({
  resilient: groups.reduce((sum, { drawn }) => sum + drawn.resilient, 0),
  struggling: groups.reduce((sum, { drawn }) => sum + drawn.struggling, 0),
});

/** Holds a study until the transaction ends, so that two changes follow one another. */
export async function holdStudy(scope: Scope, id: string): Promise<{ name: string; locked: boolean }> {
  const [row] = await scope.sql<{ name: string; locked: boolean }[]>`
    select name, locked_at is not null as locked from study where id = ${id} for update`;
  if (row === undefined) throw noSuchStudy();
  return row;
}

/** The question of a study, as settings that can be asked again. */
export function askedOf(study: Study): Asked {
  const { design, perGroup, seed, only, schools } = study;
  return {
    settings: settingsSchema.parse(study.settings),
    design,
    perGroup,
    seed,
    only,
    leaveOut: schools.flatMap(({ school, leftOut }) => (leftOut === null ? [] : [{ school, why: leftOut }])),
  };
}
