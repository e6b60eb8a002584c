import * as contract from '#contract/findings';
import { ProblemError } from '#contract/problem';
import { csvText } from '../imports/index.ts';
import { bind, bindDownload } from '../platform/bind.ts';
import type { Door } from '../platform/door.ts';
import { workspaceOf, type Scope } from '../platform/scope.ts';
import { findingsDocument, findingsRows } from './files.ts';
import { readFindings } from './read.ts';

/** What is concluded from evidence. What is shared, everybody reads; the rest is for researchers. */
export function bindFindings(door: Door): void {
  bind(door, contract.listFindings, (request) =>
    request.inWorkspace(async (scope) => ({ findings: await readFindings(scope) })),
  );

  bind(door, contract.keepFinding, (request, { finding, said, shared }) =>
    request.inWorkspace((scope) => keep(scope, finding, { said, shared })),
  );

  bind(door, contract.removeFinding, (request, { finding }) =>
    request.inWorkspace(async (scope) => {
      await needFinding(scope, finding);
      await scope.sql`delete from finding where id = ${finding}`;
      await tell(scope, { removed: true });
      return {};
    }),
  );

  bind(door, contract.citeEvidence, (request, { finding, evidence, speaks, shown }) =>
    request.inWorkspace(async (scope) => {
      await needFinding(scope, finding);
      const [found] = await scope.sql`select from evidence where id = ${evidence}`;
      if (found === undefined)
        throw new ProblemError('not-found', 'This quotation is not there any more, or you may not see it.');
      await scope.sql`
        insert into finding_evidence (workspace_id, finding_id, evidence_id, speaks, shown, added_by)
        values (${workspaceOf(scope)}, ${finding}, ${evidence}, ${speaks}, ${shown}, ${scope.actor.person})
        on conflict (workspace_id, finding_id, evidence_id) do update
          set speaks = excluded.speaks, shown = excluded.shown`;
      await tell(scope, { speaks, shown });
      return {};
    }),
  );

  bind(door, contract.dropEvidence, (request, { finding, evidence }) =>
    request.inWorkspace(async (scope) => {
      await needFinding(scope, finding);
      await scope.sql`delete from finding_evidence where finding_id = ${finding} and evidence_id = ${evidence}`;
      await tell(scope, { dropped: true });
      return {};
    }),
  );

  bindDownload(door, contract.findingsTable, async (request) => ({
    fileName: 'Findings.csv',
    type: 'text/csv; charset=utf-8',
    body: csvText(findingsRows(await request.inWorkspace(readFindings)), { byteOrderMark: true }),
  }));

  bindDownload(door, contract.findingsWord, async (request) => ({
    fileName: 'Findings.docx',
    type: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
    body: findingsDocument(await request.inWorkspace(readFindings)),
  }));
}

async function keep(
  scope: Scope,
  id: string,
  { said, shared }: { said: string; shared: boolean },
): Promise<Record<string, never>> {
  const [before] = await scope.sql<{ shared: boolean }[]>`select shared from finding where id = ${id}`;
  if (before === undefined)
    await scope.sql`
      insert into finding (workspace_id, id, said, shared, created_by)
      values (${workspaceOf(scope)}, ${id}, ${said}, ${shared}, ${scope.actor.person})`;
  else await scope.sql`update finding set said = ${said}, shared = ${shared} where id = ${id}`;
  await tell(scope, {
    written: before === undefined,
    ...(before?.shared === shared || (before === undefined && !shared) ? {} : { shared }),
  });
  return {};
}

async function needFinding(scope: Scope, finding: string): Promise<void> {
  const [found] = await scope.sql`select from finding where id = ${finding}`;
  if (found === undefined) throw new ProblemError('not-found', 'This finding is not there any more.');
}

/** The trail is read by others than researchers: it says that something was concluded, and not what. */
const tell = (scope: Scope, detail: Record<string, string | boolean>): Promise<void> =>
  scope.audit('coding.change', 'finding', null, { detail });
