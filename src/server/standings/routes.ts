import * as contract from '#contract/standings';
import { ProblemError } from '#contract/problem';
import { chooseSettings } from '#contract/identificationInput';
import { bind, bindDownload } from '../platform/bind.ts';
import type { Door } from '../platform/door.ts';
import type { Jobs } from '../platform/jobs.ts';
import type { Scope } from '../platform/scope.ts';
import { readFrame } from '../schools/index.ts';
import { figureSvg, figureTable } from './files.ts';
import { readPage } from './page.ts';
import { findStanding, seesNames, type Stored } from './store.ts';
import { digestOf, publishKind, publishWork, readCompared } from './work.ts';

export function bindStandings(door: Door, jobs: Jobs, version: string): void {
  jobs.register(publishWork(version));

  bind(door, contract.readStanding, (request) =>
    request.inWorkspace(async (scope) => {
      const stored = await findStanding(scope);
      if (stored === null) return { published: null, changed: null };
      // Whoever knows all names publishes, and is told when to publish anew.
      const all = await seesNames(scope);
      return { published: stored.published, changed: all ? await hasChanged(scope, stored) : null };
    }),
  );

  bind(door, contract.publishStanding, async (request, { workspace: _, ...settings }) => {
    const job = await request.inWorkspace(async (scope) => {
      // Refused now rather than by a job that fails in a minute.
      const described = await readFrame(scope, () => []);
      if (chooseSettings(described, settings) === null) {
        throw new ProblemError(
          'conflict',
          'The comparison needs at least one measure of circumstances and one result. Bring a file that has them.',
        );
      }
      const added = await jobs.add(scope, publishKind, settings);
      await scope.audit('standings.publish', 'job', added.id, { detail: { standing: true } });
      return added;
    });
    jobs.wake();
    return job;
  });

  bind(door, contract.readSchoolStanding, (request, { school }) =>
    request.inWorkspace((scope) => readPage(scope, school)),
  );

  bindDownload(door, contract.standingFigure, async (request, { school, figure }) => {
    const page = await request.inWorkspace((scope) => readPage(scope, school));
    return { fileName: `${figure}.svg`, type: 'image/svg+xml', body: figureSvg(page, figure) };
  });

  bindDownload(door, contract.standingTable, async (request, { school, figure }) => {
    const page = await request.inWorkspace((scope) => readPage(scope, school));
    return { fileName: `${figure}.csv`, type: 'text/csv; charset=utf-8', body: figureTable(page, figure) };
  });
}

/** Whether the same settings would be answered from other data today. */
async function hasChanged(scope: Scope, { published, digest }: Stored): Promise<boolean> {
  try {
    const settings = contract.publishStanding.input.omit({ workspace: true }).parse(published.settings);
    const { frame, chosen } = await readCompared(scope, settings);
    return digestOf(frame, chosen) !== digest;
  } catch (error) {
    // A measure or grouping that it rests on is gone.
    if (error instanceof ProblemError) return true;
    throw error;
  }
}
