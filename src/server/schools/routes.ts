import * as contract from '#contract/schools';
import { bind } from '../platform/bind.ts';
import type { Door } from '../platform/door.ts';
import { changeAlike, changeMeasure, readDictionary, readShared } from './dictionary.ts';
import { bindGroupings } from './groupingRoutes.ts';
import { bindLinks } from './linkRoutes.ts';
import { listSchools, readIdentity, readLinks } from './registry.ts';
import { readSeries } from './series.ts';

export function bindSchools(door: Door): void {
  bind(door, contract.listSchools, (request, { workspace: _, ...wanted }) =>
    request.inWorkspace((scope) => listSchools(scope, wanted)),
  );

  bind(door, contract.readSchool, (request, { school }) =>
    request.inWorkspace(async (scope) => {
      const identity = await readIdentity(scope, school);
      const [links, series] = await Promise.all([readLinks(scope, school), readSeries(scope, school)]);
      return { ...identity, ...links, series };
    }),
  );

  bindGroupings(door);
  bindLinks(door);

  bind(door, contract.listMeasures, (request) => request.inWorkspace((scope) => readDictionary(scope, null)));

  bind(door, contract.changeMeasure, (request, { workspace: _, measure: id, alike, ...words }) =>
    request.inWorkspace(async (scope) => {
      const measure = await changeMeasure(scope, id, words);
      for (const other of alike) await changeAlike(scope, measure, other);
      return measure;
    }),
  );

  bind(door, contract.sharedSummaries, (request) => request.inWorkspace(readShared));
}
