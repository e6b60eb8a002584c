import { kinds, type Frame } from '#contract/identification';
import { measureOf } from '#contract/identificationFindings';
import { measureName } from '#contract/identificationWords';
import { csvText, type CsvCell } from '../imports/index.ts';
import type { Identified } from './answer.ts';

const contextWords = ['', 'hardest quarter', 'second hardest', 'second easiest', 'easiest quarter'];
const resultWords = ['', 'lowest quarter', 'second lowest', 'second highest', 'highest quarter'];

/** Every school of the frame, those without all values too, with the indicators that the index was made of. */
export function schoolsCsv(frame: Frame, { chosen, result }: Identified): string {
  const grouping = frame.groupings.find((one) => one.key === chosen.within);
  const context = chosen.context.map((key) => measureOf(frame, key));
  const outcome = measureOf(frame, chosen.result);
  const header = [
    'reference',
    'name',
    grouping?.label ?? 'Group',
    ...context.map(measureName),
    'context index',
    'circumstances',
    measureName(outcome),
    'results',
    'type',
  ];
  const rows = frame.schools.id.map((_, i): CsvCell[] => [
    frame.schools.reference[i] ?? '',
    frame.schools.name[i] ?? '',
    grouping === undefined ? 'All schools' : (grouping.groups[grouping.code[i] ?? -1] ?? ''),
    ...context.map((measure) => measure.values[i] ?? null),
    Number.isNaN(result.index[i]) ? null : (result.index[i] ?? null),
    contextWords[result.contextQuartile[i] ?? 0] ?? '',
    outcome.values[i] ?? null,
    resultWords[result.resultQuartile[i] ?? 0] ?? '',
    result.contextQuartile[i] === 0 ? 'not classified' : (kinds[result.kind[i] ?? 0] ?? 'other'),
  ]);
  return csvText([header, ...rows], { byteOrderMark: true });
}
