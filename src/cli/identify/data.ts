import { csvText, type CsvCell } from '#server/files';
import type { IdentifyAnswer } from './answer.ts';

/** The answer for programs. What the quarters mean is said beside them, because sources number them both ways. */
export function jsonText(answer: IdentifyAnswer): string {
  const { computed, options, schools, excluded, leftOut, sample } = answer;
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
  };
  return `${JSON.stringify(whole, null, 1)}\n`;
}

/** One row a school, those without a value last. */
export function csvOf({ schools, excluded, sample }: IdentifyAnswer): string {
  const drawn = sample === null ? null : new Set(sample.schools);
  const header = ['id', 'name', 'region', 'index', 'result', 'contextQuartile', 'resultQuartile', 'type'];
  const rows: CsvCell[][] = [[...header, ...(drawn === null ? [] : ['drawn'])]];
  for (const school of schools) {
    const { id, name, region, index, result, contextQuartile, resultQuartile, type } = school;
    const cells = [id, name, region, index, result, contextQuartile, resultQuartile, type];
    rows.push(drawn === null ? cells : [...cells, drawn.has(school) ? 'yes' : 'no']);
  }
  for (const { id, name, region } of excluded) {
    const cells = [id, name, region, null, null, null, null, 'excluded'];
    rows.push(drawn === null ? cells : [...cells, 'no']);
  }
  return csvText(rows);
}
