import * as contract from '#contract/heard';
import { ProblemError } from '#contract/problem';
import { bind, bindDownload } from '../platform/bind.ts';
import type { ApiRequest, Door } from '../platform/door.ts';
import { workspaceOf } from '../platform/scope.ts';
import { ofFramework, readCoded, reckon } from '../agreement/index.ts';
import { factsOf } from './facts.ts';
import { elementsCsv, elementsWord } from './files.ts';
import { groupsOf } from './groups.ts';
import { readAround, readParts } from './read.ts';

export function bindHeard(door: Door): void {
  bind(door, contract.readHeard, async (request, { framework }) => {
    const { groups, facts } = await heard(request, framework);
    return { groups, facts };
  });

  bind(door, contract.chooseExemplar, (request, { evidence, chosen }) =>
    request.inWorkspace(async (scope) => {
      const [found] = await scope.sql`select from evidence where id = ${evidence}`;
      if (found === undefined)
        throw new ProblemError('not-found', 'This quotation is not there any more, or you may not see it.');
      if (chosen)
        await scope.sql`
          insert into exemplar (workspace_id, evidence_id, chosen_by)
          values (${workspaceOf(scope)}, ${evidence}, ${scope.actor.person}) on conflict do nothing`;
      else await scope.sql`delete from exemplar where evidence_id = ${evidence}`;
      await scope.audit('coding.change', 'coding', null, { detail: { exemplar: true, chosen } });
      return {};
    }),
  );

  bindDownload(door, contract.heardWord, async (request, { framework }) => {
    const { title, groups, facts } = await heard(request, framework);
    return {
      fileName: 'Elements.docx',
      type: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
      body: elementsWord(title, groups, facts),
    };
  });

  bindDownload(door, contract.heardTable, async (request, { framework }) => ({
    fileName: 'Elements.csv',
    type: 'text/csv; charset=utf-8',
    body: elementsCsv((await heard(request, framework)).groups),
  }));
}

/** Read at one moment, and reckoned outside the transaction. */
async function heard(request: ApiRequest, framework: string) {
  const { parts, around, coded } = await request.inWorkspace(async (scope) => {
    const read = await readParts(scope, framework);
    const sources = [...new Set(read.items.map(({ source }) => source))];
    return { parts: read, around: await readAround(scope, sources), coded: await readCoded(scope, null) };
  });
  const choice = { unit: 'turn', uncoded: false } as const;
  const agreement = await reckon(ofFramework(coded, framework), choice, request.signal);
  return { title: parts.title, groups: groupsOf(parts), facts: factsOf(parts, { around, agreement }) };
}
