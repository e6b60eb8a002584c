import { drawing, mostDiffering, type Agreement, type Comparison } from '#contract/agreement';
import { keyOf, type Target } from '#contract/coding';
import { wordsAt } from '#contract/laidText';
import type { UnitKind } from '#contract/textUnits';
import {
  compareCoders,
  compareMarks,
  type AgreementFound,
  type CoderComparison,
  type MarksComparison,
  type UnitizedAgreement,
} from '#stats';
import { poolOf, type Pool, type PooledSource } from './pool.ts';
import { compared, type CodedSources } from './read.ts';

export interface Choice {
  unit: UnitKind;
  uncoded: boolean;
}

/** How far those who coded the sources agree. */
export function agreementOf(coded: CodedSources, { unit, uncoded }: Choice): Agreement {
  const { sources, left } = compared(coded, unit);
  const pool = poolOf(sources);
  return {
    coders: pool.coders,
    sources: sources.map(({ id, title, blind, units }, i) => ({
      id,
      title,
      blind,
      units: units.length,
      coders: (pool.codersOf[i] ?? []).toSorted((a, b) => a - b),
    })),
    left,
    asked: sources.reduce((sum, { asked }) => sum + asked, 0),
    found:
      sources.length === 0
        ? null
        : told(
            { ...compareCoders(pool.input, { uncoded, ...drawing }), words: compareMarks(pool.words) },
            pool,
            { sources, unit },
          ),
  };
}

function told(
  found: CoderComparison & { words: MarksComparison },
  pool: Pool,
  { sources, unit: kind }: { sources: readonly PooledSource[]; unit: UnitKind },
): Comparison {
  const targets = targetsOf(sources);
  const places = new Map(targets.map((target, i) => [keyOf(target), i]));
  const { words } = found;
  return {
    percent: found.percent,
    units: found.units,
    characters: words.length,
    codedByAny: found.codedByAny,
    codedByTwo: found.codedByTwo,
    together: plain(found.together, words.together),
    coded: { ...plain(found.coded, words.coded), kappa: found.coded.kappa, percent: found.coded.percent },
    levels: found.levels.map((level, i) => plain(level, words.levels[i])),
    labels: found.labels.flatMap((one) => {
      const target = targets[places.get(one.label) ?? -1];
      const { used, kappa, percent: alike } = one;
      if (target === undefined) return [];
      return [{ target, used, kappa, percent: alike, ...plain(one, words.labels.get(one.label)) }];
    }),
    differingUnits: found.differing.length,
    differing: found.differing.slice(0, mostDiffering).flatMap(({ unit: at, sets }) => {
      const { source: place, unit } = pool.units[at] ?? {};
      const source = sources[place ?? -1];
      if (source === undefined || unit === undefined) return [];
      const keys = sets.map((set) => set && set.flatMap((key) => places.get(key) ?? []));
      const said = kind === 'source' ? '' : wordsAt(source.laid, unit.start, unit.end);
      return [{ source: source.id, ...unit, words: said, sets: keys }];
    }),
    targets,
  };
}

function plain(found: AgreementFound, words: UnitizedAgreement | undefined): Comparison['together'] {
  const { alpha, undefinedBecause, interval, units, ac1 } = found;
  const { lower, upper, resamples, undefinedResamples } = interval;
  return {
    alpha,
    undefinedBecause,
    interval: { lower, upper, resamples, undefinedResamples },
    units,
    ac1,
    unitizing: {
      alpha: words?.estimate ?? null,
      undefinedBecause: words === undefined ? 'no-pairs' : words.undefinedBecause,
    },
  };
}

/** Each code once, in the latest version that it was said in. */
function targetsOf(sources: readonly PooledSource[]): Target[] {
  const all = sources.flatMap(({ targets }) => targets).toSorted((a, b) => a.version - b.version);
  return [...new Map(all.map((target) => [keyOf(target), target])).values()];
}
