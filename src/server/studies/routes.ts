import * as contract from '#contract/studies';
import type { Study } from '#contract/studies';
import { ProblemError } from '#contract/problem';
import type { InputOf } from '#contract/endpoint';
import { bind } from '../platform/bind.ts';
import type { ApiRequest, Door } from '../platform/door.ts';
import type { Scope } from '../platform/scope.ts';
import { filesOf, readFrame } from '../schools/index.ts';
import { columnsOf, studyMeasures } from './columns.ts';
import { comparisonOf, refusedComparison } from './compare.ts';
import { bindDownloads } from './downloads.ts';
import { drawFrom, type Asked, type Drawn } from './draw.ts';
import { ownName, refuseTaken } from './names.ts';
import { bindRefusals } from './refusals.ts';
import { askedOf, holdStudy, keepStudy, listStudies, readStudy } from './store.ts';

export function bindStudies(door: Door, version: string): void {
  bind(door, contract.listStudies, (request) =>
    request.inWorkspace(async (scope) => ({ studies: await listStudies(scope) })),
  );

  bind(door, contract.previewStudy, async (request, { workspace: _, ...asked }) =>
    previewOf(asked, await drawn(request, asked)),
  );

  bind(door, contract.drawStudy, async (request, { workspace: _, name, ...asked }) => {
    const draw = await drawn(request, asked);
    return request.inWorkspace(async (scope) => {
      if (name !== undefined) await refuseTaken(scope, name);
      const kept = { asked, drawn: draw, name: name ?? (await ownName(scope, draw.found)), version };
      const id = await keepStudy(scope, kept);
      const { design, perGroup, seed, leaveOut } = asked;
      const drawnNow = draw.schools.filter((one) => one.drawn).length;
      await scope.audit('studies.draw', 'study', id, {
        detail: { design, perGroup, seed, drawn: drawnNow, leftOut: leaveOut.length, name: kept.name },
      });
      return readStudy(scope, id);
    });
  });

  bind(door, contract.readStudy, (request, { study }) =>
    request.inWorkspace((scope) => readStudy(scope, study)),
  );

  bind(door, contract.renameStudy, (request, { study, name }) =>
    request.inWorkspace(async (scope) => {
      const before = await holdStudy(scope, study);
      await refuseTaken(scope, name, study);
      await scope.sql`update study set name = ${name} where id = ${study}`;
      await scope.audit('studies.draw', 'study', study, {
        detail: { renamed: true },
        before: { name: before.name },
        after: { name },
      });
      return readStudy(scope, study);
    }),
  );

  bind(door, contract.lockStudy, (request, { study }) =>
    request.inWorkspace(async (scope) => {
      const { locked } = await holdStudy(scope, study);
      if (locked) throw new ProblemError('conflict', 'This study is locked already.');
      await scope.sql`
        update study set locked_at = now(), locked_by = ${scope.actor.person} where id = ${study}`;
      await scope.audit('studies.draw', 'study', study, { detail: { locked: true } });
      return readStudy(scope, study);
    }),
  );

  bind(door, contract.deleteStudy, (request, { study }) =>
    request.inWorkspace(async (scope) => {
      const { name, locked } = await holdStudy(scope, study);
      if (locked) {
        throw new ProblemError(
          'conflict',
          'A locked study is kept: interviews rest on it. Nothing was deleted.',
        );
      }
      await scope.sql`delete from study where id = ${study}`;
      await scope.audit('studies.draw', 'study', study, { detail: { deleted: true, name } });
      return {};
    }),
  );

  bind(door, contract.compareStudy, (request, { study }) => compare(request, study, version));
  bindRefusals(door);
  bindDownloads(door);
}

/** The data are read in the transaction, the draw is made after it. */
async function drawn(request: ApiRequest, asked: Asked): Promise<Drawn> {
  const { frame, files } = await request.inWorkspace((scope) => readData(scope, asked));
  return drawFrom(frame, asked, files);
}

async function readData(scope: Scope, { settings }: Asked) {
  const frame = await readFrame(scope, (described) => studyMeasures(described, settings));
  const used = columnsOf(frame, settings).filter((column) => column.used);
  return {
    frame,
    files: await filesOf(
      scope,
      used.map(({ key }) => key),
    ),
  };
}

/** Of those asked for, how many there are: no name is told before the draw is kept, so nobody tries seeds. */
function previewOf(
  { design, perGroup }: InputOf<typeof contract.previewStudy> | Asked,
  { found, schools }: Drawn,
) {
  const wanted = design === 'both kinds together' ? perGroup : 2 * perGroup;
  const groups = found.groups.map(({ name, found: kinds, drawn: taken }) => ({
    name,
    found: kinds,
    schools: taken.resilient + taken.struggling,
    wanted,
  }));
  return { schools: schools.filter((one) => one.drawn).length, groups };
}

async function compare(request: ApiRequest, id: string, version: string) {
  const { study, frame, files } = await request.inWorkspace(async (scope) => {
    const kept = await readStudy(scope, id);
    // What the question needs may not be here any more; then nothing but the schools is read.
    const data = await readData(scope, askedOf(kept)).catch((error: unknown) => {
      if (error instanceof ProblemError) return { frame: null, files: error };
      throw error;
    });
    return { study: kept, ...data };
  });
  const comparison =
    frame === null
      ? refusedComparison(study, version, files instanceof ProblemError ? files.message : '')
      : compared(study, version, () => {
          const names = new Map(frame.schools.id.map((school, i) => [school, frame.schools.name[i] ?? '']));
          return { today: drawFrom(frame, askedOf(study), []), names };
        });
  return request.inWorkspace(async (scope) => {
    await holdStudy(scope, id);
    await scope.sql`
      update study set compared_at = now(), compared_same = ${comparison.same} where id = ${id}`;
    const { same, sameData, sameVersion } = comparison;
    await scope.audit('studies.draw', 'study', id, { detail: { same, sameData, sameVersion } });
    return { study: await readStudy(scope, id), comparison };
  });
}

function compared(
  study: Study,
  version: string,
  draw: () => { today: Drawn; names: ReadonlyMap<string, string> },
): contract.StudyComparison {
  try {
    const { today, names } = draw();
    return comparisonOf(study, today, { version, names });
  } catch (error) {
    if (error instanceof ProblemError) return refusedComparison(study, version, error.message);
    throw error;
  }
}
