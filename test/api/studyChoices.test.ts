import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { unzipSync } from 'fflate';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readFrame } from '../../src/contract/identification.ts';
import type { Settings } from '../../src/contract/identification.ts';
import * as contract from '../../src/contract/studies.ts';
import { reedbed } from '../cli/run.ts';
import { inR } from '../support/inR.ts';
import { bring, testServer, type Client, type TestServer } from '../support/server.ts';
import { unusualCsv, unusualMapping } from '../support/unusual.ts';

/** Studies whose settings are not the usual ones: drawn, kept, opened, told in words, repeated in R and on a terminal. */

let server: TestServer;
let owner: Client;
let workspace: string;
let folder: string;
let keys: Map<string, string>;
const design = { design: 'each kind', perGroup: 2, seed: 2026 } as const;

beforeAll(async () => {
  server = await testServer();
  owner = await server.person('Ruth Maddox');
  workspace = (await owner.workspace('Marram')).id;
  const file = { name: 'schools.csv', bytes: unusualCsv() };
  expect(await bring(owner, workspace, file, unusualMapping)).toMatchObject({ state: 'done' });
  const { measures } = await owner.call(readFrame, { workspace, measure: [] });
  keys = new Map(measures.map(({ label, period, key }) => [`${label} ${period ?? ''}`, key]));
  folder = mkdtempSync(join(tmpdir(), 'reedbed-choices-'));
  writeFileSync(join(folder, 'schools.csv'), unusualCsv());
});
afterAll(async () => {
  rmSync(folder, { recursive: true, force: true });
  await server.stop();
});

const three = ['Free school meals 2025', 'Education of parents 2025', 'Pupils who moved 2025'];
const keyOf = (name: string) => keys.get(name) ?? `no ${name}`;

interface Choice {
  name: string;
  settings: () => Partial<Settings>;
  /** Said in the paragraph. */
  words: RegExp;
  /** At the head of the script. */
  script: string;
  /** The same on a terminal. */
  options: string[];
}

const choices: Choice[] = [
  {
    name: 'weights by hand',
    settings: () => ({ weights: [3, 1, 0.5] }),
    words:
      /weighted by hand: free school meals \(weight 3\), .+ \(weight 1\) and .+ \(weight 0\.5\), all of 2025\)/,
    script: 'weights <- c(3, 1, 0.5)',
    options: ['--weights', '3,1,0.5'],
  },
  {
    name: 'the mean of the group in place of a lacking indicator',
    settings: () => ({ missing: 'mean' }),
    words: /took part with the mean of their group for it/,
    script: 'missing <- "mean"',
    options: ['--missing', 'mean'],
  },
  {
    name: 'an index of what a school has',
    settings: () => ({ missing: 'available' }),
    words: /took part with an index of those that they had/,
    script: 'missing <- "available"',
    options: ['--missing', 'available'],
  },
  {
    name: 'weights and an index of what a school has',
    settings: () => ({ missing: 'available', weights: [1, 2, 1] }),
    words: /weighted by hand.+took part with an index of those that they had/,
    script: 'weights <- c(1, 2, 1)',
    options: ['--missing', 'available', '--weights', '1,2,1'],
  },
  {
    name: 'other shares than quarters',
    settings: () => ({ hardest: '12.5', top: 'third' }),
    words:
      /hardest 12\.5% of circumstances with results in the highest \(resilient\) or lowest \(struggling\) third/,
    script: 'hardest <- 0.125\nhighest <- 0.3333333333333333\nlowest <- 0.3333333333333333',
    options: ['--hardest', '12.5', '--top', 'third'],
  },
  {
    name: 'labels held for two years, with the indicators of each',
    settings: () => ({ hold: 2, top: 'third', hardest: 'third' }),
    words:
      /third in each of the years .+ and .+, two of each kind per REGION, or as many as there were, were drawn/,
    script: 'years_held <- 2',
    options: ['--years', '2', '--top', 'third', '--hardest', 'third'],
  },
  {
    name: 'chance in small schools, which changes no draw',
    settings: () => ({ model: 'on', pupils: keyOf('Pupils tested 2025'), spread: 15 }),
    words:
      /\(pupils: pupils tested, 2025; standard deviation of single pupils: 15\); no label and no draw depends on it/,
    script: 'years_held <- 1',
    options: [],
  },
];

const draw = ({ settings }: Choice) =>
  owner.call(contract.drawStudy, {
    workspace,
    ...design,
    settings: { context: three.map(keyOf), ...settings() },
  });
const drawn = ({ schools }: contract.Study) =>
  schools.filter((one) => one.drawn).map(({ reference }) => reference);

describe.each(choices)('a study with $name', (choice) => {
  it('opens again with the same numbers, and the same are drawn again', async () => {
    const study = await draw(choice);
    expect(drawn(study).length).toBeGreaterThanOrEqual(4);
    expect(await owner.call(contract.readStudy, { workspace, study: study.id })).toEqual(study);
    expect(study.settings).toMatchObject(choice.settings());
    const { comparison } = await owner.call(contract.compareStudy, { workspace, study: study.id });
    expect(comparison).toMatchObject({ same: true, sameOrder: true, sameData: true, refusal: null });
  });

  it('says its settings in the paragraph', async () => {
    const { id } = await draw(choice);
    const text = await (await owner.raw(`/api/workspaces/${workspace}/studies/${id}/method.txt`)).text();
    expect(text.replaceAll('\n', ' ')).toMatch(choice.words);
  });

  it('gives a script that repeats it in R', async (context) => {
    const { id } = await draw(choice);
    const response = await owner.raw(`/api/workspaces/${workspace}/studies/${id}/repeat.zip`);
    expect(response.status).toBe(200);
    const files = unzipSync(new Uint8Array(await response.arrayBuffer()));
    expect(new TextDecoder().decode(files['repeat.R'])).toContain(choice.script);
    expect(inR(files, context)).toContain('Index, kinds and means are those of Reedbed.');
  });
});

it.each(choices.filter(({ options }) => options.length > 0 && !options.includes('--years')))(
  'a terminal draws the same schools with $name',
  async (choice) => {
    const asked =
      '--id URN --name SCHNAME --region REGION --context FSM25:harder --context PARENTS25:easier ' +
      '--context MOVED25:harder --result SCORE25 --study each --per-group 2 --seed 2026 --format json';
    const file = join(folder, 'schools.csv');
    const { out, err } = reedbed('identify', file, ...asked.split(' '), ...choice.options);
    expect(err).toBe('');
    const { study } = JSON.parse(out) as {
      study: { schools: { id: string; drawn: boolean }[]; method: string };
    };
    expect(study.schools.filter((one) => one.drawn).map(({ id }) => id)).toEqual(drawn(await draw(choice)));
  },
);
