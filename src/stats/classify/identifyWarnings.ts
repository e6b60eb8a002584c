import type { StatsWarning } from '../errors.ts';
import { negligibleLoading } from '../index/principalComponent.ts';
import type { ContextIndex } from './contextIndex.ts';
import type { ContextIndicator, Cuts, GroupResult, IdentifyInput } from './identifyTypes.ts';

/** Quarters of fewer schools than this are not quarters in any useful sense. */
const fewestSchools = 4;

/** What a reader should know about an identification that was computed all the same. */
export function identifyWarnings(
  input: IdentifyInput,
  index: ContextIndex,
  groups: readonly GroupResult[],
): StatsWarning[] {
  return [
    ...contradictions(input.context, index),
    ...indistinctComponent(index),
    ...namedGroups(
      groups.filter((group) => group.schools > 0 && group.schools < fewestSchools),
      'small-group',
      `fewer than ${fewestSchools} schools with all values, so their quarters say little`,
    ),
    ...namedGroups(
      groups.filter((group) => collapsed(group.index)),
      'tied-index',
      'so many equal values of the index that the cut points of the hardest and the easiest quarter coincide; ' +
        'schools with that value count as neither',
    ),
    ...namedGroups(
      groups.filter((group) => collapsed(group.result)),
      'tied-result',
      'so many equal results that the cut points of the lowest and the highest quarter coincide; ' +
        'schools with that result count as neither',
    ),
  ];
}

function collapsed(cuts: Cuts | null): boolean {
  return cuts !== null && cuts.q1 === cuts.q3;
}

function contradictions(context: readonly ContextIndicator[], index: ContextIndex): StatsWarning[] {
  const { loadings } = index;
  if (loadings === null) return [];
  const against = context.filter(({ highMeans }, j) => {
    const expected = highMeans === 'harder' ? 1 : -1;
    return Math.abs(loadings[j]) > negligibleLoading && Math.sign(loadings[j]) !== expected;
  });
  return against.map(({ name, highMeans }) => ({
    code: 'direction-contradicted',
    message:
      `You said that a high ‘${name}’ means ${highMeans} circumstances, but in these schools it goes with ` +
      `${highMeans === 'harder' ? 'easier' : 'harder'} ones as the other indicators tell them, and the index ` +
      'counts it that way. Check its direction, or leave it out.',
  }));
}

function indistinctComponent({ eigenvalues }: ContextIndex): StatsWarning[] {
  if (eigenvalues === null || eigenvalues[0] - eigenvalues[1] > 1e-6) return [];
  return [
    {
      code: 'component-not-distinct',
      message:
        'The indicators have no main direction in common: the two largest eigenvalues are equal, so the weights ' +
        'of the index are arbitrary. Use indicators that go together, or one alone.',
    },
  ];
}

function namedGroups(groups: readonly GroupResult[], code: string, what: string): StatsWarning[] {
  if (groups.length === 0) return [];
  const names = groups.map(({ group, schools }) => `${group} (${schools})`).join(', ');
  const have = groups.length === 1 ? 'One group has' : `${groups.length} groups have`;
  return [{ code, message: `${have} ${what}: ${names}.` }];
}
