import { codePointsOf } from '#contract/codePoints';
import type { CodingChange } from '#contract/codingChanges';
import type { BroughtReport } from '#contract/exchange';
import { ProblemError } from '#contract/problem';
import { counted } from '#contract/words';
import { addRows, asAdded } from '../coding/index.ts';
import type { Scope } from '../platform/scope.ts';
import type { Tools } from '../platform/work.ts';
import { addSource, changeRecord, replaceInformants, replaceTranslation } from '../sources/index.ts';
import { bringCodeMemos } from './bringCodeMemos.ts';
import { bringCodes } from './bringCodes.ts';
import { newRows, rowsOf } from './bringRows.ts';
import type { Project, ProjectSource, Read } from './project.ts';

export interface Brought {
  report: BroughtReport;
  /** What came to sources that were here already. */
  changed: Map<string, CodingChange[]>;
}

/** Stores a project, all of it or nothing, and says what came of it. */
export async function bring(
  scope: Scope,
  { project, remarks }: Read,
  { progress, signal }: Tools,
): Promise<Brought> {
  const { sayings, made } = await bringCodes(scope, project.codebooks);
  const people = await bringCoders(scope, project);
  const schools = await readSchools(scope);
  const report: BroughtReport = {
    sources: [],
    known: 0,
    coders: project.coders.map(({ name }) => name),
    frameworks: made,
    quotations: 0,
    codings: 0,
    memos: 0,
    repaired: remarks.repaired,
    leftOut: [...remarks.leftOut],
  };
  const onCodes = await bringCodeMemos(scope, project.codebooks, {
    sayings,
    personOf: (coder) => people.get(coder) ?? scope.actor.person,
  });
  report.memos += onCodes.added;
  if (onCodes.lost > 0)
    report.leftOut.push(`${counted(onCodes.lost, 'memo')} on groups of elements, which carry none here.`);
  const changed: Brought['changed'] = new Map();
  const here = await readSources(scope, project);
  for (const [i, source] of project.sources.entries()) {
    signal.throwIfAborted();
    progress('Storing sources', i, project.sources.length);
    const there = here.get(source.guid);
    const problem = there === undefined ? null : whyNot(source, there);
    if (problem !== null) {
      report.leftOut.push(problem);
      continue;
    }
    if (there === undefined) await addWithRecord(scope, source, schools);
    else report.known += 1;
    if (there?.translated !== true) await bringTranslation(scope, source);
    const rows = rowsOf(source, { people, sayings, own: scope.actor.person });
    const added = there === undefined ? rows : await newRows(scope, source.guid, rows);
    await addRows(scope, source.guid, added);
    if (there !== undefined) changed.set(source.guid, asAdded(added));
    report.sources.push({ id: source.guid, title: source.title });
    report.quotations += added.quotation.length;
    report.codings += added.evidence.length;
    report.memos += added.memo.length;
  }
  // The last moment at which it can be stopped: after it all is stored.
  signal.throwIfAborted();
  const { sources, quotations, codings, memos } = report;
  await scope.audit('coding.change', 'coding', null, {
    detail: { brought: true, sources: sources.length, quotations, codings, memos },
  });
  return { report, changed };
}

/** Somebody who is in the file under their own id is themselves; all others are people of elsewhere. */
async function bringCoders(scope: Scope, { coders }: Project): Promise<Map<string, string>> {
  const people = new Map<string, string>();
  for (const { guid, name } of coders) {
    if (guid === scope.actor.person) people.set(guid, guid);
    else {
      const [row] = await scope.sql<{ id: string | null }[]>`
        select app.outside_coder(${guid}, ${name.trim().slice(0, 120) || 'Somebody'}) as id`;
      const person = row?.id ?? null;
      if (person === null) throw new ProblemError('not-allowed', 'Only researchers bring what was coded.');
      people.set(guid, person);
    }
  }
  return people;
}

type Schools = { byReference: Map<string, string>; byName: Map<string, string> };

async function readSchools(scope: Scope): Promise<Schools> {
  const rows = await scope.sql<{ id: string; name: string; reference: string }[]>`
    select id, name, reference from school_shown where named`;
  return {
    byReference: new Map(rows.map(({ id, reference }) => [reference, id])),
    byName: new Map(rows.map(({ id, name }) => [name.trim().toLocaleLowerCase('en-GB'), id])),
  };
}

interface There {
  same: boolean;
  open: boolean;
  translated: boolean;
}

/** Sources of the file that are here already. */
async function readSources(scope: Scope, { sources }: Project): Promise<Map<string, There>> {
  const texts = new Map(sources.map(({ guid, text }) => [guid, text]));
  const rows = await scope.sql<({ id: string; text: string } & Pick<There, 'open' | 'translated'>)[]>`
    select s.id, t.content as text,
      s.id in (select app.codable_sources()) and s.id in (select app.open_sources()) as open,
      exists (select from source_translation r where r.workspace_id = s.workspace_id and r.source_id = s.id) as translated
    from source s join source_text t on t.workspace_id = s.workspace_id and t.source_id = s.id
    where s.id = any (${[...texts.keys()]}::uuid[])`;
  return new Map(rows.map(({ id, text, ...there }) => [id, { same: texts.get(id) === text, ...there }]));
}

function whyNot({ title }: ProjectSource, { same, open }: There): string | null {
  if (!same) return `‘${title}’ is here already with other words, so it was left as it is.`;
  return open ? null : `‘${title}’ is here already and coded blindly, so nothing was added to it.`;
}

/** Beside the original, which has none yet. */
async function bringTranslation(scope: Scope, { guid, translation }: ProjectSource): Promise<void> {
  if (translation === null) return;
  await replaceTranslation(scope, guid, translation);
  await scope.audit('sources.change', 'source', guid, { detail: { translated: true } });
}

async function addWithRecord(
  scope: Scope,
  source: ProjectSource,
  { byReference, byName }: Schools,
): Promise<void> {
  const { guid, title, fileName, text, pattern, turns, record, school, informants, speakers } = source;
  const found =
    byReference.get(school.reference) ?? byName.get(school.name.trim().toLocaleLowerCase('en-GB')) ?? null;
  const lost = school.name !== '' && found === null;
  await addSource(scope, {
    id: guid,
    title,
    fileName,
    text,
    length: codePointsOf(text).length,
    pattern,
    turns,
    remarks: lost ? [`The file says that it is of ‘${school.name}’, which is no school here.`] : [],
    ...(lost
      ? { schoolSaid: { name: school.name.slice(0, 200), reference: school.reference.slice(0, 200) } }
      : {}),
  });
  await changeRecord(scope, guid, { ...record, title, school: found });
  if (informants.length > 0 || speakers.length > 0)
    await replaceInformants(scope, guid, { informants, speakers });
  await scope.audit('sources.change', 'source', guid, {
    detail: { brought: true, turns: turns.start.length },
  });
}
