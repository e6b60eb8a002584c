import { rmSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { call, type Connection } from '../src/contract/client.ts';
import { readFrame } from '../src/contract/identification.ts';
import * as imports from '../src/contract/imports.ts';
import { readJob, type Job } from '../src/contract/jobs.ts';
import { createWorkspace } from '../src/contract/workspaces.ts';
import { temporaryData } from '../test/support/temporary.ts';
import { signInTo, startServer } from '../test/support/process.ts';
import { median, print, save } from './support/figures.ts';
import { peakMegabytes } from './support/peak.ts';

/**
 * Bringing national files through the server as people do it: sent, recognised, tried, stored, and stored again. A file of
 * the size of a national key stage 2 table (24,000 schools, 300 measures), one with 12 measures, and a register of 24,000.
 */
const schools = 24_000;
const goals = { wideSeconds: 10, narrowSeconds: 2 };

const data = temporaryData();
const server = await startServer(data);
try {
  const connection: Connection = {
    origin: server.url,
    headers: { cookie: await signInTo(server, data) },
    fetch: (url, init) => fetch(url, init),
  };
  const wide = await measured(connection, 'wide.csv', tableOf(300));
  const narrow = await measured(connection, 'narrow.csv', tableOf(12));
  const register = await measured(connection, 'edubasealldata.csv', registerText());
  const peak = peakMegabytes(server.child.pid ?? 0);
  const seconds = (value: number) => `${value.toFixed(2)} s`;
  const row = (name: string, one: Measured) => [
    name,
    seconds(one.upload),
    seconds(one.dryRun),
    seconds(one.store),
    Math.round(schools / one.store).toLocaleString('en'),
    seconds(one.again),
    `${one.frame.toFixed(0)} ms`,
  ];
  print(`Bringing a file of ${schools.toLocaleString('en')} schools`, [
    ['', 'recognise', 'dry run', 'store', 'rows/s', 'store again', 'frame'],
    row('300 measures', wide),
    row('12 measures', narrow),
    row('register, 20 facts', register),
    [`peak memory of the server: ${peak.toFixed(0)} MB`],
  ]);
  save('imports', {
    schools,
    wide,
    narrow,
    register,
    rowsPerSecond: {
      wide: schools / wide.store,
      narrow: schools / narrow.store,
      register: schools / register.store,
    },
    peakMegabytes: Math.round(peak),
    goals,
    reached: wide.store <= goals.wideSeconds && narrow.store <= goals.narrowSeconds,
  });
} finally {
  server.child.kill('SIGTERM');
  await server.ended;
  rmSync(data, { recursive: true, force: true });
}

interface Measured {
  upload: number;
  dryRun: number;
  store: number;
  again: number;
  frame: number;
}

async function measured(connection: Connection, name: string, text: string): Promise<Measured> {
  const { id: workspace } = await call(connection, createWorkspace, { name });
  const bytes = gzipSync(text, { level: 1 });
  const [upload, file] = await timed(() =>
    call(connection, imports.uploadFile, { workspace, name: `${name}.gz` }, bytes),
  );
  const mapping = file.columns.map(({ header, suggestion }): imports.ColumnRole => {
    if (!/^M\d+$/.test(header)) return suggestion;
    return {
      ...imports.plainMeasure,
      label: header,
      kind: 'result',
      highMeans: 'better',
      period: '2018/19',
      unit: null,
    };
  });
  const input = { workspace, import: file.id, mapping };
  const [dryRun, report] = await timed(() => call(connection, imports.dryRun, input));
  if (report.refused > 0 || report.faults.length > 0) throw new Error(JSON.stringify(report.faults));
  const [store] = await timed(() => stored(connection, input));
  const [again] = await timed(() => stored(connection, input));
  const frames: number[] = [];
  for (let i = 0; i < 5; i++)
    frames.push((await timed(() => call(connection, readFrame, { workspace })))[0] * 1000);
  return { upload, dryRun, store, again, frame: median(frames) };
}

async function stored(
  connection: Connection,
  input: { workspace: string; import: string; mapping: imports.Mapping },
): Promise<Job> {
  const { workspace } = input;
  const { id } = await call(connection, imports.storeImport, input);
  for (;;) {
    const job = await call(connection, readJob, { workspace, job: id });
    if (job.state === 'done') return job;
    if (job.state !== 'waiting' && job.state !== 'running') throw new Error(job.error ?? job.state);
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
}

async function timed<T>(work: () => Promise<T>): Promise<[number, T]> {
  const start = performance.now();
  const value = await work();
  return [(performance.now() - start) / 1000, value];
}

/** As a national table has them: whole percentages, scores with a decimal, and one in eight a code for no value. */
function tableOf(measures: number): string {
  const columns = Array.from({ length: measures }, (_, i) => `M${String(i + 1)}`);
  const lines = [`URN,SCHNAME,REGION,${columns.join(',')}`];
  let state = 42;
  const next = (below: number) => (state = (state * 1_103_515_245 + 12_345) % 2_147_483_648) % below;
  for (let i = 0; i < schools; i++) {
    const cells = columns.map((_, column) => {
      const value = next(1000);
      if (value < 125) return value < 60 ? 'SUPP' : 'NE';
      return column % 3 === 0 ? `${String(value % 101)}%` : (value / 10).toFixed(1);
    });
    lines.push(`${String(100_000 + i)},School ${String(i)},Region ${String(i % 9)},${cells.join(',')}`);
  }
  return `${lines.join('\n')}\n`;
}

function registerText(): string {
  const header =
    'URN,LA (code),LA (name),EstablishmentNumber,EstablishmentName,TypeOfEstablishment (name),EstablishmentStatus (name),' +
    'OpenDate,CloseDate,PhaseOfEducation (name),StatutoryLowAge,StatutoryHighAge,NumberOfPupils,PercentageFSM,Town,Postcode,GOR (name)';
  const lines = [header];
  for (let i = 0; i < schools; i++) {
    const la = 200 + (i % 150);
    lines.push(
      [
        100_000 + i,
        la,
        `Authority ${String(la)}`,
        2000 + Math.floor(i / 150),
        `School ${String(i)}`,
        i % 3 === 0 ? 'Academy converter' : 'Community school',
        'Open',
        '01-09-2012',
        '',
        'Primary',
        4,
        11,
        200 + (i % 300),
        (i % 600) / 10,
        `Town ${String(i % 900)}`,
        `SO${String(i % 50)} 1AA`,
        `Region ${String(i % 9)}`,
      ].join(','),
    );
  }
  return `${lines.join('\n')}\n`;
}
