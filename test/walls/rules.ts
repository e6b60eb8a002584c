import { cycles } from './cycles.ts';
import { splitWords, type Import, type Module } from './module.ts';
import { isDoorOfFeature, placeOf, targetOf, type Aliases, type Place, type Target } from './places.ts';
import { exceptions, impure, pureKinds, table, wordlessKinds, type Reach } from './table.ts';

/** What the walls are: one sentence each, which is also what a person reads when one is broken. */
export const rules = {
  room: 'every file below src stands in a room of the house',
  table: 'a room imports only what its row in the table allows',
  name: 'another room is imported by its name (#contract/x, without extension), the own room by a relative path',
  barrel: 'no barrels except stats/index.ts and server/<feature>/index.ts',
  cycle: 'no cycles between features',
  words: 'the platform holds no feature words, web/ui and web/charts no file of a feature',
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
    return isException(path, target.name) || reaches(row[target.kind], one);
  }
  if (target.place.folder === place.folder) return true;
  if (place.kind === 'server/<feature>' && isDoorOfFeature(target.path)) return true;
  return isException(path, target.path) || reaches(row[target.place.kind], one);
}

function isException(path: string, target: string): boolean {
  return exceptions.some(({ within, name }) => path.startsWith(within) && name.test(target));
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

/** Holds the name of every table, because it is written from the migrated schema. */
const writtenFromSchema = 'src/server/platform/tables.ts';

/** The platform knows no feature at all; shared parts of the page may say "schools" to people, but know no file of it. */
function wordViolations(module: Module, { kind }: Place, features: readonly string[]): Violation[] {
  const { path } = module;
  if (!wordlessKinds.includes(kind) || path === writtenFromSchema) return [];
  const inName = new Set(path.split(/[/.]/).slice(2));
  const inText = kind === 'server/platform' ? module.words : importedWords(module);
  return features
    .filter((feature) => inName.has(feature) || inText.has(feature))
    .map((feature) => {
      const line = inText.get(feature) ?? 1;
      return { rule: 'words', path, line, detail: `speaks of ${feature}, which is a feature` };
    });
}

function importedWords({ imports }: Module): Map<string, number> {
  return new Map(imports.flatMap(({ specifier, line }) => splitWords(specifier).map((word) => [word, line])));
}

/** Folders of the server and the web that are neither shared parts nor named like a part of the platform (jobs). */
function featuresOf(modules: readonly Module[]): string[] {
  const places = modules.map(({ path }) => placeOf(path));
  const folders = places.flatMap((place) =>
    place?.kind.endsWith('<feature>') === true ? [place.folder] : [],
  );
  const platform = new Set(modules.map(({ path }) => /^src\/server\/platform\/(\w+)/.exec(path)?.[1]));
  const names = new Set(folders.map((folder) => folder.split('/')[1]));
  return [...names].filter((name) => !platform.has(name));
}
