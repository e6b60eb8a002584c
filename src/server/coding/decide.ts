import type { Target } from '#contract/coding';
import { ProblemError } from '#contract/problem';
import type { Decided, Decision } from '#contract/reconciling';
import { newId } from '../platform/ids.ts';
import { workspaceOf, type Scope } from '../platform/scope.ts';
import { sitDown } from './acts.ts';
import { addRows } from './rows.ts';
import { checkTargets } from './targets.ts';

export async function readDecided(
  scope: Scope,
  source: string,
): Promise<{ mayDecide: boolean; decisions: Decided[] }> {
  const [[found], decisions] = await Promise.all([
    scope.sql<{ mayDecide: boolean }[]>`
      select exists (select from source_coder c where c.workspace_id = s.workspace_id and c.source_id = s.id
        and c.person_id = ${scope.actor.person} and c.role = 'reconciler') as "mayDecide"
      from source s where s.id = ${source}`,
    scope.sql<Decided[]>`
      select d.start_at as start, d.end_at as "end", d.agreed, d.note, d.decided_by as by,
        coalesce(p.name, 'Somebody') as name, d.decided_at as at
      from reconciled_unit d left join person p on p.id = d.decided_by
      where d.source_id = ${source} order by d.start_at, d.end_at, d.decided_at`,
  ]);
  if (found === undefined)
    throw new ProblemError('not-found', 'There is no such source here, or you may not see it.');
  return { ...found, decisions };
}

/** Makes the reconciler's own codes in these units what they decided; what was there of theirs before goes. */
export async function decideUnits(
  scope: Scope,
  source: string,
  decisions: readonly Decision[],
): Promise<void> {
  checkPlaces(await sitDown(scope, source), decisions);
  const { mayDecide } = await readDecided(scope, source);
  if (!mayDecide)
    throw new ProblemError(
      'not-allowed',
      'Whoever reconciles this source decides. Say who that is under ‘Who codes’ at the desk.',
    );
  await checkTargets(scope, uniqueTargets(decisions));
  await clearUnits(scope, source, decisions);
  await writeCodes(scope, source, decisions);
  await scope.sql`
    insert into reconciled_unit (workspace_id, source_id, decided_by, start_at, end_at, agreed, note)
    select ${workspaceOf(scope)}, ${source}, ${scope.actor.person}, start, "end", agreed, note
    from jsonb_to_recordset(${JSON.stringify(decisions)}::jsonb)
      as t (start integer, "end" integer, agreed boolean, note text)
    on conflict (workspace_id, source_id, decided_by, start_at, end_at)
      do update set agreed = excluded.agreed, note = excluded.note, decided_at = now()`;
  const units = decisions.length;
  await scope.audit('coding.change', 'coding', source, { detail: { reconciled: true, units } });
}

function checkPlaces(length: number, decisions: readonly Decision[]): void {
  for (const { start, end, codes } of decisions) {
    const outside = codes.some((code) => code.start < start || code.end > end || code.end <= code.start);
    if (end <= start || end > length || outside)
      throw new ProblemError(
        'invalid',
        'A decision is about words of its unit, within the text. Load the page anew.',
      );
  }
}

/** Many units say the same: each is looked at once. */
const uniqueTargets = (decisions: readonly Decision[]): Target[] => [
  ...new Map(
    decisions
      .flatMap(({ codes }) => codes)
      .map((one) => [
        `${one.framework} ${String(one.version)} ${one.element} ${one.pole} ${one.code ?? ''}`,
        one,
      ]),
  ).values(),
];

/** What stays keeps its row, so that what hangs on it stays too. A quotation stays where a memo hangs on it. */
async function clearUnits(scope: Scope, source: string, decisions: readonly Decision[]): Promise<void> {
  const starts = decisions.map(({ start }) => start);
  const ends = decisions.map(({ end }) => end);
  const own = scope.sql`
    q.workspace_id = ${workspaceOf(scope)} and q.source_id = ${source} and q.created_by = ${scope.actor.person}
    and exists (select from unnest(${starts}::int[], ${ends}::int[]) u (s, e) where q.start_at >= u.s and q.start_at < u.e)`;
  await scope.sql`
    delete from evidence e using quotation q
    where q.id = e.quotation_id and q.workspace_id = e.workspace_id and ${own}
      and not exists (
        select from jsonb_to_recordset(${JSON.stringify(decisions.flatMap(({ codes }) => codes))}::jsonb)
          as t (start integer, "end" integer, framework uuid, element text, pole text, code text)
        where t.start = q.start_at and t."end" = q.end_at and t.framework = e.framework_id and t.element = e.element
          and t.pole = e.pole and t.code is not distinct from e.code)`;
  await scope.sql`
    delete from quotation q where ${own}
      and not exists (select from evidence e where e.workspace_id = q.workspace_id and e.quotation_id = q.id)
      and not exists (select from memo m where m.workspace_id = q.workspace_id and m.quotation_id = q.id)`;
}

async function writeCodes(scope: Scope, source: string, decisions: readonly Decision[]): Promise<void> {
  const by = scope.actor.person;
  const at = new Date().toISOString();
  const { ids, said } = await readKept(scope, source);
  const quotation = [];
  const evidence = [];
  for (const { start, end, ...target } of decisions.flatMap(({ codes }) => codes)) {
    const span = `${String(start)} ${String(end)}`;
    let id = ids.get(span);
    if (id === undefined) {
      id = newId();
      ids.set(span, id);
      quotation.push({ id, start, end, by, at });
    }
    const key = saidKey({ quotation: id, ...target });
    if (said.has(key)) continue;
    said.add(key);
    evidence.push({ ...target, id: newId(), quotation: id, by, at });
  }
  await addRows(scope, source, { quotation, evidence, memo: [] });
}

type Said = Omit<Target, 'version'> & { quotation: string };

const saidKey = ({ quotation, framework, element, pole, code }: Said): string =>
  `${quotation} ${framework} ${element} ${pole} ${code ?? ''}`;

/** The reconciler's own quotations, by where they stand, and what they say. */
async function readKept(scope: Scope, source: string) {
  const by = scope.actor.person;
  const [quotations, said] = await Promise.all([
    scope.sql<{ id: string; start: number; end: number }[]>`
      select id, start_at as start, end_at as "end" from quotation
      where source_id = ${source} and created_by = ${by}`,
    scope.sql<Said[]>`
      select quotation_id as quotation, framework_id as framework, element, pole, code from evidence
      where source_id = ${source} and created_by = ${by}`,
  ]);
  return {
    ids: new Map(quotations.map(({ id, start, end }) => [`${String(start)} ${String(end)}`, id])),
    said: new Set(said.map(saidKey)),
  };
}
