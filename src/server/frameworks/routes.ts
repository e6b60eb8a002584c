import { changesBetween } from '#contract/frameworkDiff';
import { edited } from '#contract/frameworkEdits';
import type { FrameworkContent } from '#contract/frameworkFile';
import * as contract from '#contract/frameworks';
import { ProblemError } from '#contract/problem';
import { isRefusedFor } from '../platform/problems.ts';
import { bind } from '../platform/bind.ts';
import type { ApiRequest, Door } from '../platform/door.ts';
import type { Scope } from '../platform/scope.ts';
import { bindCodeMemos } from './codeMemos.ts';
import { bindDownloads } from './downloads.ts';
import { fileBytes, readFile } from './file.ts';
import { addFound } from './found.ts';
import { bindMeetings } from './meetings.ts';
import type { Shipped } from './shipped.ts';
import {
  addOwn,
  addVersion,
  adopt,
  currentOf,
  draftOf,
  listStored,
  readStored,
  setDraft,
  shownAs,
  sizeOf,
  summaryOf,
  type Stored,
} from './store.ts';

export function bindFrameworks(door: Door, shipped: Shipped): void {
  bindReading(door, shipped);
  bindComing(door, shipped);
  bindChanging(door, shipped);
  bindDownloads(door);
  bindMeetings(door);
  bindCodeMemos(door);
}

function bindReading(door: Door, shipped: Shipped): void {
  bind(door, contract.listFrameworks, async (request) => {
    const frameworks = await request.inWorkspace(listStored);
    const adopted = new Map(frameworks.map(({ origin, id }) => [origin, id]));
    return {
      frameworks: frameworks.map((one) => summaryOf(one, shipped)),
      shipped: shipped
        .all()
        .map(({ key, version, content }) => shippedOf({ key, version, content }, adopted)),
    };
  });

  bind(door, contract.readShipped, (request, { key }) => {
    shipped.all();
    return request.inWorkspace(async (scope) => {
      const file = shipped.read(key);
      const [taken] = await scope.sql<{ id: string }[]>`select id from framework where origin = ${key}`;
      return { ...shippedOf(file, new Map([[key, taken?.id ?? null]])), content: file.content };
    });
  });

  bind(door, contract.readFramework, (request, { framework, version }) =>
    request.inWorkspace(async (scope) =>
      shownAs(await readStored(scope, framework, { version: version ?? null }), shipped),
    ),
  );

  bind(door, contract.readDraft, (request, { framework }) =>
    request.inWorkspace(async (scope) => draftOf(await readStored(scope, framework), shipped)),
  );
}

function shippedOf(
  { key, version, content }: { key: string; version: number; content: FrameworkContent },
  adopted: ReadonlyMap<string | null, string | null>,
): contract.ShippedSummary {
  const { title, about } = content;
  return { key, version, title, about, ...sizeOf(content), adopted: adopted.get(key) ?? null };
}

/** How a framework comes: with the product, from a file, or from nothing. */
function bindComing(door: Door, shipped: Shipped): void {
  bind(door, contract.adoptFramework, (request, { key }) => {
    shipped.all();
    return request.inWorkspace(async (scope) =>
      shownAs(await readStored(scope, await adopt(scope, shipped.read(key))), shipped),
    );
  });

  bind(door, contract.addFramework, (request, { title, about }) =>
    request.inWorkspace(async (scope) => {
      const content = { title, about, sources: [], groups: [], elements: [], crosswalks: [] };
      const id = await addOwn(scope, content);
      await scope.audit('frameworks.change', 'framework', id, { detail: { added: true, name: title } });
      return shownAs(await readStored(scope, id), shipped);
    }),
  );

  bind(door, contract.importFramework, async (request) => {
    const { content } = readFile(await request.body(fileBytes));
    return request.inWorkspace(async (scope) => {
      const id = await addOwn(scope, content);
      await scope.audit('frameworks.change', 'framework', id, {
        detail: { imported: true, name: content.title, ...sizeOf(content) },
      });
      return shownAs(await readStored(scope, id), shipped);
    });
  });
}

function bindChanging(door: Door, shipped: Shipped): void {
  bind(door, contract.editFramework, (request, { framework, edits }) =>
    held(request, framework, async (scope, stored) => {
      const current = currentOf(stored);
      const draft = edited(stored.draft ?? current, edits);
      // Back to what was published is no change.
      const same = stored.content !== null && changesBetween(stored.content, draft).length === 0;
      await setDraft(scope, framework, same ? null : draft);
      const kinds = [...new Set(edits.map(({ edit }) => edit))];
      await scope.audit('frameworks.change', 'framework', framework, {
        detail: { edited: true, kinds, name: draft.title },
      });
      return draftOf(await readStored(scope, framework), shipped);
    }),
  );

  bind(door, contract.discardDraft, (request, { framework }) =>
    held(request, framework, async (scope, stored) => {
      if (stored.content === null)
        throw new ProblemError(
          'conflict',
          'Nothing was published yet, so there is nothing to go back to. Remove the framework instead.',
        );
      await setDraft(scope, framework, null);
      await scope.audit('frameworks.change', 'framework', framework, {
        detail: { discarded: true, name: stored.content.title },
      });
      return shownAs(await readStored(scope, framework), shipped);
    }),
  );

  bind(door, contract.publishFramework, (request, { framework, reason }) =>
    held(request, framework, async (scope, { draft, versions }) => {
      if (draft === null)
        throw new ProblemError(
          'conflict',
          'Nothing was changed since the latest version, so there is nothing to publish.',
        );
      if (draft.elements.length === 0)
        throw new ProblemError('invalid', 'There is no element yet. Add at least one, then publish.');
      const number = (versions[0]?.number ?? 0) + 1;
      await addVersion(scope, framework, { number, content: draft, reason });
      // What was coded with a code that moved goes with it.
      await scope.sql`select app.follow_codes(${framework}, ${number})`;
      await setDraft(scope, framework, null);
      await scope.audit('frameworks.change', 'framework', framework, {
        detail: { published: true, version: number, name: draft.title },
      });
      return shownAs(await readStored(scope, framework), shipped);
    }),
  );

  bind(door, contract.addFoundCode, (request, { framework, workspace: _, ...found }) =>
    held(request, framework, async (scope, stored) => ({
      added: await addFound(scope, stored, found),
      ...shownAs(await readStored(scope, framework), shipped),
    })),
  );

  bind(door, contract.removeFramework, (request, { framework }) =>
    held(request, framework, async (scope, stored) => {
      await scope.sql`delete from framework where id = ${framework}`;
      await scope.audit('frameworks.change', 'framework', framework, {
        detail: { removed: true, name: currentOf(stored).title },
      });
      return {};
    }).catch((error: unknown) => {
      if (!isRefusedFor(error, 'reference')) throw error;
      const coded =
        'Words were coded with this framework, so it stays. Set aside what is not to be used any more.';
      throw new ProblemError('conflict', coded, { cause: error });
    }),
  );
}

/** Two people who change one framework take turns, so that neither writes over what the other did. */
function held<T>(
  request: ApiRequest,
  framework: string,
  work: (scope: Scope, stored: Stored) => Promise<T>,
): Promise<T> {
  return request.inWorkspace(async (scope) =>
    work(scope, await readStored(scope, framework, { hold: true })),
  );
}
