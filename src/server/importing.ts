import { join } from 'node:path';
import type { DryRunReport, Mapping } from '#contract/imports';
import type { Job } from '#contract/jobs';
import type { StoredReport } from '#contract/importStorings';
import { ProblemError } from '#contract/problem';
import { Administration } from './accounts/index.ts';
import {
  mappingOf,
  recogniseFile,
  tryMapping,
  type ColumnChoice,
  type RecognisedFile,
  type TriedFile,
} from './files.ts';
import {
  askToStore,
  bringFile,
  dryRunOf,
  keptFor,
  readKnownOf,
  requireShare,
  type StoreInput,
} from './imports/index.ts';
import { planImport } from './imports/rules/plan.ts';
import { blobsIn } from './platform/blobs.ts';
import { Jobs } from './platform/jobs.ts';
import { besideServer, type Beside } from './platform/reach.ts';
import { inScope, type Actor, type Scope } from './platform/scope.ts';
import { authorise, membershipsOf } from './workspaces/index.ts';

export interface ImportOptions extends ColumnChoice {
  data?: string;
  bytes: Uint8Array;
  fileName: string;
  /** Its id or its name. */
  workspace: string;
  /** The address of whoever brings the file; without it the owner of the installation. */
  as: string | undefined;
  dryRun: boolean;
  leaveOutRefused: boolean;
  unknownSchools: StoreInput['unknownSchools'];
  progress?: (step: string, done: number, total: number) => void;
  /** Aborted when whoever asked wants it stopped. */
  signal?: AbortSignal;
}

/** What became of a file, or would. */
export interface Imported {
  workspace: string;
  tried: TriedFile;
  /** Beside what is in the workspace already. */
  beside: DryRunReport;
  /** Null where nothing was stored. */
  stored: { report: StoredReport; address: string } | null;
}

/**
 * Brings a file into a workspace of the running server and has it stored there, by the same rules and rights as on the
 * page. What cannot be stored leaves nothing behind.
 */
export function importFile(options: ImportOptions): Promise<Imported> {
  return besideServer(options, async (beside) => {
    const { actor, name } = await actorOf(beside, options);
    const file = await recogniseFile(options.bytes, options.fileName, options.layout);
    const { mapping, known } = await inScope(beside.pool, actor, async (scope) => {
      await authorise(scope, 'schools.import');
      await requireShare(scope);
      const chosen = mappingOf(file, { ...options, mapping: await chosenMapping(scope, file, options) });
      return { mapping: chosen, known: await readKnownOf(scope, chosen) };
    });
    const plan = planImport(file.table, mapping);
    const report = dryRunOf(plan, known, options.unknownSchools);
    const told = { workspace: name, tried: tryMapping(file, mapping, plan), beside: report };
    const isOpen = report.faults.length > 0 || (report.refused > 0 && !options.leaveOutRefused);
    if (options.dryRun || isOpen) return { ...told, stored: null };
    return { ...told, stored: await store({ beside, actor, file, mapping }, options) };
  });
}

/** As somebody said now, else as the last file of this kind was taken. */
async function chosenMapping(
  scope: Scope,
  { layout, columns }: RecognisedFile,
  options: ColumnChoice,
): Promise<Mapping | null> {
  if (options.mapping !== null || options.all) return options.mapping;
  return (await keptFor(scope, { layout, columns }))?.mapping ?? null;
}

async function actorOf(
  { pool }: Beside,
  { as, workspace }: ImportOptions,
): Promise<{ actor: Required<Pick<Actor, 'person' | 'workspace'>>; name: string }> {
  const person = await new Administration(pool).personOf(as);
  const memberships = await inScope(pool, { person }, membershipsOf);
  const wanted = workspace.toLocaleLowerCase('en');
  const found = memberships.filter(
    ({ id, name }) => id === wanted || name.toLocaleLowerCase('en') === wanted,
  );
  const [one, other] = found;
  if (one !== undefined && other === undefined)
    return { actor: { person, workspace: one.id }, name: one.name };
  const list = (found.length > 0 ? found : memberships).map(({ id, name }) => `  ${id}  ${name}`);
  throw new ProblemError(
    'not-found',
    found.length > 0
      ? `Several workspaces are called ‘${workspace}’. Name one by its id:\n${list.join('\n')}`
      : `${as ?? 'The owner of the installation'} belongs to no workspace ‘${workspace}’. ` +
          (list.length > 0 ? `There are:\n${list.join('\n')}` : 'There is none yet: make one on the page.'),
  );
}

interface ToStore {
  beside: Beside;
  actor: { person: string; workspace: string };
  file: RecognisedFile;
  mapping: Mapping;
}

async function store(
  { beside: { config, pool, origin }, actor, file, mapping }: ToStore,
  options: ImportOptions,
): Promise<NonNullable<Imported['stored']>> {
  const { bytes, fileName, leaveOutRefused, unknownSchools } = options;
  const contentHash = await blobsIn(join(config.data, 'blobs')).write(bytes);
  const { format, readAs, rows } = file.table;
  const found = { format, readAs, rows: rows.length, layout: file.layout, columns: file.columns, bytes };
  const jobs = new Jobs(pool);
  const asked = await inScope(pool, actor, async (scope) => {
    await authorise(scope, 'schools.import');
    const brought = await bringFile(scope, { name: fileName, contentHash }, found);
    const input = { import: brought.id, mapping, leaveOutRefused, unknownSchools };
    return { brought: brought.id, job: await askToStore(scope, jobs, input) };
  });
  const ended = await follow({ jobs, pool, actor, job: asked.job }, options);
  if (ended.state !== 'done') throw new ProblemError('conflict', ended.error ?? ended.step);
  const { report } = ended.result as { report: StoredReport };
  return { report, address: `${origin}/w/${actor.workspace}/import/${asked.brought}` };
}

/** The server does the work; here it is waited for, told of, and stopped where that is wanted. */
async function follow(
  { jobs, pool, actor, job }: { jobs: Jobs; pool: Beside['pool']; actor: Actor; job: Job },
  { progress, signal }: ImportOptions,
): Promise<Job> {
  const stop = () => void inScope(pool, actor, (scope) => jobs.cancel(scope, job.id)).catch(() => undefined);
  signal?.addEventListener('abort', stop, { once: true });
  let last = job;
  const read = () => inScope(pool, actor, (scope) => jobs.find(scope, job.id));
  for await (const current of jobs.follow(read, job.id, new AbortController().signal)) {
    last = current;
    progress?.(current.step, current.done, current.total);
  }
  return last;
}
