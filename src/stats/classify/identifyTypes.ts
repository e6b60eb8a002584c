import type { QuantileType } from '../describe/quantile.ts';
import type { StatsWarning } from '../errors.ts';

/** One indicator of circumstances: NaN where a school has no value. */
export interface ContextIndicator {
  name: string;
  values: Float64Array;
  highMeans: 'harder' | 'easier';
}

export interface IdentifyInput {
  context: readonly ContextIndicator[];
  result: { name: string; values: Float64Array; highMeans: 'better' | 'worse' };
  /** The group each school belongs to: an index into `names`, −1 for none. Quarters are cut within each group. */
  groups: { names: readonly string[]; code: Int32Array };
}

/** What is done with schools that lack an indicator. One without a result or a group never takes part. */
export type MissingRule =
  /** They take no part. */
  | 'listwise'
  /** With at least half of the indicators, the mean of their group stands in for those that they lack. */
  | 'mean'
  /** With at least half of the indicators, their index is made of those that they have. */
  | 'available';

export interface OuterShares {
  /** Of the hardest circumstances; the easiest are as many. */
  hardest: number;
  /** Of the highest and of the lowest results. */
  top: number;
  lowest: number;
}

export interface IdentifyOptions {
  /**
   * One for each indicator, above 0: the index is then the mean of the standardised indicators, turned so that high means
   * harder, with these weights, in place of the first component. With one indicator they change nothing.
   */
  weights?: readonly number[];
  /** `listwise` unless given. */
  missing?: MissingRule;
  /** Above 0 and below 0.5; a quarter each unless given. */
  cuts?: Partial<OuterShares> & { quantileType?: QuantileType };
}

/** What was chosen by options and what came of it. */
export interface IdentifyChoices {
  /** By hand, as shares of 1, in the order of the indicators; else null. */
  weights: number[] | null;
  /** Of the index by these weights with the first component of the same schools; null without weights by hand. */
  componentCorrelation: number | null;
  /** What the outer quarters are in truth. */
  cuts: OuterShares;
  /** Null for `listwise`. */
  missing: {
    /** By indicator, how many schools take part without it. */
    indicators: { name: string; schools: number }[];
    /** How many schools take part without one of them or more. */
    schools: number;
    /**
     * Against `listwise`: schools that take part there, how many of them have another label here, and how many schools
     * that take part only here are resilient or struggling. Null where no answer can be given listwise.
     */
    listwise: { schools: number; labelsDiffer: number; labelsAdded: number } | null;
  } | null;
}

/** Where the outer parts and the halves end: at a quarter, the half and three quarters unless chosen otherwise. */
export interface Cuts {
  q1: number;
  median: number;
  q3: number;
}

export interface GroupResult {
  group: string;
  schools: number;
  hardest: number;
  resilient: number;
  struggling: number;
  index: Cuts | null;
  result: Cuts | null;
}

export interface IdentifyResult {
  method: {
    context: {
      name: string;
      highMeans: 'harder' | 'easier';
      loading: number | null;
      mean: number;
      standardDeviation: number;
      missing: number;
    }[];
    result: { name: string; highMeans: 'better' | 'worse'; missing: number };
    /** What a high index means: `harder` for a component; a single indicator keeps its own units and direction. */
    indexHighMeans: 'harder' | 'easier';
    shareOfVariance: number | null;
    cronbachAlpha: number | null;
    /** Pearson correlation of the index, as given, with the result. */
    correlation: number | null;
    quantileType: QuantileType;
    missing: MissingRule;
    /** Only where options were given. */
    choices?: IdentifyChoices;
    ungrouped: number;
    warnings: StatsWarning[];
  };
  counts: { schools: number; hardest: number; resilient: number; struggling: number; excluded: number };
  groups: GroupResult[];
  /** Per school, in the order of the input. NaN where a value is missing; see `indexHighMeans`. */
  index: Float64Array;
  /** 1 hardest … 4 easiest, 0 not classified. With other cuts than quarters, 1 and 4 are the outer parts. */
  contextQuartile: Uint8Array;
  /** 1 lowest results … 4 highest, 0 not classified. */
  resultQuartile: Uint8Array;
  /** 0 other, 1 resilient, 2 struggling. */
  kind: Uint8Array;
}
