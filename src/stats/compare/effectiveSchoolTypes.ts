import type { StatsWarning } from '../errors.ts';

/** Pupils of one year group and social class in one year, and how many reached the minimum. */
export interface MasteryCount {
  year: number;
  yearGroup: string;
  /** Null where it is not known. */
  socialClass: string | null;
  pupils: number;
  mastered: number;
}

export interface EffectiveSchoolOptions {
  /** Share of every year group that must reach the minimum; 0.95 unless given. */
  minimum?: number;
  /** Consecutive years; 3 unless given. */
  years?: number;
  /** Below this p value (Holm's) social classes differ; 0.05 unless given. */
  significance?: number;
}

export interface MasteryShare {
  name: string;
  pupils: number;
  mastered: number;
  share: number;
}

export interface EffectiveYear {
  year: number;
  yearGroups: (MasteryShare & { met: boolean })[];
  socialClasses: MasteryShare[];
  /** Each two classes; `p` by Fisher's exact test, `adjusted` by Holm over the comparisons of the year. */
  comparisons: { classes: [string, string]; difference: number; p: number; adjusted: number }[];
  /** Whether every year group reached the minimum; null if that cannot be told. */
  mastery: boolean | null;
  /** Whether no two classes differ; null if that cannot be told. */
  equal: boolean | null;
  met: boolean | null;
}

export interface EffectiveSchool {
  minimum: number;
  significance: number;
  yearsNeeded: number;
  /** True or false; null where the data do not decide, and `lacking` says what would. */
  effective: boolean | null;
  /** Consecutive years up to the latest one that met both conditions. */
  run: number;
  /** By year, earliest first; only years with data. */
  years: EffectiveYear[];
  lacking: StatsWarning[];
  warnings: StatsWarning[];
}
