import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { endpoints } from '../../../src/contract/api.ts';
import { pathKeys, type Endpoint } from '../../../src/contract/endpoint.ts';
import { createApp, type App } from '../../../src/server/app.ts';
import { readConfig } from '../../../src/server/platform/config.ts';
import { mayDo } from '../../../src/server/workspaces/policy.ts';
import {
  answerTo,
  comparable,
  forgetful,
  hiddenFrom,
  inputFor,
  leaksIn,
  places,
  type Answer,
  type Place,
} from './answers.ts';
import { readCatalogue } from './catalogue.ts';
import { idTables, needMore } from './inputs.ts';
import { sights, type Row, type Seeing } from './sights.ts';
import { rowsOf, seeing, type Known } from './tables.ts';
import { makeWorld, viewerNames, type ViewerName, type World } from './world.ts';

let world: World;
const known = new Map<string, Known>();

/** Somebody in one workspace, or in all of theirs at once, with what must not be told to them there. */
interface Standing {
  viewer: Seeing;
  hidden: string[];
}
const standings = new Map<string, Standing>();
/** Which workspace one claims is part of the address here. */
const askers = viewerNames.filter((one) => one !== 'owner who claims the other workspace');

beforeAll(async () => {
  world = await makeWorld();
  for (const table of await readCatalogue(world.server.owner))
    known.set(table.name, await rowsOf(world.server.owner, table));
  for (const name of askers) await addStandings(name);
});

async function addStandings(name: ViewerName): Promise<void> {
  const one = world.viewers.get(name) ?? expect.fail(`Nobody is called ${name}.`);
  const { ours, theirs } = world.ground;
  const workspaces = [ours.workspace, theirs.workspace, ...one.held.map((held) => held.workspace)];
  const all = await Promise.all(workspaces.map((workspace) => seeing(world, { ...one, workspace })));
  for (const viewer of all)
    standings.set(`${name} ${viewer.workspace}`, { viewer, hidden: hiddenFrom([viewer], known) });
  standings.set(name, { viewer: all[0] ?? expect.fail(), hidden: hiddenFrom(all, known) });
}

function standingOf(name: ViewerName, endpoint: Endpoint, place: Place): Standing {
  const { ours, theirs } = world.ground;
  const workspace = place === 'foreign workspace' ? theirs.workspace : ours.workspace;
  const found = inWorkspace(endpoint) ? `${name} ${workspace}` : name;
  return standings.get(found) ?? expect.fail(`Nobody is called ${name}.`);
}

const inWorkspace = (endpoint: Endpoint) => pathKeys(endpoint.path).includes('workspace');

afterAll(() => world.server.stop());

/** One for each endpoint, so that whoever signs out in one is signed in in the next. */
function appFor(): App {
  const config = { ...readConfig({ data: inject('database').data }, {}), databaseUrl: undefined };
  return createApp(config, forgetful(world.server.pool), { strict: true });
}

const takesIds = (endpoint: Endpoint) => Object.keys(endpoint.input.shape).some((key) => key in idTables);
const placesOf = (endpoint: Endpoint): Place[] =>
  inWorkspace(endpoint)
    ? places.filter((one) => takesIds(endpoint) || one === 'own' || one.endsWith('workspace'))
    : ['own'];

/** Everything that is wrong with what somebody is answered. */
async function faultsOf(app: App, endpoint: Endpoint, name: ViewerName): Promise<string[]> {
  const answers = new Map<Place, { answer: Answer; input: Row; seen: boolean }>();
  const faults: string[] = [];
  for (const place of placesOf(endpoint)) {
    const { viewer, hidden } = standingOf(name, endpoint, place);
    const { input, rows } = inputFor(world, known, endpoint, place);
    const seen = rows.every(({ table, row }) => sights[table]?.read?.(viewer, row) === true);
    const answer = await answerTo(app, viewer, endpoint, input);
    answers.set(place, { answer, input, seen });
    faults.push(...leaksIn(answer, hidden, input).map((one) => `${place}: tells ‘${one}’`));
    const { wanted, met } = statusFor(endpoint, viewer, { place, status: answer.status });
    if (!met) faults.push(`${place}: ${told(answer)} instead of ${wanted}`);
  }
  return [...faults, ...differences(answers)];
}

const told = ({ status, text }: Answer) => `${String(status)} ${text.slice(0, 300)}`;

/** What one does not see is answered as what is not there, word by word. */
function differences(answers: Map<Place, { answer: Answer; input: Row; seen: boolean }>): string[] {
  const unknown = answers.get('unknown');
  if (unknown === undefined) return [];
  const wanted = comparable(unknown.answer, unknown.input);
  return [...answers]
    .filter(([place, { seen, answer, input }]) => {
      return !seen && !place.endsWith('workspace') && comparable(answer, input) !== wanted;
    })
    .map(([place, { answer }]) => `${place}: ${told(answer)} instead of ${wanted}, as for what is not there`);
}

/** What the answer's status is to be. Of those who may, it is enough that the server does not fail. */
function statusFor(endpoint: Endpoint, viewer: Seeing, { place, status }: { place: Place; status: number }) {
  const is = (wanted: number) => ({ wanted: String(wanted), met: status === wanted });
  if (endpoint.act !== 'public' && viewer.client === null) return is(401);
  const held = viewer.here.map((one) => one.role);
  if (inWorkspace(endpoint)) {
    if (place === 'unknown workspace' || held.length === 0) return is(404);
    if (!mayDo(held, endpoint.act)) return is(403);
  }
  const met = status < 500 && (status !== 401 || endpoint.act === 'public');
  return { wanted: 'success, or a problem with the input', met };
}

describe.each(endpoints.map((one) => [one.id, one] as const))('%s', (_, endpoint) => {
  it('is answered to each role as promised, and tells nobody what they may not see', async () => {
    const app = appFor();
    const faults: string[] = [];
    for (const name of askers)
      faults.push(...(await faultsOf(app, endpoint, name)).map((fault) => `${name}, ${fault}`));
    expect(faults).toEqual([]);
  });

  it.runIf(inWorkspace(endpoint))('is not found under what is no id, whatever it tries to say', async () => {
    const { viewer } = standingOf('owner', endpoint, 'own');
    const { input } = inputFor(world, known, endpoint, 'own');
    for (const workspace of ['no-id', "'||set_config('app.everywhere','yes',true)||'"]) {
      const { status } = await answerTo(appFor(), viewer, endpoint, { ...input, workspace });
      expect(status).toBe(404);
    }
  });

  it('succeeds for whoever may do it, with what inputs.ts makes for it', async (context) => {
    if (needMore[endpoint.id] !== undefined) return context.skip(`needs ${needMore[endpoint.id] ?? ''}`);
    const { viewer } = standingOf('owner', endpoint, 'own');
    const { input } = inputFor(world, known, endpoint, 'own');
    const answer = await answerTo(appFor(), viewer, endpoint, input);
    expect(answer.status, `Mend the example in inputs.ts: ${answer.text.slice(0, 300)}`).toBe(
      endpoint.status,
    );
  });
});
