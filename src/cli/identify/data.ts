import { csvText, type CsvCell } from '#server/files';
import type { IdentifyAnswer } from './answer.ts';
import { studyJson } from './study.ts';

/** The answer for programs. What the quarters mean is said beside them, because sources number them both ways. */
export function jsonText(answer: IdentifyAnswer): string {
  const { computed, coverage, options, schools, excluded, leftOut, sample, study, beside } = answer;
  const { parts } = answer;
  const better = computed.method.result.highMeans === 'better';
  const method = {
    ...computed.method,
    file: answer.fileName,
    region: options.region,
    ...(options.rule.years !== null && { years: options.rule.years }),
    quarters: options.region === null ? 'of all schools together' : `within each ${options.region}`,
    contextQuartile: `1 = hardest ${parts.hardest === 'quarter' ? 'circumstances' : parts.hardest} … 4 = easiest`,
    resultQuartile: `1 = lowest ${parts.top === 'quarter' ? 'results' : parts.top} … 4 = highest${better ? '' : ' (a high value counts as a low result)'}`,
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
    coverage,
    ...(beside.years !== null && { years: yearsData(answer) }),
    ...(beside.model !== null && { model: modelData(beside.model) }),
    schools: schools.map(({ beside: own, ...school }) => ({ ...school, ...own })),
    excluded,
    ...(sample === null
      ? {}
      : { sample: sample.schools.map(({ beside: own, ...school }) => ({ ...school, ...own })) }),
    ...(study === null ? {} : { study: studyJson(study) }),
  };
  return `${JSON.stringify(whole, null, 1)}\n`;
}

function yearsData({ options, beside }: IdentifyAnswer) {
  const columns = [...options.earlier, options.result.column];
  return {
    columns,
    tables: 'rows before, columns after: neither, resilient, struggling, not classified',
    transitions: beside.years?.stability.transitions.map(({ from, to, ...rest }) => ({
      from: columns[from],
      to: columns[to],
      ...rest,
    })),
  };
}

function modelData(model: NonNullable<IdentifyAnswer['beside']['model']>) {
  if ('lacking' in model) return model;
  const { sampling, fit, views } = model.fit;
  const { labelled, confirmed, unknown } = views.resilient;
  const { struggling } = views;
  return {
    why: model.why,
    rule: sampling.rule,
    pupilVariance: sampling.pupil,
    yearVariance: sampling.year,
    schools: fit.n,
    coefficients: fit.coefficients,
    betweenSchools: fit.between,
    confidence: views.confidence,
    resilient: { labelled, confirmed, unknown },
    struggling: {
      labelled: struggling.labelled,
      confirmed: struggling.confirmed,
      unknown: struggling.unknown,
    },
    firmness: {
      draws: model.firm.draws,
      seed: model.firm.seed,
      generator: model.firm.generator,
      weak: model.weak,
    },
    warnings: [...sampling.warnings, ...fit.warnings],
  };
}

const besideKeys = [
  'yearsHeld',
  'yearsTold',
  'pupils',
  'expected',
  'adjusted',
  'difference',
  'differenceError',
  'standing',
  'firmness',
] as const;

/** Which schools were drawn, by a sample or for a study; null where nothing was drawn. */
function drawnIds({ sample, study }: IdentifyAnswer): ReadonlySet<string> | null {
  if (sample !== null) return new Set(sample.schools.map(({ id }) => id));
  return study === null ? null : new Set(study.schools.filter((one) => one.drawn).map(({ id }) => id));
}

/** One row a school, those without a value last; columns of years, model and draw where asked for. */
export function csvOf(answer: IdentifyAnswer): string {
  const { schools, excluded, study, coverage, options } = answer;
  const covered = new Map(coverage.groups.map((group) => [group.group, group]));
  const groupOf = (region: string | null) =>
    options.region === null ? coverage.groups[0] : covered.get(region ?? '');
  const first = schools[0]?.beside ?? {};
  const more = besideKeys.filter((key) => first[key] !== undefined);
  const drawn = drawnIds(answer);
  const order = new Map(study?.schools.map(({ id, place }) => [id, place]));
  const header = [
    'id',
    'name',
    'region',
    'index',
    'result',
    'contextQuartile',
    'resultQuartile',
    ...more,
    'type',
    'regionSchools',
    'regionCovered',
  ];
  const last = [...(drawn === null ? [] : ['drawn']), ...(study === null ? [] : ['order'])];
  const rows: CsvCell[][] = [[...header, ...last]];
  const add = (id: string, region: string | null, cells: CsvCell[]) =>
    rows.push([
      ...cells,
      groupOf(region)?.frame ?? null,
      groupOf(region)?.covered ?? null,
      ...(drawn === null ? [] : [drawn.has(id) ? 'yes' : 'no']),
      ...(study === null ? [] : [order.get(id) ?? null]),
    ]);
  for (const school of schools) {
    const { id, name, region, index, result, contextQuartile, resultQuartile, type } = school;
    const beside = more.map((key) => school.beside[key] ?? null);
    add(id, region, [id, name, region, index, result, contextQuartile, resultQuartile, ...beside, type]);
  }
  for (const { id, name, region } of excluded)
    add(id, region, [id, name, region, null, null, null, null, ...more.map(() => null), 'excluded']);
  return csvText(rows);
}
