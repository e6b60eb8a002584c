import { gzipSync } from 'node:zlib';
import { rmSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { seededGenerator } from '#stats';
import { call, type Connection } from '../src/contract/client.ts';
import * as imports from '../src/contract/imports.ts';
import { readJob, type Job } from '../src/contract/jobs.ts';
import { publishStanding, readSchoolStanding } from '../src/contract/standings.ts';
import { listSchools } from '../src/contract/schools.ts';
import { createWorkspace } from '../src/contract/workspaces.ts';
import { signInTo, startServer } from '../test/support/process.ts';
import { temporaryData } from '../test/support/temporary.ts';
import { print, save } from './support/figures.ts';
import { peakMegabytes } from './support/peak.ts';

/**
 * Publishing where each of a country's primary schools stands: 24,000 pages with intervals, firmness, three years and the ten
 * nearest of each by four indicators, through the server, until the last page can be read.
 */
const schools = 24_000;
const goalSeconds = 30;

const measure = (label: string, kind: 'context' | 'result', period: string) => ({
  ...imports.plainMeasure,
  label,
  kind,
  highMeans: kind === 'context' ? ('harder' as const) : ('better' as const),
  period,
  unit: '%',
});
const mapping: imports.Mapping = [
  { becomes: 'reference', group: null },
  { becomes: 'name' },
  { becomes: 'group', label: 'Region' },
  {
    ...imports.plainMeasure,
    label: 'Pupils tested',
    kind: 'process',
    highMeans: 'neither',
    period: '2025',
    unit: 'pupils',
  },
  ...['A', 'B', 'C', 'D'].map((label) => measure(label, 'context', '2025')),
  ...['2023', '2024', '2025'].map((period) => measure('Reading', 'result', period)),
];

const data = temporaryData();
const server = await startServer(data);
try {
  const connection: Connection = {
    origin: server.url,
    headers: { cookie: await signInTo(server, data) },
    fetch: (url, init) => fetch(url, init),
  };
  const { id: workspace } = await call(connection, createWorkspace, { name: 'A country' });
  await bring(connection, workspace);
  const start = performance.now();
  const { id } = await call(connection, publishStanding, { workspace, context: [] });
  const steps = new Map<string, number>();
  const done = await ended(connection, workspace, id, (step) => {
    if (!steps.has(step)) steps.set(step, (performance.now() - start) / 1000);
  });
  const seconds = (performance.now() - start) / 1000;
  const { schools: some } = await call(connection, listSchools, { workspace, find: 'School 17' });
  const read = performance.now();
  const { page } = await call(connection, readSchoolStanding, { workspace, school: some[0]?.id ?? '' });
  const pageMilliseconds = performance.now() - read;
  if (page?.like?.neighbours.length !== 10 || page.place === null) throw new Error('The page is not whole.');
  const peak = peakMegabytes(server.child.pid ?? 0);
  print(`Publishing where ${schools.toLocaleString('en')} schools stand`, [
    ['from the request to the last page', `${seconds.toFixed(1)} s`],
    ...[...steps].map(([step, at]) => [`begun: ${step}`, `${at.toFixed(1)} s`]),
    ['one page, read', `${pageMilliseconds.toFixed(0)} ms`],
    ['peak memory of the server', `${peak.toFixed(0)} MB`],
  ]);
  save('publish', {
    schools,
    pages: done.result?.['schools'],
    seconds,
    begun: Object.fromEntries(steps),
    pageMilliseconds,
    peakMegabytes: Math.round(peak),
    goalSeconds,
    reached: seconds <= goalSeconds,
  });
} finally {
  server.child.kill('SIGTERM');
  await server.ended;
  rmSync(data, { recursive: true, force: true });
}

async function bring(connection: Connection, workspace: string): Promise<void> {
  const bytes = gzipSync(tableText(), { level: 1 });
  const file = await call(connection, imports.uploadFile, { workspace, name: 'country.csv.gz' }, bytes);
  const { id } = await call(connection, imports.storeImport, { workspace, import: file.id, mapping });
  await ended(connection, workspace, id, () => undefined);
}

async function ended(
  connection: Connection,
  workspace: string,
  job: string,
  step: (name: string) => void,
): Promise<Job> {
  for (;;) {
    const now = await call(connection, readJob, { workspace, job });
    if (now.state === 'done') return now;
    if (now.state !== 'waiting' && now.state !== 'running') throw new Error(now.error ?? now.state);
    if (now.step !== '') step(now.step);
    await sleep(100);
  }
}

function tableText(): string {
  const { uniform, below } = seededGenerator(24);
  const lines = Array.from({ length: schools }, (_, i) => {
    const trait = uniform();
    const share = (base: number) => Math.max(1, Math.min(99, 100 * base + 25 * (uniform() - 0.5))).toFixed(1);
    const context = [0, 1, 2, 3].map(() => share(0.1 + 0.6 * trait));
    const results = [0, 1, 2].map(() => share(0.9 - 0.5 * trait));
    return [
      i + 100_000,
      `School ${String(i)}`,
      `Region ${String(below(9))}`,
      10 + below(90),
      ...context,
      ...results,
    ].join(',');
  });
  return `URN,SCHNAME,REGION,TESTED,A,B,C,D,R1,R2,R3\n${lines.join('\n')}\n`;
}
