import { drawing, mostDiffering, type Agreement, type Comparison } from '#contract/agreement';
import { keyOf, type Target } from '#contract/coding';
import { wordsAt } from '#contract/laidText';
import type { UnitKind } from '#contract/textUnits';
import { compareCoders, type AgreementFound, type CoderComparison } from '#stats';
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
        : told(compareCoders(pool.input, { uncoded, ...drawing }), pool, { sources, unit }),
  };
}

function told(
  found: CoderComparison,
  pool: Pool,
  { sources, unit: kind }: { sources: readonly PooledSource[]; unit: UnitKind },
): Comparison {
  const targets = targetsOf(sources);
  const places = new Map(targets.map((target, i) => [keyOf(target), i]));
  return {
    percent: found.percent,
    units: found.units,
    codedByAny: found.codedByAny,
    codedByTwo: found.codedByTwo,
    together: plain(found.together),
    coded: { ...plain(found.coded), kappa: found.coded.kappa, percent: found.coded.percent },
    levels: found.levels.map(plain),
    labels: found.labels.flatMap((one) => {
      const target = targets[places.get(one.label) ?? -1];
      const { used, kappa, percent: alike } = one;
      return target === undefined ? [] : [{ target, used, kappa, percent: alike, ...plain(one) }];
    }),
    differingUnits: found.differing.length,
    differing: found.differing.slice(0, mostDiffering).flatMap(({ unit: at, sets }) => {
      const { source: place, unit } = pool.units[at] ?? {};
      const source = sources[place ?? -1];
      if (source === undefined || unit === undefined) return [];
      const keys = sets.map((set) => set && set.flatMap((key) => places.get(key) ?? []));
      const words = kind === 'source' ? '' : wordsAt(source.laid, unit.start, unit.end);
      return [{ source: source.id, ...unit, words, sets: keys }];
    }),
    targets,
  };
}

function plain({ alpha, undefinedBecause, interval, units }: AgreementFound): Comparison['together'] {
  const { lower, upper, resamples, undefinedResamples } = interval;
  return { alpha, undefinedBecause, interval: { lower, upper, resamples, undefinedResamples }, units };
}

/** Each code once, in the latest version that it was said in. */
function targetsOf(sources: readonly PooledSource[]): Target[] {
  const all = sources.flatMap(({ targets }) => targets).toSorted((a, b) => a.version - b.version);
  return [...new Map(all.map((target) => [keyOf(target), target])).values()];
}
