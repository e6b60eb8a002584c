import type * as Stats from '#stats';
import type { Coverage, IdentifyResult } from '#stats';
import type { Frame } from './identification.ts';
import { identifyInput, type ChosenSettings } from './identificationInput.ts';

/** Of how many schools of each group the parts are cut, the same on the page, in files and at a terminal. */
export function coverageOf(
  stats: Pick<typeof Stats, 'coverage'>,
  frame: Frame,
  chosen: ChosenSettings,
  identified: IdentifyResult,
): Coverage {
  const { groups, result } = identifyInput(frame, chosen);
  const covered = identified.contextQuartile.map((quartile) => Number(quartile !== 0));
  // The bound is told of the labels of this year; where they must hold for longer it would not be one.
  const labels = chosen.hold === undefined ? { result, identified } : undefined;
  return stats.coverage({ groups, covered, ...(labels && { labels }) });
}
