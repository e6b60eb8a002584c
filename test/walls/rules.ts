import { cycles } from './cycles.ts';
import type { Import, Module } from './module.ts';
import { isDoorOfFeature, placeOf, targetOf, type Aliases, type Place, type Target } from './places.ts';
import { impure, libraries, pureKinds, table, wordlessKinds, type Reach } from './table.ts';

/** What the walls are: one sentence each, which is also what a person reads when one is broken. */
export const rules = {
  room: 'every file below src stands in a room of the house',
  table: 'a room imports only what its row in the table allows',
  name: 'another room is imported by its name (#contract/x, without extension), the own room by a relative path',
  barrel: 'no barrels except stats/index.ts and server/<feature>/index.ts',
  cycle: 'no cycles between features',
  words: 'the platform, web/ui and web/charts hold no feature words',
  pure: 'statistics, contract and charts are pure: no clock, no chance, no console, no page, no process',
} as const;
export type Rule = keyof typeof rules;

export interface Violation {
  readonly rule: Rule;
  readonly path: string;
  readonly line: number;
  readonly detail: string;
}

/** Every wall that these files break. */
export function violations(modules: readonly Module[], aliases: Aliases): Violation[] {
  const features = featuresOf(modules);
  return [
    ...modules.flatMap((module) => {
      const place = placeOf(module.path);
      if (place === null)
        return [{ rule: 'room', path: module.path, line: 1, detail: 'no such room' } as const];
      return [
        ...module.imports.flatMap((one) => importViolations(module, place, one, aliases)),
        ...barrelViolations(module),
        ...pureViolations(module, place),
        ...wordViolations(module, place, features),
      ];
    }),
    ...cycles(modules, aliases),
  ];
}

function importViolations(module: Module, place: Place, one: Import, aliases: Aliases): Violation[] {
  const target = targetOf(module.path, one.specifier, aliases);
  const at = { path: module.path, line: one.line };
  if (target.kind === 'nowhere') {
    return [{ ...at, rule: 'table', detail: `${one.specifier} leads to no room` }];
  }
  const found: Violation[] = [];
  if (!isAllowed(module.path, place, one, target)) {
    const what = one.typeOnly ? 'even the types of ' : '';
    found.push({ ...at, rule: 'table', detail: `${place.kind} may not import ${what}${one.specifier}` });
  }
  if (target.kind === 'ours' && !isWellNamed(module.path, one.specifier, target.path)) {
    found.push({ ...at, rule: 'name', detail: `${one.specifier} is not how this is imported from here` });
  }
  return found;
}

function isAllowed(
  path: string,
  place: Place,
  one: Import,
  target: Exclude<Target, { kind: 'nowhere' }>,
): boolean {
  const row = table[place.kind];
  if (target.kind !== 'ours') {
    const listed = libraries.some(({ within, name }) => path.startsWith(within) && name.test(target.name));
    return listed || reaches(row[target.kind], one);
  }
  if (target.place.folder === place.folder) return true;
  if (place.kind === 'server/<feature>' && isDoorOfFeature(target.path)) return true;
  return reaches(row[target.place.kind], one);
}

function reaches(reach: Reach | undefined, one: Import): boolean {
  return reach === 'values' || (reach === 'types' && one.typeOnly);
}

function isWellNamed(path: string, specifier: string, target: string): boolean {
  const sameRoom = path.split('/')[1] === target.split('/')[1];
  if (specifier.startsWith('#'))
    return !/\.tsx?$/.test(specifier) && (!sameRoom || target.includes('/charts/'));
  return sameRoom && /\.\w+$/.test(target);
}

function barrelViolations({ path, barrel }: Module): Violation[] {
  if (!barrel || path === 'src/stats/index.ts' || isDoorOfFeature(path)) return [];
  return [
    { rule: 'barrel', path, line: 1, detail: 'only passes on what others declare: import those instead' },
  ];
}

function pureViolations({ path, globals }: Module, { kind }: Place): Violation[] {
  if (!pureKinds.includes(kind)) return [];
  const used = impure.filter((name) => globals.has(name));
  return used.map((name) => ({ rule: 'pure', path, line: globals.get(name) ?? 1, detail: `uses ${name}` }));
}

function wordViolations({ path, words }: Module, { kind }: Place, features: readonly string[]): Violation[] {
  if (!wordlessKinds.includes(kind)) return [];
  const inName = features.filter((feature) => path.split(/[/.]/).slice(2).includes(feature));
  const inText = features.filter((feature) => words.has(feature));
  return [...new Set([...inName, ...inText])].map((feature) => ({
    rule: 'words',
    path,
    line: words.get(feature) ?? 1,
    detail: `speaks of ${feature}, which is a feature`,
  }));
}

/** Folders of the server and the web that are neither platform nor parts shared by all. */
export function featuresOf(modules: readonly Module[]): string[] {
  const places = modules.map(({ path }) => placeOf(path));
  const folders = places.flatMap((place) =>
    place?.kind.endsWith('<feature>') === true ? [place.folder] : [],
  );
  return [...new Set(folders.map((folder) => folder.split('/')[1]))];
}
