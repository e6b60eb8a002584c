import { drawsFor, type Draws } from './draws.ts';
import {
  closedSchools,
  firstWords,
  namedSchools,
  openedSchool,
  regions,
  secondWords,
  type NamedSchool,
  type Region,
} from './names.ts';

/** A school of the invented network, with what is true of it and never seen. */
export interface School {
  reference: number;
  name: string;
  region: Region;
  cluster: string;
  pupils: number;
  /** Tested in the latest year, where that is set. */
  tested: number | null;
  hardness: number;
  effect: number;
  /** Whether the later stages speak of it by name. */
  story: boolean;
  opened: string | null;
  closed: string | null;
  /** Reference of the school that followed. */
  successor: number | null;
}

/** How far schools of one region lie apart in circumstances: clusters from another, and schools within a cluster. */
const spread = { clusters: 0.4, schools: 0.9 };
/** Deviation of what a school adds to the results of its pupils, in points, where it is not set. */
const effectDeviation = 2.2;
/** Outside of every range of references in use. */
const firstReference = 900_200;

/** The schools of the network, those that closed last. */
export function makeSchools(seed: number): School[] {
  const references = referencesFor(seed);
  const names = namesFor(seed);
  const schools = regions.flatMap((region) => schoolsOf(seed, region, { references, names }));
  const closed = closedSchools.map(({ name, region, pupils, hardness, closed: day, successor }): School => {
    const follows = schools.find((school) => school.name === `${successor} Primary`);
    if (follows === undefined) throw new Error(`No school is called ${successor}.`);
    return {
      reference: references(undefined),
      name: `${name} Primary`,
      region,
      cluster: follows.cluster,
      pupils,
      tested: null,
      hardness,
      effect: -1.5,
      story: true,
      opened: null,
      closed: day,
      successor: follows.reference,
    };
  });
  return [...schools, ...closed];
}

interface Givers {
  references: (wanted: number | undefined) => number;
  names: () => string;
}

function schoolsOf(seed: number, region: (typeof regions)[number], { references, names }: Givers): School[] {
  const draws = drawsFor(seed, `schools of ${region.name}`);
  const named = namedSchools.filter((one) => one.region === region.name);
  const others = Array.from({ length: region.schools - named.length }, () => names());
  const clusters = clustersOf(region.schools, draws);
  const members = draws.shuffled<NamedSchool | string>([...named, ...others]);
  return members.map((member, i) => {
    const { letter, hardness: around } = clusters[i] ?? { letter: '', hardness: 0 };
    const known: Partial<NamedSchool> = typeof member === 'string' ? { name: member } : member;
    // Drawn for every school, so that what is set of one does not change the others.
    const drawn = {
      hardness: region.hardness + around + spread.schools * draws.normal(),
      effect: effectDeviation * draws.normal(),
      pupils: Math.round(Math.min(620, Math.max(64, 245 * Math.exp(0.42 * draws.normal())))),
    };
    const name = known.name ?? '';
    return {
      reference: references(known.reference),
      name: `${name} Primary`,
      region: region.name,
      cluster: `${region.name} ${letter}`,
      pupils: known.pupils ?? drawn.pupils,
      tested: known.tested ?? null,
      hardness: known.hardness ?? drawn.hardness,
      effect: known.effect ?? drawn.effect,
      story: typeof member !== 'string',
      opened: name === openedSchool.name ? openedSchool.opened : null,
      closed: null,
      successor: null,
    };
  });
}

/** Per school its cluster: four to six schools that work together, and are somewhat alike. */
function clustersOf(schools: number, draws: Draws): { letter: string; hardness: number }[] {
  const clusters = Math.round(schools / 5);
  const means = Array.from({ length: clusters }, () => spread.clusters * draws.normal());
  // Letters, because a number would read as a rank.
  return Array.from({ length: schools }, (_, i) => ({
    letter: String.fromCharCode('A'.charCodeAt(0) + (i % clusters)),
    hardness: means[i % clusters] ?? 0,
  }));
}

function referencesFor(seed: number): Givers['references'] {
  const set = new Set(namedSchools.map((one) => one.reference));
  const all = Array.from({ length: 260 }, (_, i) => firstReference + i).filter((one) => !set.has(one));
  const left = drawsFor(seed, 'references').shuffled(all);
  return (wanted) => wanted ?? left.pop() ?? Number.NaN;
}

/** No name comes twice, and no first word more than four times. */
function namesFor(seed: number): Givers['names'] {
  const draws = drawsFor(seed, 'names');
  const taken = new Set<string>([...namedSchools, ...closedSchools].map((one) => one.name));
  const rounds = [0, 1, 2].flatMap(() => draws.shuffled(firstWords));
  return () => {
    const first = rounds.pop() ?? '';
    const free = secondWords.filter((second) => !taken.has(`${first} ${second}`));
    const name = `${first} ${free[draws.below(free.length)] ?? ''}`;
    taken.add(name);
    return name;
  };
}
