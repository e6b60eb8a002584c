import type { Frame } from '#contract/identification';
import { allTogether, chooseSettings, type ChosenSettings } from '#contract/identificationInput';
import type { PlannedMeasure } from '#server/files';
import type { IdentifyOptions } from './options.ts';

/** The file as the frame of the one question, so that a terminal computes what the page computes, with the same code. */
export interface Question {
  frame: Frame;
  chosen: ChosenSettings;
}

interface Read {
  ids: string[];
  names: string[];
  regions: readonly (string | null)[];
  measure: (column: string) => PlannedMeasure;
}

type Measure = Frame['measures'][number];

export function questionOf(options: IdentifyOptions, { ids, names, regions, measure }: Read): Question {
  const { region, context, result, earlier, rule } = options;
  const results = [...earlier, result.column];
  const frame: Frame = {
    source: null,
    schools: { id: ids, reference: ids, name: names },
    groupings: region === null ? [] : [groupingOf(region, regions)],
    measures: [
      ...context.map(({ column, highMeans }): Measure => ({
        ...plain(measure(column)),
        kind: 'context',
        highMeans,
        period: null,
      })),
      ...results.map((column, year) => resultOf(options, column, { year, measure })),
    ],
  };
  const { years, model, ...choices } = rule;
  const chosen = chooseSettings(frame, {
    context: context.map(({ column }) => column),
    result: result.column,
    within: region ?? allTogether,
    ...choices,
    ...(years !== null && { hold: years }),
    ...(model !== null && { model: 'on' as const, spread: model.spread }),
  });
  if (chosen === null) throw new Error('A question has circumstances and a result.');
  return { frame, chosen };
}

/** All years are the same result, in the order given. */
function resultOf(
  { result, rule }: IdentifyOptions,
  column: string,
  { year, measure }: { year: number; measure: Read['measure'] },
): Measure {
  const pupils = rule.model?.pupils ?? [];
  const behind = pupils[pupils.length === 1 ? 0 : year];
  return {
    ...plain(measure(column)),
    label: result.column,
    kind: 'result',
    highMeans: result.highMeans,
    period: String(year + 1).padStart(4, '0'),
    unit: rule.model?.percent === true ? 'percent' : null,
    ...(behind !== undefined && { denominator: valuesOf(measure(behind)) }),
  };
}

const plain = (measure: PlannedMeasure) => ({
  key: measure.label,
  label: measure.label,
  unit: null,
  values: valuesOf(measure),
});

const valuesOf = ({ values }: PlannedMeasure) =>
  Array.from(values, (value) => (Number.isNaN(value) ? null : value));

function groupingOf(label: string, regions: readonly (string | null)[]): Frame['groupings'][number] {
  const groups = [...new Set(regions.filter((region) => region !== null))].sort((a, b) =>
    a.localeCompare(b, 'en'),
  );
  const codes = new Map(groups.map((name, code) => [name, code]));
  return { key: label, label, groups, code: regions.map((region) => codes.get(region ?? '') ?? -1) };
}
