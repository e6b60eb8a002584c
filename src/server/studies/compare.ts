import type { Study, StudyComparison } from '#contract/studies';
import type { Drawn } from './draw.ts';

/** What a draw from the data of today has in common with one that was kept. */
export function comparisonOf(
  study: Study,
  today: Drawn,
  { version, names }: { version: string; names: ReadonlyMap<string, string> },
): StudyComparison {
  const then = new Set(study.schools.filter(({ drawn }) => drawn).map(({ school }) => school));
  const now = new Set(today.schools.filter(({ drawn }) => drawn).map(({ school }) => school));
  const named = (one: string) => names.get(one) ?? 'a school';
  const gone = [...then].filter((one) => !now.has(one));
  const come = [...now].filter((one) => !then.has(one));
  const same = gone.length === 0 && come.length === 0;
  return {
    same,
    sameOrder:
      same &&
      orderOf(study.schools) === orderOf(today.schools.map((one) => ({ ...one, group: one.stratum }))),
    gone: gone.map(named),
    come: come.map(named),
    sameData: study.dataDigest === today.digest,
    sameVersion: study.programVersion === version,
    version,
    refusal: null,
  };
}

/** Nothing could be drawn from the data of today. */
export function refusedComparison(study: Study, version: string, refusal: string): StudyComparison {
  const gone = study.schools.filter(({ drawn }) => drawn).map(({ name }) => name);
  const sameVersion = study.programVersion === version;
  return { same: false, sameOrder: false, gone, come: [], sameData: false, sameVersion, version, refusal };
}

function orderOf(
  schools: readonly {
    school: string;
    group: string;
    kind: string;
    place: number | null;
    pair: number | null;
  }[],
): string {
  const lines = schools
    .filter(({ place }) => place !== null)
    .map(({ group, kind, place, pair, school }) => JSON.stringify([group, kind, place, pair, school]));
  return lines.toSorted().join('\n');
}
