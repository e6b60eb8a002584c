import * as stats from '#stats';
import { kinds, type Frame } from '#contract/identification';
import { coverageOf } from '#contract/identificationCoverage';
import { measureOf } from '#contract/identificationFindings';
import { partsOf } from '#contract/identificationParts';
import { measureName } from '#contract/identificationWords';
import { answerYears } from '#contract/identificationYears';
import { csvText, type CsvCell } from '../imports/index.ts';
import { told, type Identified } from './answer.ts';
import type { ModelOutcome } from './model.ts';

interface Column {
  header: string;
  cell: (school: number) => CsvCell;
}

/**
 * Every school of the frame, those without all values too, with the indicators that the index was made of; with the years
 * in which it held its label where several are known, and with the model where it was asked for.
 */
export function schoolsCsv(frame: Frame, identified: Identified, model: ModelOutcome | null): string {
  const columns = [
    ...ruleColumns(frame, identified),
    ...coverageColumns(frame, identified),
    ...yearColumns(frame, identified),
    ...(model === null || 'lacking' in model ? [] : modelColumns(identified, model)),
    { header: 'type', cell: (i: number) => typeOf(identified, i) },
  ];
  const rows = frame.schools.id.map((_, i) => columns.map(({ cell }) => cell(i)));
  return csvText([columns.map(({ header }) => header), ...rows], { byteOrderMark: true });
}

const number = (value: number | null | undefined): number | null =>
  value === undefined || value === null || Number.isNaN(value) ? null : value;

const typeOf = ({ result }: Identified, i: number) =>
  result.contextQuartile[i] === 0 ? 'not classified' : (kinds[result.kind[i] ?? 0] ?? 'other');

function ruleColumns(frame: Frame, { chosen, result }: Identified): Column[] {
  const grouping = frame.groupings.find((one) => one.key === chosen.within);
  const outcome = measureOf(frame, chosen.result);
  const parts = partsOf(chosen);
  const group = (i: number) =>
    grouping === undefined ? 'All schools' : (grouping.groups[grouping.code[i] ?? -1] ?? '');
  return [
    { header: 'reference', cell: (i) => frame.schools.reference[i] ?? '' },
    { header: 'name', cell: (i) => frame.schools.name[i] ?? '' },
    { header: grouping?.label ?? 'Group', cell: group },
    ...chosen.context
      .map((key) => measureOf(frame, key))
      .map((measure) => ({
        header: measureName(measure),
        cell: (i: number) => measure.values[i] ?? null,
      })),
    { header: 'context index', cell: (i) => number(result.index[i]) },
    { header: 'circumstances', cell: (i) => parts.context[result.contextQuartile[i] ?? 0] ?? '' },
    { header: measureName(outcome), cell: (i) => outcome.values[i] ?? null },
    { header: 'results', cell: (i) => parts.results[result.resultQuartile[i] ?? 0] ?? '' },
  ];
}

/** Parts are cut of the covered schools of a group, so each line says of how many. */
function coverageColumns(frame: Frame, { chosen, result }: Identified): Column[] {
  const { groups } = coverageOf(stats, frame, chosen, result);
  const grouping = frame.groupings.find((one) => one.key === chosen.within);
  const of = (i: number) => groups[grouping === undefined ? 0 : (grouping.code[i] ?? -1)];
  return [
    { header: 'schools known of the group', cell: (i) => of(i)?.frame ?? null },
    { header: 'of these covered', cell: (i) => of(i)?.covered ?? null },
  ];
}

function yearColumns(frame: Frame, { chosen, result }: Identified): Column[] {
  const years = told(frame, () => answerYears(stats, frame, chosen));
  if (years === null) return [];
  const { stability, periods } = years;
  const held = (i: number) => [null, stability.resilient[i], stability.struggling[i]][result.kind[i] ?? 0];
  return [
    { header: `years with this type, of ${periods.join(', ')}`, cell: (i) => held(i) ?? null },
    { header: 'years classified', cell: (i) => stability.told[i] ?? null },
  ];
}

function modelColumns(
  { result }: Identified,
  { model, firm, pupils }: Exclude<ModelOutcome, { lacking: string }>,
): Column[] {
  const { prediction, effects } = model.fit;
  const { standing } = model.views;
  const words = ['worse than expected', 'as expected', 'better than expected'];
  const reach = 1.959964;
  const around = (sign: number) => (i: number) =>
    number((effects.effect[i] ?? NaN) + sign * reach * (effects.fullError[i] ?? NaN));
  return [
    ...(pupils === null
      ? []
      : [{ header: 'pupils behind the result', cell: (i: number) => number(pupils.values[i]) }]),
    {
      header: 'chance error of the result',
      cell: (i) => number(Math.sqrt(model.sampling.variances[i] ?? NaN)),
    },
    { header: 'expected in such circumstances', cell: (i) => number(prediction.expected[i]) },
    { header: 'result with chance taken out', cell: (i) => number(prediction.estimate[i]) },
    { header: 'above or below expected', cell: (i) => number(effects.effect[i]) },
    { header: 'from (95%)', cell: around(-1) },
    { header: 'to (95%)', cell: around(1) },
    {
      header: 'what the model says',
      cell: (i) => (Number.isNaN(effects.effect[i]) ? '' : (words[1 + (standing[i] ?? 0)] ?? '')),
    },
    {
      header: `share of ${firm.draws} draws in which the type holds`,
      cell: (i) => (result.kind[i] === 0 ? null : number(firm.held[i])),
    },
  ];
}
