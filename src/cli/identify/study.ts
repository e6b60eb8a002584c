import { drawStudy, groupMeans, StatsError, type IdentifyResult, type StudyDraw } from '#stats';
import { identifyInput } from '#contract/identificationInput';
import { ProblemError } from '#contract/problem';
import type { StudyColumn, StudyGroup } from '#contract/studies';
import { methodParagraph } from '#contract/studyMethodWords';
import type { StudyFacts } from '#contract/studyWords';
import { version } from '../version.ts';
import type { IdentifyOptions, StudyOptions } from './options.ts';
import type { Schools } from './schools.ts';

export interface StudyRow {
  id: string;
  name: string;
  group: string;
  kind: 'resilient' | 'struggling';
  place: number | null;
  pair: number | null;
  drawn: boolean;
  leftOut: string | null;
  index: number;
  values: (number | null)[];
}

/** Schools drawn to study, as the page keeps them. */
export interface StudyAnswer {
  facts: StudyFacts;
  columns: Pick<StudyColumn, 'label' | 'period' | 'unit'>[];
  /** By group in the order of drawing, then those left out. */
  schools: StudyRow[];
}

export function studyFor(
  asked: StudyOptions,
  options: IdentifyOptions,
  schools: Schools,
  computed: IdentifyResult,
): StudyAnswer {
  const leftOut = leftOutOf(asked, schools, computed);
  const draw = drawn(asked, schools, computed, leftOut);
  const inPairs = asked.design === 'matched pairs';
  const row = (i: number, more: Pick<StudyRow, 'place' | 'pair' | 'drawn' | 'leftOut'>): StudyRow => ({
    id: schools.ids[i] ?? '',
    name: schools.names[i] ?? '',
    group: options.region === null ? '' : (schools.regions[i] ?? ''),
    kind: computed.kind[i] === 1 ? 'resilient' : 'struggling',
    ...more,
    index: computed.index[i] ?? NaN,
    values: schools.measures.map(({ values }) => known(values[i])),
  });
  const rows = draw.orders.flatMap((order) =>
    order.rows.map((i, at) =>
      row(i, { place: at + 1, pair: inPairs ? (at >> 1) + 1 : null, drawn: at < order.drawn, leftOut: null }),
    ),
  );
  const out = [...leftOut].map(([i, why]) => row(i, { place: null, pair: null, drawn: false, leftOut: why }));
  return {
    facts: factsOf({ asked, options, schools, computed }, draw, rows),
    columns: schools.measures.map(({ column }) => ({ label: column, period: null, unit: null })),
    schools: [...rows, ...out],
  };
}

const known = (value: number | undefined) => (value === undefined || Number.isNaN(value) ? null : value);

function leftOutOf(
  { leaveOut }: StudyOptions,
  schools: Schools,
  { kind }: IdentifyResult,
): Map<number, string> {
  const place = new Map(schools.ids.map((id, i) => [id, i]));
  return new Map(
    leaveOut.map(({ id, why }) => {
      const i = place.get(id);
      if (i === undefined || kind[i] === 0) {
        const what = i === undefined ? 'is not in the file' : 'is neither resilient nor struggling';
        throw new ProblemError('invalid', `School ‘${id}’ ${what}, so it cannot be left out of the draw.`);
      }
      return [i, why];
    }),
  );
}

/** The columns that the answer was computed from. */
const inputOf = ({ question }: Schools) => identifyInput(question.frame, question.chosen);

function drawn(
  { design, perGroup, seed }: StudyOptions,
  schools: Schools,
  { kind }: IdentifyResult,
  leftOut: ReadonlyMap<number, string>,
): StudyDraw {
  const { groups, context } = inputOf(schools);
  try {
    return drawStudy({
      ids: schools.ids,
      kind,
      leftOut: Uint8Array.from(kind, (_, i) => Number(leftOut.has(i))),
      // Together schools stand in one group without a name, as on the page: the same seed draws the same there.
      groups:
        groups.names.length === 1 && groups.names[0] === 'All schools' ? { ...groups, names: [''] } : groups,
      design,
      perGroup,
      seed,
      circumstances: context,
    });
  } catch (error) {
    if (error instanceof StatsError) throw new ProblemError('conflict', error.message, { cause: error });
    throw error;
  }
}

interface Parts {
  asked: StudyOptions;
  options: IdentifyOptions;
  schools: Schools;
  computed: IdentifyResult;
}

function factsOf(parts: Parts, draw: StudyDraw, rows: readonly StudyRow[]): StudyFacts {
  const { asked, options, computed } = parts;
  const { design, perGroup, seed, leaveOut } = asked;
  const taken = rows.filter((one) => one.drawn);
  const count = (kind: StudyRow['kind']) => taken.filter((one) => one.kind === kind).length;
  return {
    design,
    perGroup,
    seed,
    version: version(),
    found: {
      generator: draw.generator,
      grouping: options.region,
      indicators: options.context.map(({ column }) => column),
      result: options.result.column,
      shareOfVariance: computed.method.shareOfVariance,
      quantileType: computed.method.quantileType,
      cuts: computed.method.choices?.cuts ?? { hardest: 0.25, top: 0.25, lowest: 0.25 },
      missing: computed.method.missing,
      rule: ruleOf(options),
      groups: groupsOf(parts, draw, taken),
    },
    leftOut: leaveOut.length,
    declined: 0,
    now: { resilient: count('resilient'), struggling: count('struggling') },
  };
}

function ruleOf({ rule, earlier, result }: IdentifyOptions): StudyFacts['found']['rule'] {
  const { weights = null, years, model } = rule;
  return {
    weights,
    held: years === null || years < 2 ? null : [...earlier, result.column].slice(-years),
    chance:
      model === null
        ? null
        : {
            pupils: model.pupils.length === 0 ? null : [...new Set(model.pupils)].join(', '),
            spread: model.spread ?? null,
          },
  };
}

function groupsOf(
  { options, schools, computed }: Parts,
  { unmatched }: StudyDraw,
  taken: readonly StudyRow[],
): StudyGroup[] {
  const { code, names } = inputOf(schools).groups;
  const covered = Uint8Array.from(computed.contextQuartile, (quartile) => Number(quartile !== 0));
  const columns = schools.measures.map(({ column, values }) => ({ name: column, values }));
  const [index, ...means] = groupMeans(
    [{ name: 'index', values: computed.index }, ...columns],
    code,
    names.length,
    covered,
  );
  return computed.groups.map(({ group, schools: with_, resilient, struggling }, g) => {
    const name = options.region === null ? '' : group;
    const of = (kind: StudyRow['kind']) =>
      taken.filter((one) => one.group === name && one.kind === kind).length;
    return {
      name,
      schools: with_,
      known: code.reduce((sum, one) => sum + Number(one === g), 0),
      found: { resilient, struggling },
      drawn: { resilient: of('resilient'), struggling: of('struggling') },
      unmatched: unmatched[g] ?? 0,
      index: known(index?.means[g]),
      means: means.map((one) => known(one.means[g])),
    };
  });
}

/** For programs: the draw with its order, the means, and the paragraph. */
export function studyJson({ facts, columns, schools }: StudyAnswer) {
  const { design, perGroup, seed, found } = facts;
  return {
    design,
    perGroup,
    seed,
    generator: found.generator,
    columns: columns.map(({ label }) => label),
    groups: found.groups,
    schools,
    method: methodParagraph(facts),
  };
}
