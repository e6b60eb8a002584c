import { StatsError, type StatsWarning } from '../errors.ts';
import { seededGenerator, type Generator } from './generator.ts';

/**
 * Draws `n` different integers from 0 … population − 1, every ordered selection being equally likely. Returned in the
 * order of drawing; with n = population this is a random order of all.
 *
 * Throws `invalid-sample-size` unless 0 ≤ n ≤ population are whole numbers.
 *
 * Source: Fisher & Yates in the form of Durstenfeld (1964), Communications of the ACM 7, algorithm 235, stopped early.
 */
export function sampleWithoutReplacement(n: number, population: number, generator: Generator): Int32Array {
  if (!Number.isInteger(n) || !Number.isInteger(population) || n < 0 || n > population) {
    throw new StatsError('invalid-sample-size', `A sample of ${n} cannot be drawn from ${population}.`);
  }
  const rest = Int32Array.from({ length: population }, (_, i) => i);
  for (let i = 0; i < n; i++) {
    const j = i + generator.below(population - i);
    [rest[i], rest[j]] = [rest[j], rest[i]];
  }
  return rest.slice(0, n);
}

export interface StratifiedInput {
  /** Identifies each row; no two alike. The draw depends on these, not on the order of the rows. */
  ids: readonly string[];
  /** The stratum of each row: an index into `names`, −1 for rows that are not to be drawn. */
  strata: { names: readonly string[]; code: Int32Array };
  perStratum: number;
  /** A whole number from 0 to 2⁵³ − 1. */
  seed: number;
}

export interface StratumSample {
  stratum: string;
  /** How many rows could be drawn. */
  available: number;
  /** Row numbers of those drawn, in the order of drawing. */
  drawn: number[];
  /** Row numbers of the others, in the order in which they stand in for those who decline. */
  replacements: number[];
}

export interface StratifiedSample {
  strata: StratumSample[];
  seed: number;
  generator: 'xoshiro128**';
  warnings: StatsWarning[];
}

/**
 * A simple random sample of `perStratum` rows from every stratum, with everyone else of the stratum as replacements
 * in random order.
 *
 * The rows of a stratum are sorted by id (by UTF-16 code units) and then put into random order by a stream of its own,
 * named after the stratum. So the same seed draws the same schools whatever the order of the file, a larger sample
 * contains the smaller one, and a stratum that is added or removed leaves the others as they are.
 *
 * A stratum with too few rows is drawn whole, with a warning. Throws `length-mismatch`, `unknown-group`,
 * `duplicate-id`, `invalid-sample-size`, `invalid-seed`.
 */
export function stratifiedSample({ ids, strata, perStratum, seed }: StratifiedInput): StratifiedSample {
  if (!Number.isInteger(perStratum) || perStratum < 0) {
    throw new StatsError('invalid-sample-size', `${perStratum} is not a number of rows to draw per stratum.`);
  }
  const members = membersOf(ids, strata);
  const samples = strata.names.map((stratum, s): StratumSample => {
    const sorted = members[s].toSorted((one, other) => (ids[one] < ids[other] ? -1 : 1));
    const order = sampleWithoutReplacement(sorted.length, sorted.length, seededGenerator(seed, stratum));
    const rows = Array.from(order, (i) => sorted[i]);
    return {
      stratum,
      available: rows.length,
      drawn: rows.slice(0, perStratum),
      replacements: rows.slice(perStratum),
    };
  });
  return { strata: samples, seed, generator: 'xoshiro128**', warnings: tooSmall(samples, perStratum) };
}

function membersOf(ids: readonly string[], strata: StratifiedInput['strata']): number[][] {
  if (ids.length !== strata.code.length) {
    throw new StatsError(
      'length-mismatch',
      `There are ${ids.length} ids, but ${strata.code.length} codes of strata.`,
    );
  }
  const members: number[][] = strata.names.map(() => []);
  const seen = new Set<string>();
  strata.code.forEach((stratum, row) => {
    if (stratum === -1) return;
    if (members[stratum] === undefined) {
      throw new StatsError('unknown-group', `Row ${row + 1} has stratum ${stratum}, which has no name.`);
    }
    if (seen.has(ids[row])) {
      throw new StatsError('duplicate-id', `The id ‘${ids[row]}’ occurs twice, in row ${row + 1} again.`);
    }
    seen.add(ids[row]);
    members[stratum].push(row);
  });
  return members;
}

function tooSmall(samples: readonly StratumSample[], perStratum: number): StatsWarning[] {
  const small = samples.filter(({ available }) => available < perStratum);
  if (small.length === 0) return [];
  const names = small.map(({ stratum, available }) => `${stratum} (${available})`).join(', ');
  return [
    {
      code: 'small-stratum',
      message: `Fewer than the ${perStratum} asked for could be drawn, so all were taken: ${names}.`,
    },
  ];
}
