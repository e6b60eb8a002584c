import { inject } from 'vitest';
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
import type { Row, Seeing } from './seeing.ts';
import { isTold } from './sights.ts';
import { rowsOf, seeing, type Known } from './tables.ts';
import { makeWorld, viewerNames, type ViewerName, type World } from './world.ts';

/** Somebody in one workspace, or in all of theirs at once, with what must not be told to them there. */
interface Standing {
  viewer: Seeing;
  hidden: string[];
}

/** A world, who stands how in it, and its rows. */
export interface Asked {
  world: World;
  known: Map<string, Known>;
  standings: Map<string, Standing>;
}

/** Which workspace one claims is part of the address here. */
export const askers = viewerNames.filter((one) => one !== 'owner who claims the other workspace');

export async function makeAsked(): Promise<Asked> {
  const world = await makeWorld();
  const asked: Asked = { world, known: new Map(), standings: new Map() };
  for (const table of await readCatalogue(world.server.owner))
    asked.known.set(table.name, await rowsOf(world.server.owner, table));
  for (const name of askers) await addStandings(asked, name);
  return asked;
}

async function addStandings({ world, known, standings }: Asked, name: ViewerName): Promise<void> {
  const one = world.viewers.get(name);
  if (one === undefined) throw new Error(`Nobody is called ${name}.`);
  const { ours, theirs } = world.ground;
  const workspaces = [ours.workspace, theirs.workspace, ...one.held.map((held) => held.workspace)];
  const all = await Promise.all(workspaces.map((workspace) => seeing(world, { ...one, workspace })));
  const hidden = hiddenFrom(all, known);
  for (const viewer of all) {
    standings.set(`${name} ${viewer.workspace}`, { viewer, hidden: hiddenFrom([viewer], known) });
    standings.set(name, { viewer, hidden });
  }
}

export function standingOf(
  { world, standings }: Asked,
  name: ViewerName,
  endpoint: Endpoint,
  place: Place,
): Standing {
  const { ours, theirs } = world.ground;
  const workspace = place === 'foreign workspace' ? theirs.workspace : ours.workspace;
  const found = standings.get(inWorkspace(endpoint) ? `${name} ${workspace}` : name);
  if (found === undefined) throw new Error(`Nobody is called ${name}.`);
  return found;
}

/** One for each endpoint, so that whoever signs out in one is signed in in the next. */
export function appFor({ world }: Asked): App {
  const config = { ...readConfig({ data: inject('database').data }, {}), databaseUrl: undefined };
  return createApp(config, forgetful(world.server.pool), { strict: true });
}

export const inWorkspace = (endpoint: Endpoint) => pathKeys(endpoint.path).includes('workspace');

const takesIds = (endpoint: Endpoint) => Object.keys(endpoint.input.shape).some((key) => key in idTables);
function placesOf(endpoint: Endpoint): Place[] {
  const ids = takesIds(endpoint);
  return places.filter((one) => one === 'own' || (one.endsWith('workspace') ? inWorkspace(endpoint) : ids));
}

/** Everything that is wrong with what somebody is answered. */
export async function faultsOf(
  asked: Asked,
  app: App,
  endpoint: Endpoint,
  name: ViewerName,
): Promise<string[]> {
  const answers = new Map<Place, { answer: Answer; input: Row; seen: boolean }>();
  const faults: string[] = [];
  for (const place of placesOf(endpoint)) {
    const { viewer, hidden } = standingOf(asked, name, endpoint, place);
    const { input, rows } = inputFor(asked.world, asked.known, endpoint, place);
    const seen = rows.every(({ table, row }) => isTold(table, viewer, row));
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
  const refused = status === 401 && endpoint.act !== 'public' && needMore[endpoint.id] === undefined;
  const met = status < 500 && !refused;
  return { wanted: 'success, or a problem with the input', met };
}
