import { quantileTypes, type QuantileType } from '../describe/quantile.ts';
import { StatsError } from '../errors.ts';
import type { ContextIndex } from './contextIndex.ts';
import type {
  IdentifyChoices,
  IdentifyInput,
  IdentifyOptions,
  MissingRule,
  OuterShares,
} from './identifyTypes.ts';
import type { Lacking } from './missingValues.ts';

/** Every choice made. */
export interface Chosen {
  /** Adding up to 1; null for the component. */
  weights: number[] | null;
  missing: MissingRule;
  cuts: OuterShares;
  quantileType: QuantileType;
  /** Whether any option was given. */
  any: boolean;
}

const missingRules: readonly MissingRule[] = ['listwise', 'mean', 'available'];

/** Throws `invalid-weight`, `invalid-option`. */
export function choose({ context }: IdentifyInput, options: IdentifyOptions): Chosen {
  const { weights, missing = 'listwise', cuts = {} } = options;
  const { hardest = 0.25, top = 0.25, lowest = 0.25, quantileType = 7 } = cuts;
  if (!missingRules.includes(missing))
    throw invalid(`There is no rule ‘${String(missing)}’ for missing values.`);
  if (!(quantileType in quantileTypes)) {
    throw invalid(`A quantile type is a number from 1 to 9, not ${String(quantileType)}.`);
  }
  for (const share of [hardest, top, lowest]) {
    if (!(share > 0 && share < 0.5)) {
      throw invalid(`The share that is cut off lies above 0 and below 0.5, not at ${share}.`);
    }
  }
  return {
    weights: weights === undefined ? null : sharesOf(weights, context),
    missing,
    cuts: { hardest, top, lowest },
    quantileType,
    any: Object.values(options).some((value) => value !== undefined),
  };
}

const invalid = (message: string) => new StatsError('invalid-option', message);

function sharesOf(weights: readonly number[], context: IdentifyInput['context']): number[] {
  if (weights.length !== context.length) {
    throw new StatsError(
      'invalid-weight',
      `There are ${context.length} indicators, but ${weights.length} weights. Give one for each.`,
    );
  }
  const sum = weights.reduce((total, weight) => total + weight, 0);
  weights.forEach((weight, j) => {
    if (weight > 0 && sum < Infinity) return;
    throw new StatsError(
      'invalid-weight',
      `The weight of ‘${context[j].name}’ is ${weight}; a weight is above 0. Leave an indicator out that is not to count.`,
    );
  });
  return weights.map((weight) => weight / sum);
}

/** What the answer says of the options; nothing where none were given. */
export function choicesMade(
  { context }: IdentifyInput,
  { weights, cuts, any }: Chosen,
  { componentCorrelation }: ContextIndex,
  lacking: Lacking | null,
): { choices?: IdentifyChoices } {
  if (!any) return {};
  const missing = lacking && {
    indicators: context.map(({ name }, j) => ({ name, schools: lacking.without[j] })),
    schools: lacking.schools,
    listwise: null,
  };
  return { choices: { weights, componentCorrelation, cuts, missing } };
}
