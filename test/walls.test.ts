import { describe, expect, it } from 'vitest';
import { readAliases, readHouse, describeViolation } from './walls/house.ts';
import { readModule } from './walls/module.ts';
import { placeOf, targetOf } from './walls/places.ts';
import { rules, violations, type Rule } from './walls/rules.ts';

const aliases = readAliases();
const house = readHouse();

type Files = Record<string, string>;
function broken(files: Files): string[] {
  const modules = Object.entries(files).map(([path, text]) => readModule(path, text));
  return violations(modules, aliases).map(({ rule, path }) => `${rule} ${path}`);
}

describe('this checkout keeps its walls', () => {
  const found = violations(house, aliases);

  it.each(Object.keys(rules) as Rule[])('%s', (rule) => {
    expect(found.filter((one) => one.rule === rule).map(describeViolation)).toEqual([]);
  });

  it('threads that read files load neither the database nor the web server', () => {
    const loaded = new Set<string>();
    const load = (path: string) => {
      if (loaded.has(path)) return;
      loaded.add(path);
      for (const { specifier, typeOnly } of house.find((one) => one.path === path)?.imports ?? []) {
        const target = targetOf(path, specifier, aliases);
        if (typeOnly || target.kind === 'nowhere') continue;
        load(target.kind === 'ours' ? target.path : target.name);
      }
    };
    load('src/server/imports/tasks.ts');
    expect(loaded.has('papaparse')).toBe(true);
    expect([...loaded].filter((one) => /^(?:postgres|kysely|hono)$|scope\.ts$|index\.ts$/.test(one))).toEqual(
      [],
    );
  });

  it('was read whole: every room has files with imports', () => {
    for (const room of ['stats', 'contract', 'server', 'web', 'cli']) {
      const files = house.filter(({ path }) => path.startsWith(`src/${room}/`));
      expect(files.flatMap(({ imports }) => imports).length, room).toBeGreaterThan(0);
    }
  });
});

/** For every rule, files that break it: [what is wrong, the path that is named, the files]. */
const bad: Record<Rule, [string, string, Files][]> = {
  room: [
    ['a sixth room', 'src/shared/date.ts', { 'src/shared/date.ts': '' }],
    ['a loose file in the sources', 'src/helpers.ts', { 'src/helpers.ts': '' }],
  ],
  table: [
    ['stats reads a file', 'src/stats/a.ts', { 'src/stats/a.ts': "import { readFileSync } from 'node:fs';" }],
    ['stats uses a library', 'src/stats/a.ts', { 'src/stats/a.ts': "import sum from 'lodash';" }],
    ['stats wraps @stdlib elsewhere', 'src/stats/a.ts', { 'src/stats/a.ts': "import t from '@stdlib/t';" }],
    [
      'stats knows the contract',
      'src/stats/a.ts',
      { 'src/stats/a.ts': "import type { A } from '#contract/a';" },
    ],
    ['contract computes', 'src/contract/a.ts', { 'src/contract/a.ts': "import { quantile } from '#stats';" }],
    ['contract knows Node', 'src/contract/a.ts', { 'src/contract/a.ts': "import 'node:fs';" }],
    [
      'contract knows the server',
      'src/contract/a.ts',
      { 'src/contract/a.ts': "import type { B } from '#server/b/b';" },
    ],
    [
      'platform knows a feature',
      'src/server/platform/a.ts',
      { 'src/server/platform/a.ts': "import '../b/index.ts';" },
    ],
    ['platform computes', 'src/server/platform/a.ts', { 'src/server/platform/a.ts': "import '#stats';" }],
    ['platform composes', 'src/server/platform/a.ts', { 'src/server/platform/a.ts': "import '../app.ts';" }],
    [
      'a feature reaches into another',
      'src/server/a/b.ts',
      { 'src/server/a/b.ts': "import '../c/store.ts';" },
    ],
    [
      'a feature imports the application',
      'src/server/a/b.ts',
      { 'src/server/a/b.ts': "import '../app.ts';" },
    ],
    [
      'a feature imports a page',
      'src/server/a/b.ts',
      { 'src/server/a/b.ts': "import '../../web/a/Page.tsx';" },
    ],
    [
      'a page reaches into another',
      'src/web/a/b.tsx',
      { 'src/web/a/b.tsx': "import { C } from '../c/C.tsx';" },
    ],
    [
      'a page imports even types of the server',
      'src/web/a/b.tsx',
      { 'src/web/a/b.tsx': "import type { S } from '#server/s/store';" },
    ],
    ['a page uses Node', 'src/web/a/b.tsx', { 'src/web/a/b.tsx': "import { join } from 'path';" }],
    [
      'a shared part calls',
      'src/web/ui/b.tsx',
      { 'src/web/ui/b.tsx': "import { call } from '#contract/client';" },
    ],
    [
      'a chart computes',
      'src/web/charts/b.ts',
      { 'src/web/charts/b.ts': "import { quantile } from '#stats';" },
    ],
    [
      'a chart knows React',
      'src/web/charts/b.ts',
      { 'src/web/charts/b.ts': "import { useState } from 'react';" },
    ],
    [
      'a chart knows the shared parts',
      'src/web/charts/b.ts',
      { 'src/web/charts/b.ts': "import '../ui/Table.tsx';" },
    ],
    [
      'the command line reaches into a feature',
      'src/cli/a.ts',
      { 'src/cli/a.ts': "import '#server/imports/index';" },
    ],
    ['the command line imports the application', 'src/cli/a.ts', { 'src/cli/a.ts': "import '#server/app';" }],
    [
      'an import() is an import',
      'src/stats/a.ts',
      { 'src/stats/a.ts': "export const a = () => import('node:fs');" },
    ],
    [
      'a type import() is an import',
      'src/stats/a.ts',
      { 'src/stats/a.ts': "export type A = import('node:fs').Stats;" },
    ],
    [
      'an export from is an import',
      'src/stats/a.ts',
      { 'src/stats/a.ts': "const a = 1; export { a }; export * from '#contract/a';" },
    ],
    [
      'a worker without extension is an import',
      'src/server/a/b.ts',
      { 'src/server/a/b.ts': "const worker = new URL('../c/work', import.meta.url);" },
    ],
    [
      'a worker is an import',
      'src/server/a/b.ts',
      { 'src/server/a/b.ts': "new Worker(new URL('../c/work.ts', import.meta.url));" },
    ],
    ['nothing of ours', 'src/cli/a.ts', { 'src/cli/a.ts': "import '#nothing/a';" }],
  ],
  name: [
    [
      'another room by a relative path',
      'src/cli/a.ts',
      { 'src/cli/a.ts': "import { q } from '../stats/q.ts';" },
    ],
    ['the own room by its name', 'src/stats/a.ts', { 'src/stats/a.ts': "import { q } from '#stats/q';" }],
    ['a name with extension', 'src/cli/a.ts', { 'src/cli/a.ts': "import { q } from '#stats/q.ts';" }],
    ['a relative path without extension', 'src/stats/a.ts', { 'src/stats/a.ts': "import { q } from './q';" }],
  ],
  barrel: [
    ['a list of others', 'src/contract/all.ts', { 'src/contract/all.ts': "export * from './a.ts';" }],
    ['in two steps', 'src/web/a/all.ts', { 'src/web/a/all.ts': "import { b } from './b.ts'; export { b };" }],
    ['of types', 'src/stats/d/index.ts', { 'src/stats/d/index.ts': "export type { B } from './b.ts';" }],
  ],
  cycle: [
    [
      'three features in a ring',
      'src/server/c/store.ts',
      {
        'src/server/a/store.ts': "import { b } from '../b/index.ts';",
        'src/server/b/rules.ts': "import type { c } from '../c/index.ts';",
        'src/server/c/store.ts': "import { a } from '../a/index.ts';",
      },
    ],
  ],
  words: [
    [
      'a table of a feature in the platform',
      'src/server/platform/scope.ts',
      {
        'src/server/platform/scope.ts': 'const a = sql`select * from schools`;',
        'src/server/schools/store.ts': '',
      },
    ],
    [
      'an identifier of the platform',
      'src/server/platform/scope.ts',
      { 'src/server/platform/scope.ts': 'function rowsOfSchools() {}', 'src/web/schools/Page.tsx': '' },
    ],
    [
      'a type of a feature in a shared part',
      'src/web/ui/Table.tsx',
      {
        'src/web/ui/Table.tsx': "import type { A } from '#contract/schools';",
        'src/web/schools/Page.tsx': '',
      },
    ],
    [
      'a file of a feature among the charts',
      'src/web/charts/schools.ts',
      { 'src/web/charts/schools.ts': '', 'src/server/schools/store.ts': '' },
    ],
  ],
  pure: [
    ['chance', 'src/stats/a.ts', { 'src/stats/a.ts': 'export const a = () => Math.random();' }],
    ['chance in brackets', 'src/stats/a.ts', { 'src/stats/a.ts': "export const a = Math['random'];" }],
    ['the clock', 'src/stats/a.ts', { 'src/stats/a.ts': 'export const a = new Date();' }],
    ['the clock as a value', 'src/stats/a.ts', { 'src/stats/a.ts': 'export const clock = { Date };' }],
    ['the console', 'src/stats/a.ts', { 'src/stats/a.ts': "console.log('a');" }],
    ['the process', 'src/contract/a.ts', { 'src/contract/a.ts': 'export const a = process.env.A;' }],
    ['the page', 'src/web/charts/a.ts', { 'src/web/charts/a.ts': "document.createElement('svg');" }],
  ],
};

describe('each wall stands', () => {
  const cases = Object.entries(bad).flatMap(([rule, examples]) =>
    examples.map(([wrong, path, files]) => ({ rule, wrong, path, files })),
  );

  it.each(cases)('$rule: $wrong', ({ rule, path, files }) => {
    expect(broken(files)).toContain(`${rule} ${path}`);
  });
});

describe('what the walls leave alone', () => {
  const good: Files = {
    'src/stats/distributions/t.ts': "import t from '@stdlib/stats-base-dists-t';",
    'src/stats/index.ts': "export { quantile } from './describe/quantile.ts';",
    'src/stats/describe/window.ts':
      'export const mean = (window: number[], document = 1) => window.length / document;',
    'src/contract/imports.ts':
      "import { z } from 'zod'; import type { Result } from '#stats'; export const a = z.string();",
    'src/server/platform/jobs.ts':
      "import { job } from '#contract/jobs'; import 'node:fs'; import postgres from 'postgres';",
    'src/server/imports/index.ts': "export { importSchools } from './work.ts';",
    'src/server/imports/thread.ts':
      "const tasks = new URL('./tasks', import.meta.url); new URL('../../../package.json', import.meta.url);",
    'src/server/imports/work.ts':
      "import '../schools/index.ts'; import '../platform/jobs.ts'; import { a } from '#stats';",
    'src/server/identification/figure.ts': "import { oddsScatterSvg } from '#charts/oddsScatter';",
    'src/server/schools/index.ts': 'export const a = 1;',
    'src/server/app.ts': "import '../server/imports/routes.ts';",
    'src/server/main.ts': "import './app.ts';",
    'src/web/charts/axis.ts':
      "import type { Cuts } from '#stats'; const title = 'All schools'; // Math.random() and document in a comment",
    'src/web/ui/Frame.tsx':
      "import { axis } from '../charts/axis.ts'; import './frame.css'; import { ProblemError } from '#contract/problem'; import type { Job } from '#contract/jobs';",
    'src/web/identification/Page.tsx':
      "import { identify } from '#stats'; import { Frame } from '../ui/Frame.tsx';",
    'src/web/router.tsx': "const page = () => import('./identification/Page.tsx');",
    'src/cli/serve.ts':
      "const serve = await import('#server/main'); import { readFiles } from '#server/files';",
  };

  it('is a house in order', () => {
    expect(broken(good)).toEqual([]);
  });

  it('knows the place of each of these files', () => {
    expect(Object.keys(good).filter((path) => placeOf(path) === null)).toEqual([]);
  });

  it('reads past comments, texts and regular expressions', () => {
    const text =
      "/* import a from 'b'; */ const s = `import 'c'`; const r = /[/'\"]import \"d\"/; export { s, r };";
    expect(readModule('src/stats/a.ts', text).imports).toEqual([]);
  });

  it('tells where and which rule', () => {
    const modules = [readModule('src/stats/a.ts', "\n\nimport 'node:fs';")];
    const [line] = violations(modules, aliases).map(describeViolation);
    expect(line).toMatch(
      /^src\/stats\/a\.ts:3 {2}stats may not import node:fs\. The rule: a room imports only/,
    );
  });
});
