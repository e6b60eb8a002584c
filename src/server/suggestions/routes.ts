import { keyOf } from '#contract/coding';
import { ProblemError } from '#contract/problem';
import * as contract from '#contract/suggestions';
import { readFrameworks } from '../coding/index.ts';
import { bind, bindDownload } from '../platform/bind.ts';
import type { ApiRequest, Door } from '../platform/door.ts';
import { inWorker } from '../platform/worker.ts';
import { readMaterial } from './read.ts';
import { refuse } from './refuse.ts';
import { learnedTable } from './table.ts';
import type { Assigned } from './tasks.ts';

export function bindSuggestions(door: Door): void {
  bind(door, contract.readLearned, (request, { unit, ...asked }) =>
    learn<contract.Learned>(door, request, { ...asked, unit, wanted: null }),
  );

  bindDownload(door, contract.learnedTable, async (request, { unit, workspace }) => {
    const learned = await learn<contract.Learned>(door, request, { unit, workspace, wanted: null });
    const ids = new Set(learned.codes.map(({ target }) => target.framework));
    const frameworks = await request.inWorkspace((scope) => readFrameworks(scope, [...ids]));
    return {
      fileName: `How well codes are suggested, by ${unit}.csv`,
      type: 'text/csv; charset=utf-8',
      body: learnedTable(learned, frameworks),
    };
  });

  bind(door, contract.readSuggestions, async (request, input) => {
    const { workspace, work, unit, most, framework, element, pole, code = null } = input;
    const wanted = { key: keyOf({ framework, element, pole, code }), most };
    const found = await learn<contract.Suggestions | null>(door, request, { workspace, work, unit, wanted });
    if (found === null)
      throw new ProblemError(
        'not-found',
        'Nobody has given this code yet, so there is nothing to learn it from.',
      );
    return found;
  });

  bind(door, contract.refuseSuggestions, (request, { workspace: _, ...asked }) =>
    request.inWorkspace(async (scope) => ({ places: await refuse(scope, asked) })),
  );
}

const module = new URL('./tasks', import.meta.url);

interface Asked extends Omit<Assigned, 'material'> {
  workspace: string;
  work?: string | undefined;
}

/** Read at one moment, and learned beside the requests of others. */
async function learn<T>(door: Door, request: ApiRequest, { workspace, work, ...asked }: Asked): Promise<T> {
  const material = await request.inWorkspace(readMaterial);
  const named = work === undefined ? null : { person: request.session().person, workspace, work };
  return door.underway.run(named, request.signal, ({ progress, signal }) =>
    inWorker<T>(module, () => ({ data: { ...asked, material } satisfies Assigned }), signal, progress),
  );
}
