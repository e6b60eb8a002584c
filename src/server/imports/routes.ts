import { isDeepStrictEqual } from 'node:util';
import * as contract from '#contract/imports';
import * as undo from '#contract/importUndo';
import { ProblemError } from '#contract/problem';
import { bind, bindDownload } from '../platform/bind.ts';
import type { Door } from '../platform/door.ts';
import type { Blobs } from '../platform/blobs.ts';
import type { Jobs } from '../platform/jobs.ts';
import type { Scope } from '../platform/scope.ts';
import { demandUndoable, rehearseUndo } from '../schools/index.ts';
import { limits } from './rules/limits.ts';
import { readKnownOf } from './known.ts';
import { requireShare } from './share.ts';
import { askToStore, bringFile, refuseWrongLength } from './ask.ts';
import { findImport, holdForStoring, listImports, setMapping } from './store.ts';
import { inThread } from './thread.ts';
import { throwAwayFile } from './throwAway.ts';
import { storeWork, undoKind, undoWork } from './work.ts';

export function bindImports(door: Door, blobs: Blobs, jobs: Jobs): void {
  jobs.register(storeWork(blobs));
  jobs.register(undoWork);

  bind(door, contract.uploadFile, async (request, { name }) => {
    // Asked before the body is read: nobody without the right sends us megabytes.
    await request.inWorkspace(requireShare);
    const bytes = await request.body(limits.fileBytes);
    const fileName = name.split(/[/\\]/).findLast((part) => part !== '') ?? name;
    const found = await inThread({ task: 'recognise', fileName }, bytes, request.signal);
    const contentHash = await blobs.write(found.bytes);
    return request.inWorkspace((scope) => bringFile(scope, { name: fileName, contentHash }, found));
  });

  bind(door, contract.readImport, (request, input) =>
    request.inWorkspace(async (scope) => (await findImport(scope, input.import)).shown),
  );

  bind(door, contract.dryRun, async (request, input) => {
    const { file, known } = await request.inWorkspace(async (scope) => {
      const stored = await findImport(scope, input.import);
      refuseWrongLength(input.mapping, stored.shown.columns.length);
      const known = await readKnownOf(scope, input.mapping);
      if (isNews(stored.shown, input.mapping)) {
        await setMapping(scope, input.import, input.mapping);
        await scope.audit('schools.import', 'file_import', input.import, { detail: { dryRun: true } });
      }
      return { file: stored, known };
    });
    const { mapping, unknownSchools } = input;
    const { fileName } = file.shown;
    const task = { task: 'dryRun', fileName, mapping, known, unknownSchools } as const;
    return inThread(task, () => blobs.read(file.contentHash), request.signal);
  });

  bind(door, contract.listImports, (request) => request.inWorkspace(listImports));

  bind(door, undo.rehearseUndo, (request, input) =>
    request.inWorkspace(async (scope) => {
      const found = await rehearseUndo(scope, await holdForUndo(scope, input.import));
      await scope.audit('schools.import', 'file_import', input.import, { detail: { rehearsedUndo: true } });
      return found;
    }),
  );

  bind(door, undo.undoImport, async (request, input) => {
    const job = await request.inWorkspace(async (scope) => {
      const dataset = await holdForUndo(scope, input.import);
      const added = await jobs.add(scope, undoKind, { import: input.import, dataset });
      await scope.audit('schools.import', 'job', added.id, { detail: { undo: input.import } });
      return added;
    });
    jobs.wake();
    return job;
  });

  bind(door, undo.throwAway, (request, input) =>
    request.inWorkspace(async (scope) => {
      await throwAwayFile(scope, input.import);
      return {};
    }),
  );

  bindDownload(door, contract.refusedRows, async (request, input) => {
    const { shown, contentHash } = await request.inWorkspace((scope) => findImport(scope, input.import));
    const { mapping } = shown;
    if (mapping === null)
      throw new ProblemError('conflict', 'Say first what the columns become; then rows can be refused.');
    const task = { task: 'refused', fileName: shown.fileName, mapping } as const;
    const body = await inThread(task, () => blobs.read(contentHash), request.signal);
    return {
      fileName: `refused rows of ${shown.fileName.replace(/\.[^.]*$/, '')}.csv`,
      type: 'text/csv; charset=utf-8',
      body,
    };
  });

  bind(door, contract.storeImport, async (request, { workspace: _, ...input }) => {
    const job = await request.inWorkspace((scope) => askToStore(scope, jobs, input));
    jobs.wake();
    return job;
  });
}

/** Whoever only looks at a file again changes nothing; of a file that is stored, what it was stored by is kept. */
function isNews({ state, mapping: before }: contract.FileImport, mapping: contract.Mapping): boolean {
  return (state === 'uploaded' || state === 'undone') && !isDeepStrictEqual(before, mapping);
}

/** The dataset of the file's last storing, which can be undone now. */
async function holdForUndo(scope: Scope, id: string): Promise<string> {
  const { stored } = (await holdForStoring(scope, id)).shown;
  if (stored === null)
    throw new ProblemError('conflict', 'This file was never stored, so there is nothing to undo.');
  await demandUndoable(scope, stored.dataset);
  return stored.dataset;
}
