import { StatsError, type StatsWarning } from '../errors.ts';
import { seededGenerator, type Generator } from '../random/generator.ts';
import { fillNormals } from '../random/normals.ts';
import type { Firmness, FirmnessInput, FirmnessOptions, FirmnessSource } from './firmnessTypes.ts';
import { outerCutFinder, type OuterCuts } from './outerCuts.ts';

const quarters = { lowest: 0.25, top: 0.25 };
const usualDraws = 1000;

/** Normal numbers made between two looks at whether to go on. */
const numbersPerChunk = 200_000;

/**
 * How firmly each school holds its label, as far as chance in the results goes: the results are drawn anew many times,
 * cut within groups again, and it is counted how often each school of the hardest circumstances is resilient, how often
 * struggling. Circumstances and their cut stay as they are.
 *
 * What is drawn is the *true* result of each school, given what was observed: normal about the model's prediction, with
 * its error (`posterior`, `prediction.estimate` and `prediction.fullError` of `fayHerriot`). Adding chance error to the
 * results as observed, which hold it once already (`observed`), makes schools differ more than they do, by twice the
 * chance error; shares are then nearer to the middle, and it serves only where there is no model.
 *
 * The schools of a group are drawn in the order of their ids by a stream of the group's own name, so that the same seed
 * gives the same answer whatever the order of the schools. Draws of different schools are independent: what schools have
 * in common by uncertain coefficients moves them together, and is left out.
 *
 * Throws `length-mismatch`, `unknown-group`, `duplicate-id`, `negative-error`, `infinite-value`, `invalid-count`,
 * `invalid-seed`, `stopped`.
 *
 * Source: Goldstein & Spiegelhalter (1996), Journal of the Royal Statistical Society A 159, 385–443; Laird
 * & Louis (1989), Journal of Educational Statistics 14, 29–46.
 */
export function firmness(input: FirmnessInput, options: FirmnessOptions): Firmness {
  const { draws = usualDraws, seed, progress } = options;
  refuse(input, draws);
  const { middle, spread, known } = sourceOf(input);
  const counts = { resilient: new Uint32Array(known.length), struggling: new Uint32Array(known.length) };
  const groups = membersOf(input).map((rows, group) =>
    resampledGroup(input, rows, { middle, spread }, seededGenerator(seed, input.groups.names[group])),
  );
  const schools = groups.reduce((sum, { size }) => sum + size, 0);
  const perChunk = Math.max(1, Math.floor(numbersPerChunk / Math.max(1, schools)));
  for (let done = 0; done < draws;) {
    const next = Math.min(draws, done + perChunk);
    for (const group of groups) for (let draw = done; draw < next; draw++) group.draw(counts);
    done = next;
    if (progress?.(done, draws) === false) {
      throw new StatsError('stopped', `Stopped after ${done} of ${draws} draws.`);
    }
  }
  return summary(input, { draws, seed, known, counts });
}

function refuse({ ids, result, groups, identified, source }: FirmnessInput, draws: number): void {
  const schools = ids.length;
  const columns = source.rule === 'posterior' ? [source.estimate, source.error] : [source.variances];
  const lengths = [result.values, groups.code, identified.contextQuartile, identified.kind, ...columns];
  const wrong = lengths.find(({ length }) => length !== schools);
  if (wrong !== undefined) {
    throw new StatsError(
      'length-mismatch',
      `There are ${schools} ids of schools, but ${wrong.length} values in one of the columns.`,
    );
  }
  if (!Number.isInteger(draws) || draws < 1) {
    throw new StatsError('invalid-count', `The number of draws is a whole number above 0, not ${draws}.`);
  }
}

/** What each school's draws are normal about and how widely; a school of which no chance error is known stays put. */
function sourceOf({ result, source }: FirmnessInput) {
  const { values } = result;
  const error = source.rule === 'posterior' ? source.error : source.variances.map(Math.sqrt);
  const about = source.rule === 'posterior' ? source.estimate : values;
  const known = Uint8Array.from(values, (_, i) => Number(!Number.isNaN(about[i]) && !Number.isNaN(error[i])));
  refuseErrors(source, about, error);
  return {
    known,
    middle: values.map((value, i) => (known[i] === 1 ? about[i] : value)),
    spread: values.map((_, i) => (known[i] === 1 ? error[i] : 0)),
  };
}

function refuseErrors(source: FirmnessSource, about: Float64Array, error: Float64Array): void {
  const given = source.rule === 'posterior' ? source.error : source.variances;
  const negative = given.findIndex((value) => value < 0);
  if (negative >= 0) {
    throw new StatsError('negative-error', `The error of school ${negative + 1} is negative.`);
  }
  const infinite = about.findIndex((value, i) => Math.abs(value) === Infinity || error[i] === Infinity);
  if (infinite < 0) return;
  throw new StatsError('infinite-value', `The result or error of school ${infinite + 1} is infinite.`);
}

/** By group, the rows of the schools that were classified, in the order of their ids. */
function membersOf({ ids, groups, identified }: FirmnessInput): number[][] {
  const members: number[][] = groups.names.map(() => []);
  const seen = new Set<string>();
  identified.contextQuartile.forEach((quarter, row) => {
    if (quarter === 0) return;
    const group = members[groups.code[row]];
    if (group === undefined) {
      throw new StatsError(
        'unknown-group',
        `School ${row + 1} has group ${groups.code[row]}, which has no name.`,
      );
    }
    if (seen.has(ids[row])) {
      throw new StatsError('duplicate-id', `The id ‘${ids[row]}’ occurs twice, in row ${row + 1} again.`);
    }
    seen.add(ids[row]);
    group.push(row);
  });
  return members.map((rows) => rows.sort((one, other) => (ids[one] < ids[other] ? -1 : 1)));
}

interface Counts {
  resilient: Uint32Array;
  struggling: Uint32Array;
}

function resampledGroup(
  { result, identified }: FirmnessInput,
  rows: readonly number[],
  { middle, spread }: { middle: Float64Array; spread: Float64Array },
  generator: Generator,
) {
  const size = rows.length;
  const middles = Float64Array.from(rows, (row) => middle[row]);
  const spreads = Float64Array.from(rows, (row) => spread[row]);
  const drawn = new Float64Array(size);
  // The cut at the low end of the values is that of the highest results where a high result is worse.
  const better = result.highMeans === 'better';
  const { lowest, top } = identified.method.choices?.cuts ?? quarters;
  const { quantileType } = identified.method;
  const shares = better ? { lowest, top } : { lowest: top, top: lowest };
  const cutsOf = size === 0 ? null : outerCutFinder(size, { ...shares, quantileType });
  const places = Int32Array.from(rows.keys()).filter((i) => identified.contextQuartile[rows[i]] === 1);
  const hardest = Array.from(places, (i) => rows[i]);
  return {
    size,
    draw(counts: Counts): void {
      if (cutsOf === null) return;
      fillNormals(drawn, generator);
      for (let i = 0; i < size; i++) drawn[i] = middles[i] + spreads[i] * drawn[i];
      const { low, high } = cutsOf(drawn);
      if (better) count(drawn, places, hardest, { low, high }, counts.struggling, counts.resilient);
      else count(drawn, places, hardest, { low, high }, counts.resilient, counts.struggling);
    },
  };
}

/** As `quarterOf`: a value on a cut point is inside, and one on both is in neither outer part. */
function count(
  drawn: Float64Array,
  places: Int32Array,
  rows: readonly number[],
  { low, high }: OuterCuts,
  below: Uint32Array,
  above: Uint32Array,
): void {
  for (let i = 0; i < places.length; i++) {
    const value = drawn[places[i]];
    const isLow = value <= low;
    const isHigh = value >= high;
    if (isLow === isHigh) continue;
    if (isLow) below[rows[i]]++;
    else above[rows[i]]++;
  }
}

interface Drawn {
  draws: number;
  seed: number;
  known: Uint8Array;
  counts: Counts;
}

function summary(
  { groups, identified, source }: FirmnessInput,
  { draws, seed, known, counts }: Drawn,
): Firmness {
  const { kind, contextQuartile } = identified;
  const told = (row: number) => known[row] === 1 && contextQuartile[row] !== 0;
  const shares = (of: Uint32Array) =>
    Float64Array.from(of, (times, row) => (told(row) ? times / draws : NaN));
  const resilient = shares(counts.resilient);
  const struggling = shares(counts.struggling);
  const held = Float64Array.from(kind, (one, row) => {
    const others = draws - counts.resilient[row] - counts.struggling[row];
    const times = [others, counts.resilient[row], counts.struggling[row]][one];
    return told(row) ? times / draws : NaN;
  });
  const byGroup = groups.names.map((group) => ({ group, resilient: 0, struggling: 0 }));
  let [n, unknown] = [0, 0];
  contextQuartile.forEach((quarter, row) => {
    if (quarter === 0) return;
    if (known[row] === 1) n++;
    else unknown++;
    byGroup[groups.code[row]].resilient += counts.resilient[row];
    byGroup[groups.code[row]].struggling += counts.struggling[row];
  });
  return {
    rule: source.rule,
    draws,
    seed,
    generator: 'xoshiro128**',
    held,
    resilient,
    struggling,
    monteCarloError: held.map((share) => Math.sqrt((share * (1 - share)) / draws)),
    groups: byGroup.map(({ group, ...sums }) => ({
      group,
      resilient: sums.resilient / draws,
      struggling: sums.struggling / draws,
    })),
    n,
    unknown,
    warnings: warningsOf(unknown),
  };
}

function warningsOf(unknown: number): StatsWarning[] {
  if (unknown === 0) return [];
  return [
    {
      code: 'unknown-chance',
      message: `Of ${unknown} classified schools it is not known how much chance there is in their results: they stand as they are in all draws, and how firm their labels are is not told.`,
    },
  ];
}
