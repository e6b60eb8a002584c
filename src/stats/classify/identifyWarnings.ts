import type { StatsWarning } from '../errors.ts';
import { negligibleLoading } from '../index/principalComponent.ts';
import type { ContextIndex } from './contextIndex.ts';
import type { ContextIndicator, Cuts, GroupResult, IdentifyInput, OuterShares } from './identifyTypes.ts';

/** A group in which chance gives every label that could be given more often than this can tell nothing by them. */
const seldom = 1 / 20;
/** So many groups are named; the others are counted. */
const mostNamed = 12;

/** What a reader should know about an identification that was computed all the same. */
export function identifyWarnings(
  input: IdentifyInput,
  index: ContextIndex,
  groups: readonly GroupResult[],
  cuts: OuterShares,
): StatsWarning[] {
  return [
    ...contradictions(input.context, index),
    ...indistinctComponent(index),
    ...namedGroups(
      groups.filter(({ schools }) => schools > 0 && !canTell(schools, cuts)),
      'small-group',
      'so few schools with all values that their labels may well be chance',
      ' Even if circumstances made no difference, all of the hardest in such a group would be among the top more ' +
        'than once in 20 times. Cut over larger groups, or over all schools together; or look whether a label ' +
        'holds in other years.',
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

/**
 * Whether a group is large enough for its labels to say something: the least likely of all outcomes, that the whole
 * outer part of circumstances is in the outer part of results, is then seldom by chance.
 */
function canTell(schools: number, { hardest, top }: OuterShares): boolean {
  const [fewer, more] = [outerOf(schools, hardest), outerOf(schools, top)].sort((a, b) => a - b);
  let chance = 1;
  for (let i = 0; i < fewer; i++) chance *= (more - i) / (schools - i);
  return chance <= seldom;
}

/** How many of so many different values are at or beyond the cut point, by quantiles of type 7. */
function outerOf(schools: number, share: number): number {
  // What rounding adds to a whole number does not put a school inside.
  return schools - Math.ceil(1 + (1 - share) * (schools - 1) - 1e-9) + 1;
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

function namedGroups(
  groups: readonly GroupResult[],
  code: string,
  what: string,
  advice = '',
): StatsWarning[] {
  if (groups.length === 0) return [];
  const names = groups
    .slice(0, mostNamed)
    .map(({ group, schools }) => `${group} (${schools})`)
    .join(', ');
  const more = groups.length > mostNamed ? ` and ${groups.length - mostNamed} more` : '';
  const have = groups.length === 1 ? 'One group has' : `${groups.length} groups have`;
  return [{ code, message: `${have} ${what}: ${names}${more}.${advice}` }];
}
