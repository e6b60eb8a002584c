import type { Framework, FrameworkSummary, FrameworkVersion } from '#contract/frameworks';
import { allCodes } from '#contract/frameworkEdits';
import { frameworkContent, type FrameworkContent, type FrameworkFile } from '#contract/frameworkFile';
import { ProblemError } from '#contract/problem';
import { newId } from '../platform/ids.ts';
import { workspaceOf, type Scope } from '../platform/scope.ts';
import type { Shipped } from './shipped.ts';

/** A framework with the version that was asked for, as it lies in the database. */
export interface Stored {
  id: string;
  origin: string | null;
  originVersion: number | null;
  draft: FrameworkContent | null;
  versions: FrameworkVersion[];
  /** Of the version that was asked for; null where there is none. */
  content: FrameworkContent | null;
  number: number | null;
}

export const sizeOf = (content: FrameworkContent) => ({
  elements: content.elements.filter(({ setAside }) => setAside === null).length,
  codes: allCodes({ elements: content.elements.filter(({ setAside }) => setAside === null) }).filter(
    ({ setAside }) => setAside === null,
  ).length,
});

interface Row {
  id: string;
  origin: string | null;
  originVersion: number | null;
  draft: unknown;
  number: number | null;
  content: unknown;
}

/** The frameworks of the workspace, the first taken first, each with its latest version. */
export async function listStored(scope: Scope): Promise<Stored[]> {
  const [rows, versions] = await Promise.all([
    scope.sql<Row[]>`
      select f.id, f.origin, f.origin_version as "originVersion", f.draft, v.number, v.content
      from framework f left join lateral (
        select number, content from framework_version v
        where v.workspace_id = f.workspace_id and v.framework_id = f.id order by number desc limit 1) v on true
      order by f.created_at, f.id`,
    readVersions(scope, null),
  ]);
  return rows.map((row) => storedOf(row, versions));
}

/** One framework; the row is held until the transaction ends where it is going to be changed. */
export async function readStored(
  scope: Scope,
  id: string,
  { version = null, hold = false }: { version?: number | null; hold?: boolean } = {},
): Promise<Stored> {
  if (hold) await scope.sql`select from framework where id = ${id} for no key update`;
  const [[row], versions] = await Promise.all([
    scope.sql<Row[]>`
      select f.id, f.origin, f.origin_version as "originVersion", f.draft, v.number, v.content
      from framework f left join lateral (
        select number, content from framework_version v
        where v.workspace_id = f.workspace_id and v.framework_id = f.id
          and (${version}::int is null or number = ${version}) order by number desc limit 1) v on true
      where f.id = ${id}`,
    readVersions(scope, id),
  ]);
  if (row === undefined || (version !== null && row.number === null)) {
    const what = row === undefined ? 'framework' : 'version of this framework';
    throw new ProblemError('not-found', `There is no such ${what} in this workspace.`);
  }
  return storedOf(row, versions);
}

type VersionRow = FrameworkVersion & { framework: string };

async function readVersions(scope: Scope, only: string | null): Promise<VersionRow[]> {
  return scope.sql<VersionRow[]>`
    select v.framework_id as framework, v.number, v.reason, v.published_at as "publishedAt", p.name as "publishedBy"
    from framework_version v left join person p on p.id = v.published_by
    where ${only}::uuid is null or v.framework_id = ${only} order by v.number desc`;
}

/** Read as they are: what is stored was checked when it came. */
function storedOf(row: Row, versions: readonly VersionRow[]): Stored {
  return {
    ...row,
    draft: row.draft as FrameworkContent | null,
    content: row.content as FrameworkContent | null,
    versions: versions
      .filter(({ framework }) => framework === row.id)
      .map(({ framework: _, ...version }) => version),
  };
}

/** What people work with: the latest version, or what is being written where nothing was published yet. */
export function currentOf({ content, draft }: Stored): FrameworkContent {
  const found = content ?? draft;
  if (found === null) throw new Error('A framework has neither a version nor a draft.');
  return found;
}

export function summaryOf(stored: Stored, shipped: Shipped, shown = currentOf(stored)): FrameworkSummary {
  const { id, origin, originVersion, draft, versions } = stored;
  return {
    id,
    title: shown.title,
    about: shown.about,
    ...sizeOf(shown),
    origin:
      origin === null || originVersion === null
        ? null
        : { key: origin, version: originVersion, latest: shipped.find(origin)?.version ?? null },
    latest: versions[0] ?? null,
    changed: draft !== null,
  };
}

export function shownAs(stored: Stored, shipped: Shipped): Framework {
  const content = currentOf(stored);
  const { versions, number } = stored;
  return { ...summaryOf(stored, shipped, content), versions, number, content };
}

/** As it will be; it bears no number yet. */
export function draftOf(stored: Stored, shipped: Shipped): Framework {
  const content = stored.draft ?? currentOf(stored);
  const { versions } = stored;
  return { ...summaryOf(stored, shipped, content), versions, number: null, content };
}

/** Takes a framework into the workspace as its first version, and leaves a line of it. */
export async function adopt(scope: Scope, { key, version, content }: FrameworkFile): Promise<string> {
  const [taken] = await scope.sql`select id from framework where origin = ${key}`;
  if (taken !== undefined)
    throw new ProblemError(
      'conflict',
      'This framework was taken already: it is among those of the workspace.',
    );
  const id = await addRow(scope, { origin: key, version, draft: null });
  await addVersion(scope, id, { number: 1, content, reason: '' });
  await scope.audit('frameworks.change', 'framework', id, {
    detail: { adopted: true, name: content.title, version },
  });
  return id;
}

export async function addOwn(scope: Scope, content: FrameworkContent): Promise<string> {
  return addRow(scope, { origin: null, version: null, draft: content });
}

/** A framework that was made elsewhere, as its first version. */
export async function addPublished(scope: Scope, content: FrameworkContent, reason: string): Promise<string> {
  const id = await addRow(scope, { origin: null, version: null, draft: null });
  await addVersion(scope, id, { number: 1, content, reason });
  await scope.audit('frameworks.change', 'framework', id, {
    detail: { imported: true, name: content.title, ...sizeOf(content) },
  });
  return id;
}

async function addRow(
  scope: Scope,
  {
    origin,
    version,
    draft,
  }: { origin: string | null; version: number | null; draft: FrameworkContent | null },
): Promise<string> {
  const id = newId();
  await scope.sql`
    insert into framework (workspace_id, id, origin, origin_version, draft, created_by)
    values (${workspaceOf(scope)}, ${id}, ${origin}, ${version}, ${jsonOf(draft)}::jsonb, ${scope.actor.person})`;
  return id;
}

export async function addVersion(
  scope: Scope,
  framework: string,
  { number, content, reason }: { number: number; content: FrameworkContent; reason: string },
): Promise<void> {
  await scope.sql`
    insert into framework_version (workspace_id, framework_id, number, content, reason, published_by)
    values (${workspaceOf(scope)}, ${framework}, ${number}, ${jsonOf(content)}::jsonb, ${reason}, ${scope.actor.person})`;
}

export async function setDraft(scope: Scope, id: string, draft: FrameworkContent | null): Promise<void> {
  await scope.sql`update framework set draft = ${jsonOf(draft)}::jsonb where id = ${id}`;
}

const jsonOf = (content: FrameworkContent | null) =>
  content === null ? null : JSON.stringify(frameworkContent.parse(content));
