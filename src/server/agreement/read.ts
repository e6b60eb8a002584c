import { lay } from '#contract/laidText';
import { comparedOf } from '#contract/comparing';
import type { Agreement } from '#contract/agreement';
import type { UnitKind } from '#contract/textUnits';
import type { Codings, CodingState } from '#contract/coding';
import { ProblemError } from '#contract/problem';
import type { Source } from '#contract/sources';
import { readCodings, readState } from '../coding/index.ts';
import type { Scope } from '../platform/scope.ts';
import { readSource } from '../sources/index.ts';
import type { PooledSource } from './pool.ts';

/** A source as it was read at one moment. */
export interface Coded {
  text: Source;
  coding: CodingState & { codings: Codings };
}

export interface CodedSources {
  open: Coded[];
  left: Agreement['left'];
}

/** What was coded, as far as one may compare it: of one source, or of all that somebody coded. */
export async function readCoded(scope: Scope, source: string | null): Promise<CodedSources> {
  const rows = await scope.sql<{ id: string; title: string; open: boolean; people: number }[]>`
    select s.id, s.title, s.id in (select app.open_sources()) as open,
      (select count(distinct e.created_by)::int from evidence e
        where e.workspace_id = s.workspace_id and e.source_id = s.id) as people
    from source s
    where case when ${source}::uuid is null
      then s.blind or exists (select from evidence e where e.workspace_id = s.workspace_id and e.source_id = s.id)
      else s.id = ${source} end
    order by s.title collate "und-x-icu", s.id`;
  if (source !== null && rows.length === 0)
    throw new ProblemError('not-found', 'There is no such source here, or you may not see it.');
  const found: CodedSources = { open: [], left: [] };
  for (const { id, title, open, people } of rows) {
    // Of many sources that one person coded no text is read.
    if (open && people < 2) {
      found.left.push({ id, title, blind: null });
      continue;
    }
    const state = await readState(scope, id);
    if (!open) {
      const coders = state.coders.filter(({ role }) => role === 'coder');
      const finished = coders.filter((one) => one.finished).length;
      found.left.push({ id, title, blind: { finished, of: coders.length } });
      continue;
    }
    found.open.push({
      text: await readSource(scope, id),
      coding: { ...state, codings: await readCodings(scope, id) },
    });
  }
  return found;
}

/** Divided into units, those that two at least have coded apart from those that one alone has. */
export function compared(
  { open, left }: CodedSources,
  kind: UnitKind,
): { sources: PooledSource[]; left: Agreement['left'] } {
  const sources: PooledSource[] = [];
  const alone: Agreement['left'] = [];
  for (const { text, coding } of open) {
    const laid = lay(text);
    const found = comparedOf(coding, laid, kind);
    const { id, title } = text;
    if (found.coders.length < 2) alone.push({ id, title, blind: null });
    else sources.push({ id, title, blind: coding.blind, laid, targets: coding.codings.targets, ...found });
  }
  return { sources, left: [...left, ...alone] };
}
