import * as contract from '#contract/codebookMeetings';
import { ProblemError } from '#contract/problem';
import { bind, bindDownload } from '../platform/bind.ts';
import type { Door } from '../platform/door.ts';
import { workspaceOf, type Scope } from '../platform/scope.ts';
import { csv, table } from './downloads.ts';

/** What was decided about a codebook, meeting by meeting. */
export function bindMeetings(door: Door): void {
  bind(door, contract.listMeetings, (request, { framework }) =>
    request.inWorkspace(async (scope) => {
      await needFramework(scope, framework);
      return { meetings: await readMeetings(scope, framework) };
    }),
  );

  bind(door, contract.keepMeeting, (request, { framework, meeting, day, present, decided }) =>
    request.inWorkspace(async (scope) => {
      await needFramework(scope, framework);
      await needOwn(scope, framework, meeting);
      await scope.sql`
        insert into codebook_meeting (workspace_id, id, framework_id, held_on, present, decided, created_by)
        values (${workspaceOf(scope)}, ${meeting}, ${framework}, ${day}, ${present}, ${decided}, ${scope.actor.person})
        on conflict (workspace_id, id) do update
          set held_on = excluded.held_on, present = excluded.present, decided = excluded.decided`;
      await scope.audit('coding.change', 'coding', framework, {
        detail: { meeting: true },
      });
      return {};
    }),
  );

  bind(door, contract.removeMeeting, (request, { framework, meeting }) =>
    request.inWorkspace(async (scope) => {
      await needFramework(scope, framework);
      if (!(await needOwn(scope, framework, meeting)))
        throw new ProblemError('not-found', 'This meeting is not there any more.');
      await scope.sql`delete from codebook_meeting where id = ${meeting}`;
      await scope.audit('coding.change', 'coding', framework, {
        detail: { meeting: true, removed: true },
      });
      return {};
    }),
  );

  bindDownload(door, contract.meetingsTable, (request, { framework }) =>
    request.inWorkspace(async (scope) => {
      await needFramework(scope, framework);
      const rows = (await readMeetings(scope, framework)).map(
        ({ day, present, decided, version, writtenBy }) => [day, present, decided, version, writtenBy],
      );
      return {
        fileName: 'Codebook meetings.csv',
        type: csv,
        body: table([['Day', 'Present', 'Decided', 'Version', 'Written by'], ...rows]),
      };
    }),
  );
}

/** The latest first. */
export function readMeetings(scope: Scope, framework: string): Promise<contract.Meeting[]> {
  return scope.sql<contract.Meeting[]>`
    select m.id, m.held_on::text as day, m.present, m.decided, p.name as "writtenBy",
      m.created_by = ${scope.actor.person} as own,
      (select max(v.number) from framework_version v
        where v.workspace_id = m.workspace_id and v.framework_id = m.framework_id
          and v.published_at < m.held_on + 1) as version
    from codebook_meeting m left join person p on p.id = m.created_by
    where m.framework_id = ${framework}
    order by m.held_on desc, m.created_at desc, m.id`;
}

async function needFramework(scope: Scope, framework: string): Promise<void> {
  const [found] = await scope.sql`select from framework where id = ${framework}`;
  if (found === undefined) throw new ProblemError('not-found', 'There is no such framework here.');
}

/** Whether it is there; refused where another wrote it. */
async function needOwn(scope: Scope, framework: string, meeting: string): Promise<boolean> {
  const [found] = await scope.sql<{ by: string; framework: string }[]>`
    select created_by as by, framework_id as framework from codebook_meeting where id = ${meeting}`;
  if (found === undefined) return false;
  if (found.framework !== framework)
    throw new ProblemError('not-found', 'This meeting is not about this framework.');
  if (found.by !== scope.actor.person)
    throw new ProblemError('not-allowed', 'Somebody else wrote this down. Only they can change it.');
  return true;
}
