import * as contract from '#contract/studies';
import { ProblemError } from '#contract/problem';
import { bind } from '../platform/bind.ts';
import type { Door } from '../platform/door.ts';
import { holdStudy, readStudy } from './store.ts';

/** Schools that decline, and those that stand in for them. A refusal is recorded in a locked study too: schools may leave late. */
export function bindRefusals(door: Door): void {
  bind(door, contract.declineStudy, (request, { study: id, school, why }) =>
    request.inWorkspace(async (scope) => {
      await holdStudy(scope, id);
      const study = await readStudy(scope, id);
      const one = study.schools.find((candidate) => candidate.school === school);
      if (one === undefined) throw new ProblemError('not-found', 'There is no such school in this study.');
      if (!one.chosen) {
        throw new ProblemError(
          'conflict',
          'Only a school that is in the study now can decline. The others wait in their order, and nobody may skip one.',
        );
      }
      await scope.sql`
        update study_school set declined_at = now(), declined_why = ${why}, declined_by = ${scope.actor.person}
        where study_id = ${id} and school_id = ${school}`;
      await scope.audit('studies.draw', 'study', id, { detail: { declined: true, school } });
      return readStudy(scope, id);
    }),
  );

  bind(door, contract.takeBackRefusal, (request, { study: id, school }) =>
    request.inWorkspace(async (scope) => {
      const { locked } = await holdStudy(scope, id);
      if (locked) {
        throw new ProblemError(
          'conflict',
          'The study is locked, so whoever stands in for this school stays. Make a new study instead.',
        );
      }
      const taken = await scope.sql`
        update study_school set declined_at = null, declined_why = null, declined_by = null
        where study_id = ${id} and school_id = ${school} and declined_at is not null`;
      if (taken.count === 0)
        throw new ProblemError(
          'not-found',
          'This school has not declined, so there is nothing to take back.',
        );
      await scope.audit('studies.draw', 'study', id, { detail: { declined: false, school } });
      return readStudy(scope, id);
    }),
  );
}
