import * as stats from '#stats';
import type { IdentifyResult, NearestOfAll } from '#stats';
import type { Frame } from '#contract/identification';
import { identifyInput, neededMeasures, numbers, type ChosenSettings } from '#contract/identificationInput';
import { measureOf } from '#contract/identificationFindings';
import { modelMeasures, pupilsMeasure, resultYears } from '#contract/identificationModel';
import { inPlainNames } from '#contract/identificationWords';
import { answerQuestion } from '#contract/identificationYears';
import { measureTitleOver } from '#contract/standingsWords';
import type { Place, StandingMethod } from '#contract/standings';
import { mostPeriods } from './chance.ts';
import { fieldOf } from './field.ts';
import type { SchoolFound, StandingFound } from './found.ts';
import { circumstancesAt, nearestIn, neighboursOf, type Known } from './like.ts';
import { othersOf } from './others.ts';
import { placesOf, type Places } from './places.ts';
import { bandsOf, digitsOf, seriesIn, seriesKeys, typesOver, valuesAt } from './years.ts';

export interface Rules {
  /** Of the workspace: how many stand behind what is shown, and how schools are called on each other's pages. */
  threshold: number;
  named: boolean;
}

export interface Compared {
  found: StandingFound;
  /** In the frame's order. */
  schools: { school: string; found: SchoolFound }[];
}

/** The measures whose values a comparison needs; their values need not be there yet. */
export function standingMeasures(frame: Frame, chosen: ChosenSettings): string[] {
  const last = seriesKeys(frame, chosen, (key) => resultYears(frame, key));
  const years = last.flatMap((key) =>
    resultYears(frame, key)
      .slice(-mostPeriods)
      .map((one) => one.key),
  );
  const pupils = years.map((key) => pupilsMeasure(frame, key, chosen.pupils)?.key);
  const known = pupils.filter((key) => key !== undefined);
  return [
    ...new Set([...neededMeasures(frame, chosen), ...modelMeasures(frame, chosen), ...years, ...known]),
  ];
}

type Tell = (step: string, done: number, total: number) => void;

/** Everything that is said of every school, from a frame with all of them. */
export function compare(frame: Frame, chosen: ChosenSettings, rules: Rules, tell: Tell): Compared {
  tell('Cutting quarters', 0, 0);
  const input = identifyInput(frame, chosen);
  const identified = answerQuestion(stats, frame, chosen);
  const places = placesOf(frame, chosen, identified, (done, total) =>
    tell('Asking how firm each label is', done, total),
  );
  const series = seriesIn(frame, chosen);
  const near = nearestIn(frame, chosen, (done, total) => tell('Looking for schools like each', done, total));
  const types = typesOver(frame, chosen);
  const groups =
    input.groups.names.length > 1
      ? input.groups
      : { names: [], code: new Int32Array(input.groups.code.length).fill(-1) };
  const known: Known = {
    frame,
    chosen,
    series,
    values: frame.schools.id.map((_, row) => series.map((one) => valuesAt(one, row))),
    pupils: 'lacking' in places ? null : (places.pupils?.values ?? null),
    named: rules.named,
  };
  return {
    found: {
      method: methodOf(known, places, types.periods, identified),
      schools: frame.schools.id.length,
      threshold: rules.threshold,
      others: othersOf(effectsOf(places), identified.contextQuartile, rules.threshold),
      measures: series.map(({ head }) => head),
      groups: bandsOf(series, groups, rules.threshold),
      comparable: near === null ? null : near.n,
      field: fieldOf(
        input.context.map(({ values }) => values),
        rules.threshold,
      ),
    },
    schools: frame.schools.id.map((school, row) => ({
      school,
      found: {
        group: groups.code[row] ?? -1,
        circumstances: identified.contextQuartile[row] ?? 0,
        results: identified.resultQuartile[row] ?? 0,
        ...placedAt(places, row, numberAt(input.result.values, row) !== null),
        years: types.at(row),
        values: [...(known.values[row] ?? [])],
        ...likeAt(known, near, row),
      },
    })),
  };
}

const effectsOf = (places: Places) =>
  'lacking' in places ? [] : places.place.map((place) => place?.effect ?? null);

const numberAt = (column: Float64Array | undefined, row: number) => {
  const value = column?.[row] ?? NaN;
  return Number.isNaN(value) ? null : value;
};

/** Where no result is known there are no pupils behind it, however many a file counts. */
function placedAt(places: Places, row: number, known: boolean) {
  if ('lacking' in places) return { pupils: null, place: null, onePupil: null, held: null };
  return {
    pupils: known ? numberAt(places.pupils?.values, row) : null,
    place: places.place[row] ?? null,
    onePupil: known ? numberAt(places.onePupil, row) : null,
    held: numberAt(places.held, row),
  };
}

function likeAt(known: Known, near: NearestOfAll | null, row: number) {
  const rows = near?.nearest[row] ?? null;
  if (rows === null) return { own: null, neighbours: [] };
  // One's own figures are no secret.
  return { own: circumstancesAt({ ...known, named: true }, row), neighbours: neighboursOf(known, row, rows) };
}

function methodOf(
  { frame, chosen }: Known,
  places: Places,
  periods: string[],
  identified: IdentifyResult,
): StandingMethod {
  const result = measureOf(frame, chosen.result);
  const lacks = 'lacking' in places;
  return {
    result: {
      label: measureTitleOver(result),
      unit: result.unit,
      highMeans: identified.method.result.highMeans,
      periods,
      digits: lacks ? digitsOf(numbers(result)) : differenceDigits(places.place),
    },
    indicators: chosen.context.map((key) => {
      const measure = measureOf(frame, key);
      return { label: measureTitleOver(measure), unit: measure.unit, digits: digitsOf(numbers(measure)) };
    }),
    outer: { hardest: chosen.hardest ?? 'quarter', top: chosen.top ?? 'quarter' },
    grouping: frame.groupings.find((one) => one.key === chosen.within)?.label ?? null,
    chance: lacks ? null : { rule: places.rule, why: places.why },
    lacking: lacks ? places.lacking : null,
    model: lacks ? null : places.model,
    pupils: lacks ? null : (places.pupils?.label ?? null),
    warnings: [
      ...identified.method.warnings.map(({ message }) => inPlainNames(frame, message)),
      ...(lacks ? [] : places.warnings),
    ],
  };
}

/** No more than the intervals bear: none where they reach two or more to each side. */
function differenceDigits(places: readonly (Place | null)[]): number {
  const reaches = Float64Array.from(places, (place) => (place === null ? NaN : place.high - place.effect));
  const known = reaches.filter((reach) => !Number.isNaN(reach));
  if (known.length === 0) return 0;
  const [typical = 0] = stats.quantiles(known, [0.5]).values;
  return typical >= 2 ? 0 : typical >= 0.2 ? 1 : 2;
}
