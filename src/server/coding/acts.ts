import type { Command, Done } from '#contract/coding';
import { backwards, type CodingChange } from '#contract/codingChanges';
import { wantedBy, type Wanted } from '#contract/codingCommands';
import { ProblemError } from '#contract/problem';
import { isDeepStrictEqual } from 'node:util';
import { workspaceOf, type Scope } from '../platform/scope.ts';
import { readAbout, readRows, writeChanges } from './rows.ts';
import { checkTargets } from './targets.ts';

/**
 * Somebody does something at the desk. It can be taken back, and what was taken back before cannot be done again. Quiet where
 * whoever does many at once leaves one line of them all; `of` is how long the text is that somebody has before them.
 */
export async function act(
  scope: Scope,
  source: string,
  command: Command,
  { quiet = false, of }: { quiet?: boolean; of?: number | undefined } = {},
): Promise<Done> {
  const length = await sitDown(scope, source);
  if (of !== undefined && of !== length)
    throw new ProblemError(
      'conflict',
      'Words of this source were replaced meanwhile, so places in it have moved. Load the page anew. Nothing was changed.',
    );
  checkPlace(length, command);
  if (command.do === 'code') await checkTargets(scope, command.codes);
  const rows = await readAbout(scope, source, command);
  const who = { person: scope.actor.person, now: new Date().toISOString() };
  const { label, changes } = wantedBy(command, rows, who);
  if (changes.length === 0) return { changes, ...(await readSteps(scope, source)) };
  await keep(scope, source, { label, changes });
  if (!quiet) await tell(scope, source, changes, null);
  return { changes, undo: label, redo: null };
}

/** Writes changes as a step that can be taken back. */
export async function keep(scope: Scope, source: string, { label, changes }: Wanted): Promise<void> {
  await Promise.all([
    writeChanges(scope, source, changes),
    scope.sql`delete from coding_act where ${ownActs(scope, source)} and undone`,
    scope.sql`
      insert into coding_act (workspace_id, source_id, person_id, step, label, changes)
      values (${workspaceOf(scope)}, ${source}, ${scope.actor.person},
        coalesce((select step from coding_act where ${ownActs(scope, source)} order by step desc limit 1), 0) + 1,
        ${label}, ${JSON.stringify(changes)}::jsonb)`,
  ]);
}

function checkPlace(length: number, command: Command): void {
  if (command.do !== 'code' && command.do !== 'resize') return;
  const { start, end } = command;
  if (end <= start) throw new ProblemError('invalid', 'Mark at least one letter.');
  if (end > length)
    throw new ProblemError('invalid', 'These words lie beyond the end of the text. Load the page anew.');
}

/** Takes back what somebody did last here. */
export const undo = (scope: Scope, source: string): Promise<Done> => step(scope, source, 'undo');
/** Does again what somebody took back last here. */
export const redo = (scope: Scope, source: string): Promise<Done> => step(scope, source, 'redo');

async function step(scope: Scope, source: string, way: 'undo' | 'redo'): Promise<Done> {
  await sitDown(scope, source);
  const back = way === 'undo';
  const [found] = await scope.sql<{ number: number; changes: CodingChange[] }[]>`
    select step as number, changes from coding_act
    where ${ownActs(scope, source)} and undone = ${!back}
    order by case when ${back} then -step else step end limit 1`;
  if (found === undefined)
    throw new ProblemError('conflict', back ? 'There is nothing to undo here.' : 'There is nothing to redo.');
  const changes = back ? backwards(found.changes) : found.changes;
  await checkBefore(scope, source, changes);
  await writeChanges(scope, source, changes);
  await scope.sql`
    update coding_act set undone = ${back}
    where ${ownActs(scope, source)} and step = ${found.number}`;
  const steps = await readSteps(scope, source);
  await tell(scope, source, changes, way);
  return { changes, ...steps };
}

const ownActs = (scope: Scope, source: string) =>
  scope.sql`workspace_id = ${workspaceOf(scope)} and source_id = ${source} and person_id = ${scope.actor.person}`;

/** Refuses where a row is not as it was left: then taking back would take away what came later. */
async function checkBefore(scope: Scope, source: string, changes: readonly CodingChange[]): Promise<void> {
  const idsIn = (wanted: CodingChange['table']) =>
    changes.flatMap(({ table, before, after }) => (table === wanted ? [(before ?? after)?.id ?? ''] : []));
  const rows = await readRows(scope, source, {
    quotation: idsIn('quotation'),
    evidence: idsIn('evidence'),
    memo: idsIn('memo'),
  });
  for (const { table, before, after } of changes) {
    const id = (before ?? after)?.id;
    const now = rows[table].find((row) => row.id === id) ?? null;
    if (!isDeepStrictEqual(now, before))
      throw new ProblemError(
        'conflict',
        'What you did there was changed since, so this step is not taken back. Load the page anew to see how it is now.',
      );
  }
}

/** What one may take back and do again, in words. */
export async function readSteps(
  scope: Scope,
  source: string,
): Promise<{ undo: string | null; redo: string | null }> {
  const own = ownActs(scope, source);
  const [row] = await scope.sql<{ undo: string | null; redo: string | null }[]>`
    select (select label from coding_act where ${own} and not undone order by step desc limit 1) as undo,
      (select label from coding_act where ${own} and undone order by step limit 1) as redo`;
  return { undo: row?.undo ?? null, redo: row?.redo ?? null };
}

/**
 * Somebody who codes here takes turns with themselves, in another window; nobody else waits. Answers how long the text is,
 * in code points.
 */
export async function sitDown(scope: Scope, source: string): Promise<number> {
  const [, [found]] = await Promise.all([
    // Who finishes, or says who codes, waits for what is under way, and the other way round.
    scope.sql`
      select pg_advisory_xact_lock(hashtextextended(${source + scope.actor.person}, 0))
      from source where id = ${source} for key share`,
    scope.sql<{ length: number; may: boolean }[]>`
      select length, id in (select app.codable_sources()) as may from source where id = ${source}`,
  ]);
  if (found === undefined)
    throw new ProblemError('not-found', 'There is no such source here, or you may not see it.');
  if (!found.may)
    throw new ProblemError(
      'not-allowed',
      'This source is coded blindly, by those who were chosen for it and until they have finished. Nothing was changed.',
    );
  return found.length;
}

/** Counts alone: the trail is read by people who may not see who said what. */
async function tell(
  scope: Scope,
  source: string,
  changes: readonly CodingChange[],
  way: 'undo' | 'redo' | null,
): Promise<void> {
  const number = (wanted: CodingChange['table'], fits: (change: CodingChange) => boolean) =>
    changes.filter((change) => change.table === wanted && fits(change)).length;
  const isNew = ({ before }: CodingChange) => before === null;
  const isGone = ({ after }: CodingChange) => after === null;
  const stays = (change: CodingChange) => !isNew(change) && !isGone(change);
  const [coded, uncoded] = [number('evidence', isNew), number('evidence', isGone)];
  const [marked, unmarked] = [number('quotation', isNew), number('quotation', isGone)];
  const [moved, weighed] = [number('quotation', stays), number('evidence', stays)];
  const [noted, unnoted] = [number('memo', (change) => !isGone(change)), number('memo', isGone)];
  const [undone, redone] = [way === 'undo', way === 'redo'];
  await scope.audit('coding.change', 'coding', source, {
    detail: { coded, uncoded, weighed, marked, unmarked, moved, noted, unnoted, undone, redone },
  });
}
