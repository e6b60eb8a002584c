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
    quantileType: number;
    missing: 'listwise';
    ungrouped: number;
    warnings: StatsWarning[];
  };
  counts: { schools: number; hardest: number; resilient: number; struggling: number; excluded: number };
  groups: GroupResult[];
  /** Per school, in the order of the input. NaN where a value is missing; see `indexHighMeans`. */
  index: Float64Array;
  /** 1 hardest … 4 easiest, 0 not classified. */
  contextQuartile: Uint8Array;
  /** 1 lowest results … 4 highest, 0 not classified. */
  resultQuartile: Uint8Array;
  /** 0 other, 1 resilient, 2 struggling. */
  kind: Uint8Array;
}
