import { kinds } from '#contract/identification';
import { measureOf } from '#contract/identificationFindings';
import { questionYears } from '#contract/identificationPeriods';
import type { Study } from '#contract/studies';
import { csvText, type CsvCell } from '../imports/index.ts';
import type { Identified } from '../identification/index.ts';
import { beforeSuffix, repeatScript, type Question } from './repeatScript.ts';
import { shownAs } from './table.ts';
import { zipOf } from '../platform/word.ts';

interface Parts {
  identified: Identified;
  by: 'letters' | 'names';
}

/** What it takes to repeat the answer and the table in R: the schools with their values, the settings and a script. */
export function packageOf(study: Study, parts: Parts): Uint8Array<ArrayBuffer> {
  return zipOf({
    'schools.csv': schoolsCsv(study, parts),
    'settings.json': `${JSON.stringify(settingsOf(study, parts.identified), null, 2)}\n`,
    'means.csv': meansCsv(study, parts.identified),
    'repeat.R': repeatScript(questionOf(parts.identified)),
    'READ ME.txt': readMe,
  });
}

function questionOf({ chosen, result: { method } }: Identified): Question {
  return {
    context: method.context.map(({ highMeans }) => highMeans),
    result: method.result.highMeans,
    weights: chosen.weights ?? null,
    missing: method.missing,
    cuts: method.choices?.cuts ?? { hardest: 0.25, top: 0.25, lowest: 0.25 },
    quantileType: method.quantileType,
    hold: chosen.hold ?? 1,
  };
}

const readMe = `To repeat a study of Reedbed in R: put these files into one folder and run  Rscript repeat.R  there.

It computes the index, the outer parts, the two kinds and the means of the groups from schools.csv, and says whether they
are those of Reedbed. What was chosen stands in settings.json and at the head of repeat.R: directions, weights, what becomes of
schools that lack an indicator, shares, years. Where a label is held for several years, the columns of the year before end in
_before1, those of the year before that in _before2. It needs nothing beyond R itself.

The order of drawing is a column of schools.csv: R has another generator of random numbers and cannot make it. Reedbed's is
xoshiro128**, started from the seed and the name of the group; its method page tells how.

Schools stand under letters unless names were asked for. Values with all their digits can still tell which school it is, to
anybody who has the national table: pass this on as you would pass on names.
`;

function settingsOf(study: Study, identified: Identified) {
  const { chosen, result } = identified;
  const { weights, missing, cuts, quantileType, hold } = questionOf(identified);
  const { name, design, perGroup, seed, only, found, dataDigest, programVersion, createdAt } = study;
  return {
    study: name,
    drawn: createdAt,
    design,
    perGroup,
    seed,
    groups: only,
    generator: found.generator,
    question: chosen,
    rule: { weights, missing, cuts, quantileType, yearsHeld: hold },
    context: result.method.context.map(({ name: key, highMeans }, i) => ({
      column: `context${String(i + 1)}`,
      measure: found.indicators[i] ?? key,
      highMeans,
    })),
    result: { column: 'result', measure: found.result, highMeans: result.method.result.highMeans },
    dataDigest,
    reedbed: programVersion,
  };
}

/** Of each group, over the schools with all values: of the index, the indicators and the result. */
function meansCsv({ found }: Study, { chosen, result }: Identified): string {
  const used = [...chosen.context, chosen.result].map((key) =>
    found.columns.findIndex((column) => column.key === key),
  );
  const header = [
    'group',
    'index',
    ...result.method.context.map((_, i) => `context${String(i + 1)}`),
    'result',
  ];
  const rows = found.groups.map(({ name, index, means }): CsvCell[] => [
    name === '' ? 'All schools' : name,
    index,
    ...used.map((i) => means[i] ?? null),
  ]);
  return csvText([header, ...rows]);
}

function schoolsCsv(study: Study, { identified, by }: Parts): string {
  const { frame, chosen, result } = identified;
  const grouping = frame.groupings.find(({ key }) => key === chosen.within);
  const measures = yearColumns(identified);
  const inStudy = new Map(study.schools.map((school) => [school.school, school]));
  const header = [
    'school',
    'group',
    ...measures.map(({ header: name }) => name),
    'index',
    'type',
    'order',
    'pair',
    'drawn',
    'left_out',
  ];
  const rows = frame.schools.id.map((id, i): CsvCell[] => {
    const school = inStudy.get(id);
    const other = by === 'names' ? (frame.schools.name[i] ?? '') : `Other ${String(i + 1)}`;
    const index = result.index[i];
    return [
      school === undefined ? other : shownAs(school, by),
      grouping === undefined ? 'All schools' : (grouping.groups[grouping.code[i] ?? -1] ?? null),
      ...measures.map(({ values }) => values[i] ?? null),
      index === undefined || Number.isNaN(index) ? null : index,
      result.contextQuartile[i] === 0 ? null : (kinds[result.kind[i] ?? 0] ?? null),
      school?.place ?? null,
      school?.pair ?? null,
      school === undefined ? null : school.drawn ? 'yes' : 'no',
      (school?.leftOut ?? null) === null ? null : 'yes',
    ];
  });
  // Rows in the order of their names would tell which letter is whose.
  if (by === 'letters')
    rows.sort((a, b) => String(a[0]).localeCompare(String(b[0]), 'en', { numeric: true }));
  return csvText([header, ...rows]);
}

/** Indicators and result of the question, then of each earlier year that a label is held in. */
function yearColumns({ frame, chosen }: Identified): { header: string; values: (number | null)[] }[] {
  const years = questionYears(frame, chosen)
    .slice(-(chosen.hold ?? 1))
    .toReversed();
  return years.flatMap(({ context, result }, before) => {
    const suffix = before === 0 ? '' : beforeSuffix(before);
    return [
      ...context.map((key, i) => ({
        header: `context${String(i + 1)}${suffix}`,
        values: measureOf(frame, key).values,
      })),
      { header: `result${suffix}`, values: measureOf(frame, result).values },
    ];
  });
}
