import type { Coder, Codings, CodingState, Target } from '#contract/coding';
import type { Memo } from '#contract/codingChanges';
import { ProblemError } from '#contract/problem';
import type { Scope } from '../platform/scope.ts';
import { readSteps } from './acts.ts';
import { moment } from './rows.ts';

export async function readState(scope: Scope, source: string): Promise<CodingState> {
  const [[found], coders, steps] = await Promise.all([
    scope.sql<{ blind: boolean; mayCode: boolean; open: boolean }[]>`
      select blind, id in (select app.codable_sources()) as "mayCode", id in (select app.open_sources()) as open
      from source where id = ${source}`,
    scope.sql<Coder[]>`
      select c.person_id as person, coalesce(p.name, 'Somebody') as name, c.role, c.finished_at is not null as finished
      from source_coder c left join person p on p.id = c.person_id
      where c.source_id = ${source} order by c.role, name, c.person_id`,
    readSteps(scope, source),
  ]);
  if (found === undefined)
    throw new ProblemError('not-found', 'There is no such source here, or you may not see it.');
  return { ...found, coders, ...steps };
}

export async function readOwnName({ sql, actor }: Scope): Promise<string> {
  const [row] = await sql<{ name: string }[]>`select name from person where id = ${actor.person}`;
  return row?.name ?? 'Somebody';
}

interface Lists {
  quotations: { id: string[]; start: number[]; end: number[]; by: string[]; at: string[] };
  evidence: {
    id: string[];
    quotation: string[];
    target: number[];
    strength: (number | null)[];
    suggested: boolean[];
    at: string[];
  };
  targets: Target[];
}

/** Read as lists: a long document has thousands of quotations, and each list crosses to the client once. */
export async function readCodings(scope: Scope, source: string): Promise<Codings> {
  const [lists, memos] = await Promise.all([readLists(scope, source), readMemos(scope, source)]);
  const { quotations, evidence, targets } = lists;
  const ids = [...new Set([...quotations.by, ...memos.map(({ by }) => by)])];
  const names = await scope.sql<{ id: string; name: string }[]>`
    select id, name from person where id = any (${ids}::uuid[])`;
  const nameOf = new Map(names.map(({ id, name }) => [id, name]));
  const places = new Map(ids.map((id, i) => [id, i]));
  const quotationPlaces = new Map(quotations.id.map((id, i) => [id, i]));
  return {
    people: ids.map((id) => ({ id, name: nameOf.get(id) ?? 'Somebody' })),
    targets,
    quotations: { ...quotations, by: quotations.by.map((id) => places.get(id) ?? 0) },
    evidence: {
      id: evidence.id,
      quotation: evidence.quotation.map((id) => quotationPlaces.get(id) ?? 0),
      target: evidence.target,
      strength: evidence.strength,
      suggested: evidence.suggested,
      at: evidence.at,
    },
    memos: memos.map(({ by, ...memo }) => ({ ...memo, by: places.get(by) ?? 0 })),
  };
}

async function readLists(scope: Scope, source: string): Promise<Lists> {
  const at = moment(scope);
  const [[quotations], [evidence]] = await Promise.all([
    scope.sql<Lists['quotations'][]>`
      select coalesce(array_agg(id order by start_at, end_at, id), '{}') as id,
        coalesce(array_agg(start_at order by start_at, end_at, id), '{}') as start,
        coalesce(array_agg(end_at order by start_at, end_at, id), '{}') as "end",
        coalesce(array_agg(created_by order by start_at, end_at, id), '{}') as by,
        coalesce(array_agg(${at} order by start_at, end_at, id), '{}') as at
      from quotation where source_id = ${source}`,
    scope.sql<(Lists['evidence'] & { targets: Target[] | null })[]>`
      with said as (select id, quotation_id, strength, suggested, created_at, dense_rank() over (
          order by framework_id, framework_version, element, pole, code) - 1 as target,
        framework_id, framework_version, element, pole, code from evidence where source_id = ${source})
      select coalesce(array_agg(id order by created_at, id), '{}') as id,
        coalesce(array_agg(quotation_id order by created_at, id), '{}') as quotation,
        coalesce(array_agg(target::integer order by created_at, id), '{}') as target,
        coalesce(array_agg(strength order by created_at, id), '{}') as strength,
        coalesce(array_agg(suggested order by created_at, id), '{}') as suggested,
        coalesce(array_agg(${at} order by created_at, id), '{}') as at,
        (select jsonb_agg(jsonb_build_object('framework', framework_id, 'version', framework_version,
            'element', element, 'pole', pole, 'code', code) order by target)
          from (select distinct target, framework_id, framework_version, element, pole, code from said) t) as targets
      from said`,
  ]);
  const { targets = null, ...rest } = evidence ?? {
    id: [],
    quotation: [],
    target: [],
    strength: [],
    suggested: [],
    at: [],
  };
  return {
    quotations: quotations ?? { id: [], start: [], end: [], by: [], at: [] },
    evidence: rest,
    targets: targets ?? [],
  };
}

function readMemos(scope: Scope, source: string): Promise<Memo[]> {
  return scope.sql<Memo[]>`
    select id, quotation_id as quotation, content, created_by as by,
      ${moment(scope)} as at
    from memo where source_id = ${source} order by created_at, id`;
}
