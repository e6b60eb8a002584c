import { csvText, type CsvCell } from '#server/files';
import type { IdentifyAnswer } from './answer.ts';
import { studyJson } from './study.ts';

/** The answer for programs. What the quarters mean is said beside them, because sources number them both ways. */
export function jsonText(answer: IdentifyAnswer): string {
  const { computed, options, schools, excluded, leftOut, sample, study } = answer;
  const better = computed.method.result.highMeans === 'better';
  const method = {
    ...computed.method,
    file: answer.fileName,
    region: options.region,
    quarters: options.region === null ? 'of all schools together' : `within each ${options.region}`,
    contextQuartile: '1 = hardest circumstances … 4 = easiest',
    resultQuartile: `1 = lowest results … 4 = highest${better ? '' : ' (a high value counts as a low result)'}`,
    cutPoints: 'a school on a cut point is inside the outer quarter',
    leftOut,
    ...(sample === null
      ? {}
      : { sample: { ...options.sample, generator: sample.generator, warnings: sample.warnings } }),
  };
  const { schools: complete, hardest, resilient, struggling, excluded: without } = computed.counts;
  const counts = { schools: complete, resilient, struggling, excluded: without, hardest };
  const whole = {
    method,
    counts,
    regions: computed.groups,
    schools,
    excluded,
    ...(sample === null ? {} : { sample: sample.schools }),
    ...(study === null ? {} : { study: studyJson(study) }),
  };
  return `${JSON.stringify(whole, null, 1)}\n`;
}

/** One row a school, those without a value last. */
export function csvOf({ schools, excluded, sample, study }: IdentifyAnswer): string {
  const drawn =
    sample !== null
      ? new Set(sample.schools.map(({ id }) => id))
      : study === null
        ? null
        : new Set(study.schools.filter((one) => one.drawn).map(({ id }) => id));
  const order = new Map(study?.schools.map(({ id, place }) => [id, place]));
  const header = ['id', 'name', 'region', 'index', 'result', 'contextQuartile', 'resultQuartile', 'type'];
  const more = [...(drawn === null ? [] : ['drawn']), ...(study === null ? [] : ['order'])];
  const rows: CsvCell[][] = [[...header, ...more]];
  const add = (id: string, cells: CsvCell[]) =>
    rows.push([
      ...cells,
      ...(drawn === null ? [] : [drawn.has(id) ? 'yes' : 'no']),
      ...(study === null ? [] : [order.get(id) ?? null]),
    ]);
  for (const school of schools) {
    const { id, name, region, index, result, contextQuartile, resultQuartile, type } = school;
    add(id, [id, name, region, index, result, contextQuartile, resultQuartile, type]);
  }
  for (const { id, name, region } of excluded)
    add(id, [id, name, region, null, null, null, null, 'excluded']);
  return csvText(rows);
}
