import type { CodeCounts } from '#contract/counting';
import type { Finding } from '#contract/findings';
import { readTable, type TableParts } from '../coding/index.ts';
import { readFindings } from '../findings/index.ts';
import type { Scope } from '../platform/scope.ts';
import { collect, type Collected } from './collect.ts';
import { everyCoding, readCounts } from './counts.ts';

export interface Decision {
  title: string;
  start: number;
  end: number;
  agreed: boolean;
  note: string;
  by: string;
  at: string;
}

export interface WorkbookParts {
  collected: Collected;
  table: TableParts;
  counts: CodeCounts;
  decisions: Decision[];
  findings: Finding[];
}

/** Everything that was coded, as far as one may see it, read at one moment. */
export async function readWorkbookParts(scope: Scope): Promise<WorkbookParts> {
  const [collected, table, counts, decisions, findings] = await Promise.all([
    collect(scope),
    readTable(scope, null),
    readCounts(scope, everyCoding),
    readDecisions(scope),
    readFindings(scope),
  ]);
  return { collected, table, counts, decisions, findings };
}

function readDecisions(scope: Scope): Promise<Decision[]> {
  return scope.sql<Decision[]>`
    select s.title, d.start_at as start, d.end_at as "end", d.agreed, d.note, coalesce(p.name, 'Somebody') as by,
      to_char(d.decided_at at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') as at
    from reconciled_unit d join source s on s.workspace_id = d.workspace_id and s.id = d.source_id
      left join person p on p.id = d.decided_by
    order by s.title, d.source_id, d.start_at, d.end_at`;
}
