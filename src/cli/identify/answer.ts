import * as stats from '#stats';
import { stratifiedSample, type Coverage, type IdentifyResult } from '#stats';
import { coverageOf } from '#contract/identificationCoverage';
import { numbers } from '#contract/identificationInput';
import { measureOf } from '#contract/identificationFindings';
import { partsOf, type Parts } from '#contract/identificationParts';
import { answerQuestion } from '#contract/identificationYears';
import { besideOf, type Beside, type SchoolBeside } from './beside.ts';
import type { IdentifyOptions } from './options.ts';
import type { Schools } from './schools.ts';
import { studyFor, type StudyAnswer } from './study.ts';

export const types = ['other', 'resilient', 'struggling'] as const;
export type Type = (typeof types)[number];

export interface SchoolRow {
  id: string;
  name: string;
  region: string | null;
  index: number;
  result: number;
  contextQuartile: number;
  resultQuartile: number;
  type: Type;
  /** Years and model, where they were asked for. */
  beside: SchoolBeside;
}

export interface ExcludedRow {
  id: string;
  name: string;
  region: string | null;
  /** What is missing, by column, and why: `{ P8MEA: 'suppressed' }`. */
  missing: Record<string, string>;
}

/** The answer, once, in the form that every output takes from. */
export interface IdentifyAnswer {
  options: IdentifyOptions;
  fileName: string;
  computed: IdentifyResult;
  /** Of how many schools of each region the parts are cut. */
  coverage: Coverage;
  parts: Parts;
  beside: Beside;
  schools: SchoolRow[];
  excluded: ExcludedRow[];
  /** Rows of the file that are no school of their own. */
  leftOut: number;
  /** Schools drawn by lot, where a sample was asked for, in the order of drawing. */
  sample: { schools: SchoolRow[]; generator: string; warnings: string[] } | null;
  study: StudyAnswer | null;
}

export function answerFor(options: IdentifyOptions, schools: Schools): IdentifyAnswer {
  const { frame, chosen } = schools.question;
  const computed = answerQuestion(stats, frame, chosen);
  const result = numbers(measureOf(frame, chosen.result));
  const { beside, ofSchool } = besideOf(options, schools.question, computed);
  const rows: SchoolRow[] = [];
  const excluded: ExcludedRow[] = [];
  for (const [i, id] of schools.ids.entries()) {
    const named = { id, name: schools.names[i] ?? '', region: schools.regions[i] ?? null };
    if ((computed.contextQuartile[i] ?? 0) === 0) {
      excluded.push({ ...named, missing: missingOf(schools, options, i) });
      continue;
    }
    rows.push({
      ...named,
      index: computed.index[i] ?? NaN,
      result: result[i] ?? NaN,
      contextQuartile: computed.contextQuartile[i] ?? 0,
      resultQuartile: computed.resultQuartile[i] ?? 0,
      type: types[computed.kind[i] ?? 0] ?? 'other',
      beside: ofSchool(i),
    });
  }
  return {
    options,
    fileName: schools.fileName,
    computed,
    coverage: coverageOf(stats, frame, chosen, computed),
    parts: partsOf(chosen),
    beside,
    schools: rows,
    excluded,
    leftOut: new Set(schools.noSchool.map(({ row }) => row)).size,
    sample: options.sample === null ? null : draw(rows, options.sample),
    study: options.study === null ? null : studyFor(options.study, options, schools, computed),
  };
}

/** Types that a study compares; schools that are neither are not drawn. */
const drawnTypes: readonly Type[] = ['resilient', 'struggling'];

function draw(
  schools: readonly SchoolRow[],
  { perType, seed }: NonNullable<IdentifyOptions['sample']>,
): IdentifyAnswer['sample'] {
  const { strata, generator, warnings } = stratifiedSample({
    ids: schools.map(({ id }) => id),
    strata: { names: drawnTypes, code: Int32Array.from(schools, ({ type }) => drawnTypes.indexOf(type)) },
    perStratum: perType,
    seed,
  });
  const drawn = strata.flatMap((stratum) => stratum.drawn.map((i) => schools[i]));
  return {
    schools: drawn.filter((school) => school !== undefined),
    generator,
    warnings: warnings.map(({ message }) => message),
  };
}

function missingOf(schools: Schools, options: IdentifyOptions, i: number): Record<string, string> {
  const missing: Record<string, string> = {};
  for (const measure of schools.measures) {
    const code = measure.missing[i];
    if (typeof code === 'string') missing[measure.column] = code;
  }
  if (options.region !== null && schools.regions[i] === null) missing[options.region] = 'blank';
  return missing;
}
