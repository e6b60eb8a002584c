import type { Mapping } from '#contract/imports';
import type { Scope } from '../platform/scope.ts';
import { groupingKey, measureKey, readKnown, type Known } from '../schools/index.ts';
import { storedAs } from './rules/mappingFaults.ts';

/** What is here already under the names that a mapping gives. */
export function readKnownOf(scope: Scope, mapping: Mapping): Promise<Known> {
  const stored = mapping.map(storedAs).filter((one) => one !== null);
  return readKnown(scope, {
    groupings: stored.flatMap(({ as, label }) => (as === 'group' ? [groupingKey(label)] : [])),
    measures: stored.flatMap(({ as, label, period }) =>
      as === 'measure' ? [measureKey(label, period)] : [],
    ),
  });
}
