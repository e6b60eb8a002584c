import { allCodes } from '#contract/frameworkEdits';
import * as contract from '#contract/codeMemos';
import type { FrameworkContent } from '#contract/frameworkFile';
import { ProblemError } from '#contract/problem';
import { bind } from '../platform/bind.ts';
import type { Door } from '../platform/door.ts';
import { newId } from '../platform/ids.ts';
import { workspaceOf, type Scope } from '../platform/scope.ts';
import { readStored } from './store.ts';

interface Place {
  framework: string;
  on: contract.MemoPlace;
  key: string;
}

/** What researchers think of codes and elements: each has one memo on each. */
export function bindCodeMemos(door: Door): void {
  bind(door, contract.listCodeMemos, (request, { framework }) =>
    request.inWorkspace(async (scope) => {
      await readStored(scope, framework);
      const [memos, [blind]] = await Promise.all([
        readMemos(scope, framework),
        scope.sql<{ blindly: boolean }[]>`select app.codes_blindly() as blindly`,
      ]);
      return { memos, blindly: blind?.blindly === true };
    }),
  );

  bind(door, contract.keepCodeMemo, (request, { workspace: _, content, ...place }) =>
    request.inWorkspace(async (scope) => {
      const stored = await readStored(scope, place.framework);
      if (stored.content === null || !isIn(stored.content, place))
        throw new ProblemError(
          'not-found',
          `No published version of this framework has ${named[place.on]} of this name.`,
        );
      const changed = content === '' ? await remove(scope, place) : await write(scope, place, content);
      if (changed)
        await scope.audit('coding.change', 'coding', place.framework, {
          detail: { codeMemo: true, element: place.on === 'element', removed: content === '' },
        });
      return {};
    }),
  );
}

const named = { element: 'an element', code: 'a code' } as const;

const isIn = (content: FrameworkContent, { on, key }: Place): boolean =>
  (on === 'code' ? allCodes(content) : content.elements).some((one) => one.key === key);

function readMemos(scope: Scope, framework: string): Promise<contract.CodeMemo[]> {
  return scope.sql<contract.CodeMemo[]>`
    select m.id, case when m.code is null then 'element' else 'code' end as on, coalesce(m.code, m.element) as key,
      m.content, p.name as by, m.created_by = ${scope.actor.person} as own,
      to_char(m.created_at at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as at
    from code_memo m left join person p on p.id = m.created_by
    where m.framework_id = ${framework} order by m.created_at, m.id`;
}

const columnsOf = ({ on, key }: Place) => ({
  element: on === 'element' ? key : null,
  code: on === 'code' ? key : null,
});

/** Whether anything was there. */
async function remove(scope: Scope, place: Place): Promise<boolean> {
  const { element, code } = columnsOf(place);
  const gone = await scope.sql`
    delete from code_memo where framework_id = ${place.framework} and created_by = ${scope.actor.person}
      and element is not distinct from ${element}::text and code is not distinct from ${code}::text`;
  return gone.count > 0;
}

/** Whether it says anything else than before. */
async function write(scope: Scope, place: Place, content: string): Promise<boolean> {
  const { element, code } = columnsOf(place);
  const written = await scope.sql`
    insert into code_memo (workspace_id, id, framework_id, element, code, content, created_by)
    values (${workspaceOf(scope)}, ${newId()}, ${place.framework}, ${element}, ${code}, ${content}, ${scope.actor.person})
    on conflict (workspace_id, framework_id, element, code, created_by) do update set content = excluded.content
      where code_memo.content <> excluded.content`;
  return written.count > 0;
}
