import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { asSystem } from '../../../src/server/platform/scope.ts';
import { readCatalogue, type Table } from './catalogue.ts';
import { sights } from './sights.ts';
import { compareReading, prepareTrying, rowsOf, seeing, triesOf, tryAll, type Known } from './tables.ts';
import { makeWorld, viewerNames, type ViewerName, type World } from './world.ts';

let world: World;
let catalogue: Table[];
const known = new Map<string, Known>();

beforeAll(async () => {
  world = await makeWorld();
  await prepareTrying(world.server.owner);
  catalogue = await readCatalogue(world.server.owner);
  for (const table of catalogue) known.set(table.name, await rowsOf(world.server.owner, table));
});
afterAll(() => world.server.stop());

const viewerOf = (name: ViewerName) => {
  const viewer = world.viewers.get(name);
  if (viewer === undefined) throw new Error(`Nobody is called ${name}.`);
  return seeing(world, viewer);
};

describe('every table', () => {
  it('is in the promise, and the promise is about tables that are there', () => {
    const promised = Object.keys(sights);
    const there = catalogue.map((one) => one.name);
    const missing = there.filter((name) => !promised.includes(name));
    const gone = promised.filter((name) => !there.includes(name));
    expect(missing, 'Say in sights.ts who sees a row of these, and who may change it').toEqual([]);
    expect(gone, 'Take these out of sights.ts: they are no longer in the schema').toEqual([]);
  });

  it('has rows of both workspaces, and of own school and sibling: an empty table would prove nothing', () => {
    const empty = catalogue.filter((one) => known.get(one.name)?.rows.length === 0).map((one) => one.name);
    expect(empty, 'Say in seeds.ts how a row of these is made').toEqual([]);
  });
});

describe.each(Object.keys(sights))('%s', (name) => {
  const rows = () => known.get(name) ?? expect.fail(`There is no table ${name}.`);

  it.each(viewerNames)('is read as promised by: %s', async (viewer) => {
    const { seen, promised, unknown } = await compareReading(
      world,
      await viewerOf(viewer),
      rows(),
      sights[name]?.read,
    );
    expect(seen).toEqual(promised);
    expect(unknown).toEqual([]);
  });

  it.each(viewerNames)('is changed as promised by: %s', async (who) => {
    const viewer = await viewerOf(who);
    const tries = triesOf(world, viewer, rows(), sights[name] ?? {});
    expect(await tryAll(world, viewer, tries)).toEqual([]);
  });

  it('is reached as promised by the system', async () => {
    const { system } = sights[name] ?? {};
    const reading = asSystem(world.server.pool, ({ sql }) => sql.unsafe(`select from ${name}`));
    const found = await reading.then(
      (answer) => answer.count,
      (error: Error) => error.message,
    );
    expect(found).toEqual(
      system === undefined ? expect.stringMatching(/permission denied/) : rows().rows.length,
    );
  });
});
