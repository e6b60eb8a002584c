import type { HighMeans } from '#contract/measureKinds';
import type { Band, LikeField, Others, Place, StandingMethod } from '#contract/standings';

/** What is stored of a comparison: once for all schools, and once for each. */

/** A measure over its periods, as it stands at the head of every school's page. */
export interface MeasureHead {
  label: string;
  unit: string | null;
  highMeans: HighMeans;
  digits: number;
  periods: string[];
}

export interface GroupBands {
  /** Null for all schools together. */
  name: string | null;
  schools: number;
  /** By measure, then by period. */
  bands: (Band | null)[][];
}

/** Nothing in it says which school is which. */
export interface StandingFound {
  method: StandingMethod;
  schools: number;
  /** The threshold for small numbers that it was computed with. */
  threshold: number;
  /** By quarter of circumstances, the hardest first; null where too few schools are in it. */
  others: (Others | null)[];
  measures: MeasureHead[];
  /** The groups within which quarters were cut; last all schools together. */
  groups: GroupBands[];
  /** Schools that have all measures of circumstances; null where no two are alike to a degree. */
  comparable: number | null;
  /** Where all schools stand in circumstances; null where they are few, left out in what was published earlier. */
  field?: LikeField | null;
}

/** A value and the ends of its 95 per cent interval, as far as they are known. */
export type Valued = [value: number | null, low: number | null, high: number | null];

export interface FoundNeighbour {
  school: string;
  /** Null where schools of this network are letters to each other. */
  name: string | null;
  circumstances: number[];
  pupils: number | null;
  better: { measure: number; by: number }[];
}

export interface SchoolFound {
  /** Indexes the groups; −1 for none. */
  group: number;
  circumstances: number;
  results: number;
  pupils: number | null;
  place: Place | null;
  onePupil: number | null;
  held: number | null;
  /** By period of the result. */
  years: (number | null)[];
  /** By measure, then by period. */
  values: Valued[][];
  own: number[] | null;
  neighbours: FoundNeighbour[];
}
