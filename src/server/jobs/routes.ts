import * as contract from '#contract/jobs';
import * as underway from '#contract/underway';
import { bind, bindEvents } from '../platform/bind.ts';
import type { Door } from '../platform/door.ts';
import type { Jobs } from '../platform/jobs.ts';

export function bindJobs(door: Door, jobs: Jobs): void {
  bind(door, contract.readJob, (request, input) =>
    request.inWorkspace((scope) => jobs.find(scope, input.job)),
  );

  bindEvents(door, contract.followJob, (request, input) => {
    const read = () => request.inWorkspace((scope) => jobs.find(scope, input.job));
    return Promise.resolve(jobs.follow(read, input.job, request.signal));
  });

  bind(door, contract.cancelJob, (request, input) =>
    request.inWorkspace(async (scope) => {
      const job = await jobs.cancel(scope, input.job);
      await scope.audit('schools.import', 'job', input.job, { detail: { cancelled: true } });
      return job;
    }),
  );

  bindUnderway(door);
}

/** What a request does while its answer is waited for. */
function bindUnderway(door: Door): void {
  bindEvents(door, underway.followWork, async (request, { workspace, work }) => {
    await request.inWorkspace(() => Promise.resolve());
    const { person } = request.session();
    return door.underway.follow({ person, workspace, work }, request.signal);
  });

  bind(door, underway.stopWork, async (request, { workspace, work }) => {
    await request.inWorkspace(() => Promise.resolve());
    return { stopped: door.underway.stop({ person: request.session().person, workspace, work }) };
  });
}
