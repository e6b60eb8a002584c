import type { Target } from '#contract/coding';
import type { CodeOn, CodingChange, Quotation } from '#contract/codingChanges';
import { counted } from '#contract/words';
import type { Scope } from '../platform/scope.ts';
import { keep, sitDown } from './acts.ts';
import { readRows } from './rows.ts';
import { checkTargets } from './targets.ts';

interface Place {
  source: string;
  start: number;
  end: number;
}

interface Recoding {
  from: Omit<Target, 'version'>;
  to: Target | null;
  places: readonly Place[];
}

/** Says something else, or nothing, of words that one coded so: one step in each source, which can be taken back there. */
export async function recode(
  scope: Scope,
  { from, to, places }: Recoding,
): Promise<{ recoded: number; sources: number; changed: Map<string, CodingChange[]> }> {
  if (to !== null) await checkTargets(scope, [to]);
  const sources = [...new Set(places.map(({ source }) => source))].toSorted((a, b) => a.localeCompare(b));
  let recoded = 0;
  const changed = new Map<string, CodingChange[]>();
  for (const source of sources) {
    await sitDown(scope, source);
    const here = places.filter((place) => place.source === source);
    const changes = await changesIn(scope, source, { from, to, places: here });
    const count = changes.filter(({ table }) => table === 'evidence').length;
    if (count === 0) continue;
    await keep(scope, source, { label: `recoding ${counted(count, 'quotation')}`, changes });
    recoded += count;
    changed.set(source, changes);
  }
  await scope.audit('coding.change', 'coding', null, {
    detail: { recoding: true, recoded, sources: changed.size },
  });
  return { recoded, sources: changed.size, changed };
}

async function changesIn(
  scope: Scope,
  source: string,
  { from, to, places }: Recoding,
): Promise<CodingChange[]> {
  const ids = await scope.sql<{ evidence: string; quotation: string; more: boolean; said: boolean }[]>`
    select e.id as evidence, q.id as quotation,
      exists (select from evidence o where o.workspace_id = e.workspace_id and o.quotation_id = q.id and o.id <> e.id)
        or exists (select from memo m where m.workspace_id = e.workspace_id and m.quotation_id = q.id) as more,
      exists (select from evidence o where o.workspace_id = e.workspace_id and o.quotation_id = q.id
        and o.framework_id = ${to?.framework ?? null} and o.element = ${to?.element ?? null}
        and o.pole = ${to?.pole ?? null} and o.code is not distinct from ${to?.code ?? null}) as said
    from evidence e join quotation q on q.workspace_id = e.workspace_id and q.id = e.quotation_id
    where e.source_id = ${source} and e.created_by = ${scope.actor.person} and e.framework_id = ${from.framework}
      and e.element = ${from.element} and e.pole = ${from.pole} and e.code is not distinct from ${from.code}
      and (q.start_at, q.end_at) in (
        select * from unnest(${places.map(({ start }) => start)}::int[], ${places.map(({ end }) => end)}::int[]))`;
  const rows = await readRows(scope, source, {
    evidence: ids.map(({ evidence }) => evidence),
    quotation: ids.map(({ quotation }) => quotation),
    memo: [],
  });
  const evidence = new Map(rows.evidence.map((one) => [one.id, one]));
  const quotations = new Map(rows.quotation.map((one) => [one.id, one]));
  return ids.flatMap((one) =>
    changesOf(evidence.get(one.evidence), quotations.get(one.quotation), { to, ...one }),
  );
}

/** The code becomes another, with what is concluded from it. A quotation goes with its last code, unless a memo hangs on it. */
function changesOf(
  before: CodeOn | undefined,
  quotation: Quotation | undefined,
  { to, more, said }: { to: Target | null; more: boolean; said: boolean },
): CodingChange[] {
  if (before === undefined || quotation === undefined) return [];
  if (to !== null && !said) return [{ table: 'evidence', before, after: { ...ownChoice(before), ...to } }];
  const gone: CodingChange = { table: 'evidence', before, after: null };
  return more ? [gone] : [gone, { table: 'quotation', before: quotation, after: null }];
}

/** What somebody chooses instead was not suggested. */
const ownChoice = ({ suggested: _, ...code }: CodeOn): CodeOn => code;
