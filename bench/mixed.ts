import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { randomIntercept, randomSlope } from '#stats';
import { simulatePupils, writePupils } from '../test/reference/stats/pupils.ts';
import { median, print, save } from './support/figures.ts';

/**
 * Two-level models of a million pupils in schools, with the effects of all schools and their errors, beside lme4 where
 * R has it. Both sides take turns; a figure is the median of the rounds in seconds of CPU.
 */
const million = 1_000_000;
const rounds = 5;

/** Measured earlier with lme4 1.1.31 on R 4.2.2, fit and effects: what is compared with where there is no R. */
const models = {
  intercept: { title: 'random intercept', goal: 100, earlier: 11.1 + 1.2, agree: 1e-6 },
  slope: { title: 'random slope', goal: 50, earlier: 21.8 + 4.7, agree: 5e-4 },
} as const;
type Model = keyof typeof models;

interface Peer {
  name: string;
  fit: number;
  effects: number;
  megabytes: number;
  variances: number[];
}

const { code, schools, score, ...covariates } = simulatePupils(million);
const input = {
  outcome: { name: 'score', values: score },
  covariates: Object.entries(covariates).map(([name, values]) => ({ name, values })),
  groups: { names: Array.from({ length: schools }, (_, school) => `school ${school + 1}`), code },
};
const folder = mkdtempSync(join(tmpdir(), 'reedbed-bench-'));
try {
  const file = join(folder, 'pupils.csv');
  const peerIsThere = spawnSync('Rscript', ['-e', 'library(lme4); library(data.table)']).status === 0;
  if (peerIsThere) writePupils(million, file);
  const results = Object.fromEntries(
    (Object.keys(models) as Model[]).map((model) => [model, measure(model, peerIsThere ? file : null)]),
  );
  save('mixed', { workload: { pupils: million, schools, covariates: 3 }, models: results });
} finally {
  rmSync(folder, { recursive: true });
}

function measure(model: Model, file: string | null) {
  const { title, goal, earlier, agree } = models[model];
  const firstCall = cpuSeconds(() => variancesOf(model));
  const own: number[] = [];
  const peers: Peer[] = [];
  for (let round = 0; round < rounds; round++) {
    own.push(cpuSeconds(() => variancesOf(model)));
    if (file !== null) peers.push(peer(model, file));
  }
  const peakMegabytes = Math.round(process.resourceUsage().maxRSS / 1024);
  checkAgreement(variancesOf(model), peers, agree);
  const peerSeconds = peers.length > 0 ? median(peers.map(({ fit, effects }) => fit + effects)) : earlier;
  const peerMegabytes = peers.length > 0 ? median(peers.map(({ megabytes }) => megabytes)) : null;
  const times = peerSeconds / median(own);
  const seconds = (value: number) => `${value.toFixed(3)} s`;
  print(`${title}: ${million.toLocaleString('en')} pupils in ${schools.toLocaleString('en')} schools`, [
    ['', 'CPU', 'peak memory'],
    ['first call', seconds(firstCall), ''],
    [`median of ${rounds}`, seconds(median(own)), `${peakMegabytes} MB`],
    [peers[0]?.name ?? 'lme4, measured earlier', seconds(peerSeconds), `${peerMegabytes ?? '–'} MB`],
    [`times less (at least ${goal})`, times.toFixed(0), ''],
  ]);
  return {
    cpuSeconds: { firstCall, median: median(own), rounds: own },
    peakMegabytes,
    peer: {
      name: peers[0]?.name ?? 'lme4 1.1.31, R 4.2.2, measured earlier',
      cpuSeconds: peerSeconds,
      rounds: peers.map(({ fit, effects }) => [fit, effects]),
      peakMegabytes: peerMegabytes,
    },
    times,
    goal,
    reached: times >= goal,
  };
}

function variancesOf(model: Model): number[] {
  if (model === 'intercept') {
    const { between, residual } = randomIntercept(input);
    return [between.estimate, residual.estimate];
  }
  const { between, residual } = randomSlope({ ...input, slope: 'ses' });
  return [between.intercept, between.slope, between.covariance, residual].map(({ estimate }) => estimate);
}

function peer(model: Model, file: string): Peer {
  const script = fileURLToPath(new URL('support/mixed.R', import.meta.url));
  const { stdout, status } = spawnSync('Rscript', [script, file, model], { encoding: 'utf8' });
  if (status !== 0) throw new Error(`lme4 ended with ${String(status)}.`);
  return JSON.parse(stdout) as Peer;
}

function checkAgreement(own: number[], peers: Peer[], share: number): void {
  for (const { variances } of peers) {
    own.forEach((value, i) => {
      if (Math.abs(variances[i] - value) > share * Math.abs(value)) {
        throw new Error(`lme4 has ${variances[i]} where we have ${value}.`);
      }
    });
  }
}

function cpuSeconds(work: () => unknown): number {
  const before = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1e6;
}
