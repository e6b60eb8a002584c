import type { Neighbour, OverYears, SchoolStanding, StandingPage } from '#contract/standings';
import { measureWords } from '#contract/standingsWords';
import type { Scope } from '../platform/scope.ts';
import { readClosing, readSeries } from '../schools/index.ts';
import type { FoundNeighbour, SchoolFound, StandingFound } from './rules/found.ts';
import { coarse } from './rules/like.ts';
import { fieldBehind } from './rules/field.ts';
import { whyNoPlace, type Asked } from './rules/lacking.ts';
import { besides } from './rules/others.ts';
import {
  findSchool,
  findSchoolStanding,
  findStanding,
  leads,
  namesKnown,
  readRules,
  type Stored,
} from './store.ts';

/** The page of a school, as far as the reader may know the others that stand on it. */
export async function readPage(scope: Scope, id: string): Promise<SchoolStanding> {
  const school = await findSchool(scope, id);
  const [stored, { named }, mayAsk, closed] = await Promise.all([
    findStanding(scope),
    readRules(scope),
    leads(scope, id),
    readClosing(scope, id),
  ]);
  const found = stored === null ? null : await findSchoolStanding(scope, stored.published.id, id);
  const about = {
    school,
    closed,
    neighbours: named ? ('named' as const) : ('letters' as const),
    mayAsk,
  };
  if (stored === null || found === null)
    return { ...about, published: stored?.published ?? null, page: null };
  const names = await namesKnown(
    scope,
    found.neighbours.map((one) => one.school),
  );
  const page = pageOf(stored.found, found, { names, named });
  return { ...about, published: stored.published, page: await withWhy(scope, id, { page, stored, found }) };
}

interface Read {
  page: StandingPage;
  stored: Stored;
  found: SchoolFound;
}

/** Where a school takes no part, the reason comes first; it is looked for in what is known of the school by now. */
async function withWhy(scope: Scope, id: string, { page, stored, found }: Read): Promise<StandingPage> {
  if (page.circumstances !== 0) return page;
  const asked = stored.published.settings as unknown as Asked;
  const why = whyNoPlace(stored.found, found, asked, await readSeries(scope, id));
  return { ...page, lacking: [why, ...page.lacking] };
}

interface Calling {
  /** Names that the reader knows anyhow. */
  names: ReadonlyMap<string, string>;
  /** Whether schools of this network are called by name on each other's pages. */
  named: boolean;
}

function pageOf(standing: StandingFound, found: SchoolFound, calling: Calling): StandingPage {
  const others = standing.others[found.circumstances - 1] ?? null;
  const effect = found.place?.effect ?? null;
  const besideIt = others === null || effect === null ? null : besides(others, effect);
  return {
    group: found.group < 0 ? null : (standing.groups[found.group]?.name ?? null),
    circumstances: found.circumstances,
    results: found.results,
    pupils: found.pupils,
    place: found.place,
    onePupil: found.onePupil,
    held: found.held,
    years: found.years.map((kind, i) => ({ period: standing.method.result.periods[i] ?? '', kind })),
    others: besideIt,
    measures: standing.measures.map((_, m) => overYears(standing, found, m)),
    like:
      found.own === null || standing.comparable === null
        ? null
        : {
            indicators: standing.method.indicators,
            field: fieldBehind(
              standing.field ?? null,
              [found.own, ...found.neighbours.map((one) => one.circumstances)],
              standing.threshold,
            ),
            candidates: standing.comparable,
            own: found.own,
            neighbours: found.neighbours.map((one, i) => neighbourShown(standing, one, i, calling)),
          },
    lacking: lackingOf(standing, found, besideIt !== null),
  };
}

/** Its own group's middle half where enough schools of it have a value in every period, else that of all schools. */
function overYears(standing: StandingFound, found: SchoolFound, m: number): OverYears {
  const head = standing.measures[m];
  if (head === undefined) throw new Error(`There is no measure ${String(m)} in what was published.`);
  const values = found.values[m] ?? [];
  const all = standing.groups.at(-1);
  const groups = [found.group < 0 ? undefined : standing.groups[found.group], all];
  const whole = groups.find((one) => values.every((__, p) => (one?.bands[m]?.[p] ?? null) !== null));
  const among = whole ?? all;
  const bands = among?.bands[m] ?? [];
  const { periods, ...words } = head;
  return {
    ...words,
    among: bands.some((band) => band !== null) ? (among?.name ?? 'all schools') : null,
    points: periods.map((period, p) => {
      const [value, low, high] = values[p] ?? [null, null, null];
      return { period, value, low, high, band: bands[p] ?? null };
    }),
  };
}

const letters = 'abcdefghijklmnopqrstuvwxyz';

export function neighbourShown(
  { measures }: StandingFound,
  { school, name, circumstances, pupils, better }: FoundNeighbour,
  place: number,
  { names, named }: Calling = { names: new Map(), named: false },
): Neighbour {
  const known = names.get(school);
  const called = known ?? (named ? name : null);
  return {
    key: keyAt(place),
    school: known === undefined ? null : school,
    name: called,
    circumstances: called === null ? circumstances.map(coarse) : circumstances,
    pupils: called === null && pupils !== null ? coarse(pupils) : pupils,
    better: better.flatMap(({ measure, by }) => {
      const head = measures[measure];
      return head === undefined
        ? []
        : [{ measure: measureWords(head), by, unit: head.unit, digits: head.digits }];
    }),
  };
}

export const keyAt = (place: number) => letters[place] ?? '';

/** What is missing for a school, and what to do about it. */
function lackingOf(
  { method, threshold, others }: StandingFound,
  found: SchoolFound,
  drawn: boolean,
): string[] {
  const { result, lacking, pupils } = method;
  const told: string[] = [];
  if (lacking !== null) told.push(lacking);
  else if (found.circumstances !== 0 && found.place === null) {
    told.push(
      'How many pupils are behind the result of this school is not known, so it cannot be said how sure the result is. Bring a file with the number of pupils tested.',
    );
  } else if (!drawn && others[found.circumstances - 1] === null) {
    told.push(`Other schools are drawn only where at least ${String(threshold)} are in such circumstances.`);
  }
  if (result.periods.length < 2) {
    told.push(
      `Only one year of ${result.label} is here. With the years before, this page shows whether it lasts: bring their files.`,
    );
  }
  if (lacking === null && pupils === null) {
    told.push(
      'How many pupils are behind each result is not known, so all schools are given the same interval: too narrow for small schools, too wide for large ones. Bring the number of pupils tested.',
    );
  }
  return told;
}
