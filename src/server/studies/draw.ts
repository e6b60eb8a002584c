import { drawStudy, groupMeans, type StudyDraw } from '#stats';
import { kinds, type Frame } from '#contract/identification';
import { measureOf } from '#contract/identificationFindings';
import { allTogether, neededMeasures, numbers, type ChosenSettings } from '#contract/identificationInput';
import { questionYears } from '#contract/identificationPeriods';
import { measureName } from '#contract/identificationWords';
import type { InputOf } from '#contract/endpoint';
import { ProblemError } from '#contract/problem';
import type { previewStudy, StudyColumn, StudyFound, StudyKind } from '#contract/studies';
import { dataDigest, identifyFrame, told, type Identified } from '../identification/index.ts';
import { columnsOf } from './columns.ts';

export type Asked = Omit<InputOf<typeof previewStudy>, 'workspace'>;

/** A school of the two kinds, as it is kept. */
export interface DrawnSchool {
  school: string;
  stratum: string;
  kind: StudyKind;
  place: number | null;
  drawn: boolean;
  leftOut: string | null;
  pair: number | null;
  numbers: { index: number | null; values: (number | null)[] };
}

export interface Drawn {
  chosen: ChosenSettings;
  digest: string;
  found: StudyFound;
  schools: DrawnSchool[];
}

/** The schools of a frame divided into the groups of the question, of which only some may take part. */
interface Ground {
  frame: Frame;
  identified: Identified;
  /** By group of the question: its name, and whether schools are drawn there. */
  names: string[];
  partakes: boolean[];
  code: Int32Array;
  leftOut: Map<number, string>;
}

/** Draws schools from the data of a frame. The same data, settings and seed give the same, to the last digit. */
export function drawFrom(frame: Frame, asked: Asked, files: StudyFound['files']): Drawn {
  const ground = groundOf(identifyFrame(frame, asked.settings), asked);
  const { chosen } = ground.identified;
  const draw = orderOf(ground, asked);
  const columns = columnsOf(ground.frame, chosen);
  const schools = schoolsOf(ground, draw, columns, asked.design === 'matched pairs');
  return {
    chosen,
    // Of all schools: what the registry says of closing is not what was measured.
    digest: dataDigest(frame, neededMeasures(frame, chosen), chosen.within),
    found: foundOf(ground, draw, columns, files),
    schools,
  };
}

function groundOf(identified: Identified, { only, leaveOut }: Asked): Ground {
  const { frame } = identified;
  const { within } = identified.chosen;
  const grouping = frame.groupings.find(({ key }) => key === within);
  const names = within === allTogether || grouping === undefined ? [''] : grouping.groups;
  const partakes = names.map((name) => only === null || only.includes(name));
  if (!partakes.includes(true)) throw faulty('/only', 'None of these groups is here. Choose others.');
  const code = Int32Array.from(
    frame.schools.id,
    (_, i) => grouping?.code[i] ?? (within === allTogether ? 0 : -1),
  );
  const { kind } = identified.result;
  const place = new Map(frame.schools.id.map((id, i) => [id, i]));
  const leftOut = new Map<number, string>();
  for (const { school, why } of leaveOut) {
    const row = place.get(school);
    if (row === undefined || kind[row] === 0 || partakes[code[row] ?? -1] !== true) {
      throw faulty(
        '/leaveOut',
        'Only a school of the two kinds, in these groups, can be left out of the draw.',
      );
    }
    leftOut.set(row, why);
  }
  return { frame, identified, names, partakes, code, leftOut };
}

const faulty = (pointer: string, detail: string) =>
  new ProblemError('invalid', detail, { errors: [{ pointer, detail }] });

function orderOf(ground: Ground, { design, perGroup, seed }: Asked): StudyDraw {
  const { frame, identified, names, partakes, code, leftOut } = ground;
  const draw = told(frame, () =>
    drawStudy({
      // References stay the same from file to file and from installation to installation.
      ids: frame.schools.reference,
      kind: Uint8Array.from(identified.result.kind),
      leftOut: Uint8Array.from(code, (_, row) => Number(leftOut.has(row))),
      groups: { names, code: code.map((group) => (partakes[group] === true ? group : -1)) },
      design,
      perGroup,
      seed,
      circumstances: identified.chosen.context.map((key) => ({
        name: key,
        values: numbers(measureOf(frame, key)),
      })),
    }),
  );
  if (draw.orders.length > 0) return draw;
  throw new ProblemError(
    'conflict',
    design === 'matched pairs'
      ? 'There is no pair to draw: no group has both a resilient and a struggling school. Choose another way, or other groups.'
      : 'There is no school to draw: none of these groups has a resilient or a struggling one. Choose other groups or settings.',
  );
}

const known = (value: number | undefined): number | null =>
  value === undefined || Number.isNaN(value) ? null : value;

function schoolsOf(
  { frame, identified, names, code, leftOut }: Ground,
  { orders }: StudyDraw,
  columns: readonly StudyColumn[],
  inPairs: boolean,
): DrawnSchool[] {
  const measures = columns.map(({ key }) => measureOf(frame, key));
  const school = (row: number) => ({
    school: frame.schools.id[row] ?? '',
    stratum: names[code[row] ?? -1] ?? '',
    kind: kindOf(identified, row),
    numbers: {
      index: known(identified.result.index[row]),
      values: measures.map(({ values }) => values[row] ?? null),
    },
  });
  return [
    ...orders.flatMap(({ rows, drawn }) =>
      rows.map((row, i) => ({
        ...school(row),
        place: i + 1,
        drawn: i < drawn,
        leftOut: null,
        pair: inPairs ? (i >> 1) + 1 : null,
      })),
    ),
    ...[...leftOut].map(([row, why]) => ({
      ...school(row),
      place: null,
      drawn: false,
      leftOut: why,
      pair: null,
    })),
  ];
}

function kindOf({ result }: Identified, row: number): StudyKind {
  const kind = kinds[result.kind[row] ?? 0];
  if (kind === undefined || kind === 'other') throw new Error('A school of neither kind was drawn.');
  return kind;
}

function foundOf(
  ground: Ground,
  draw: StudyDraw,
  columns: readonly StudyColumn[],
  files: StudyFound['files'],
): StudyFound {
  const { frame, identified } = ground;
  const { chosen, result } = identified;
  return {
    generator: draw.generator,
    grouping:
      chosen.within === allTogether
        ? null
        : (frame.groupings.find(({ key }) => key === chosen.within)?.label ?? null),
    source: frame.source,
    files,
    indicators: chosen.context.map((key) => measureName(measureOf(frame, key))),
    result: measureName(measureOf(frame, chosen.result)),
    shareOfVariance: result.method.shareOfVariance,
    quantileType: result.method.quantileType,
    cuts: result.method.choices?.cuts ?? { hardest: 0.25, top: 0.25, lowest: 0.25 },
    missing: result.method.missing,
    rule: ruleOf(frame, chosen),
    method: { ...result.method },
    columns: [...columns],
    groups: groupsOf(ground, draw, columns),
  };
}

function ruleOf(frame: Frame, chosen: ChosenSettings): StudyFound['rule'] {
  const { weights, hold, model, pupils, spread } = chosen;
  const years = questionYears(frame, chosen).slice(-(hold ?? 1));
  return {
    weights: weights ?? null,
    held: hold === undefined ? null : years.map(({ result }) => measureOf(frame, result).period ?? ''),
    chance:
      model === undefined
        ? null
        : {
            pupils: pupils === undefined ? null : measureName(measureOf(frame, pupils)),
            spread: spread ?? null,
          },
  };
}

function groupsOf(
  { frame, identified, names, partakes, code }: Ground,
  { orders, unmatched }: StudyDraw,
  columns: readonly StudyColumn[],
): StudyFound['groups'] {
  const { result } = identified;
  const covered = Uint8Array.from(result.contextQuartile, (quartile) => Number(quartile !== 0));
  const [index, ...means] = groupMeans(
    [
      { name: 'index', values: Float64Array.from(result.index) },
      ...columns.map(({ key }) => ({ name: key, values: numbers(measureOf(frame, key)) })),
    ],
    code,
    names.length,
    covered,
  );
  const count = (group: number, rows: readonly number[]) => ({
    resilient: rows.filter((row) => code[row] === group && result.kind[row] === 1).length,
    struggling: rows.filter((row) => code[row] === group && result.kind[row] === 2).length,
  });
  const drawn = orders.flatMap((order) => order.rows.slice(0, order.drawn));
  return names.flatMap((name, g) => {
    const counts = result.groups[g];
    if (partakes[g] !== true || counts === undefined) return [];
    return {
      name,
      schools: counts.schools,
      known: code.reduce((sum, group) => sum + Number(group === g), 0),
      found: { resilient: counts.resilient, struggling: counts.struggling },
      drawn: count(g, drawn),
      unmatched: unmatched[g] ?? 0,
      index: known(index?.means[g]),
      means: means.map((one) => known(one.means[g])),
    };
  });
}
