import type { Conversation } from '#contract/conversations';
import { ProblemError } from '#contract/problem';
import { workspaceOf, type Scope } from '../platform/scope.ts';
import { findSchoolStanding, findStanding, keyAt, namesKnown, readRules } from '../standings/index.ts';
import { introduced } from './introduction.ts';

export interface Row {
  id: string;
  school_id: string;
  with_school_id: string;
  about: string;
  message: string;
  asked_at: string;
  asked_by: string;
  asker: string | null;
  state: Conversation['state'];
  answer: string;
  answerer: string | null;
  answered_at: string | null;
  may_answer: boolean;
  leads: boolean;
}

function select(scope: Scope, id: string | null): Promise<Row[]> {
  return scope.sql<Row[]>`
    select c.id, c.school_id, c.with_school_id, c.about, c.message, c.asked_at, c.asked_by, a.name as asker, c.state,
      c.answer, b.name as answerer, c.answered_at,
      (app.has_role('owner') or app.has_role('coordinator') or app.has_role('partnership lead')) as may_answer,
      exists (select from member_role r where r.workspace_id = c.workspace_id and r.person_id = ${scope.actor.person}
        and r.school_id = c.school_id and r.role = 'school leader'
        and (r.expires_at is null or r.expires_at > now())) as leads
    from conversation c left join person a on a.id = c.asked_by left join person b on b.id = c.answered_by
    where c.workspace_id = ${workspaceOf(scope)} and (${id}::uuid is null or c.id = ${id})
    order by c.asked_at desc, c.id desc`;
}

export async function findRow(scope: Scope, id: string): Promise<Row> {
  const [row] = await select(scope, id);
  if (row === undefined)
    throw new ProblemError('not-found', 'There is no such request here, or you may not see it.');
  return row;
}

export async function findConversation(scope: Scope, id: string): Promise<Conversation> {
  const [one] = await shown(scope, [await findRow(scope, id)]);
  if (one === undefined) throw new Error('A row that was found is not shown.');
  return one;
}

export async function listConversations(scope: Scope): Promise<Conversation[]> {
  return shown(scope, await select(scope, null));
}

async function shown(scope: Scope, rows: readonly Row[]): Promise<Conversation[]> {
  const names = await namesKnown(
    scope,
    rows.flatMap((row) => [row.school_id, row.with_school_id]),
  );
  const own = rows.map((row) => row.school_id).filter((school) => names.has(school));
  const called = await calledOnPages(scope, own);
  const known = (id: string) => {
    const name = names.get(id);
    return name === undefined ? null : { id, name };
  };
  const introducedBy = ({ answer, school_id, with_school_id }: Row) =>
    introduced(answer, { asking: names.get(school_id) ?? null, wanted: names.get(with_school_id) ?? null });
  return rows.map((row) => ({
    asking: introducedBy(row).asking ?? 'A school',
    id: row.id,
    school: known(row.school_id),
    with: known(row.with_school_id),
    called:
      introducedBy(row).wanted ?? called.get(`${row.school_id} ${row.with_school_id}`) ?? 'a school like it',
    about: row.about,
    message: row.message,
    askedBy: row.asker,
    askedAt: row.asked_at,
    state: row.state,
    answer: row.answer,
    answeredBy: row.answerer,
    answeredAt: row.answered_at,
    mayAnswer: row.may_answer && row.state === 'asked',
    mayWithdraw: row.leads && row.state === 'asked',
  }));
}

/** What the page of a school calls those on it: by name, or school a. The key is both ids. */
async function calledOnPages(scope: Scope, schools: readonly string[]): Promise<Map<string, string>> {
  const called = new Map<string, string>();
  const [stored, { named }] = await Promise.all([findStanding(scope), readRules(scope)]);
  if (stored === null) return called;
  for (const school of new Set(schools)) {
    const found = await findSchoolStanding(scope, stored.published.id, school);
    found?.neighbours.forEach((one, i) => {
      const name = named && one.name !== null ? one.name : `school ${keyAt(i)}`;
      called.set(`${school} ${one.school}`, name);
    });
  }
  return called;
}

/** Those who answer requests: everybody may know who runs a workspace. */
export async function answerers(scope: Scope): Promise<string[]> {
  const rows = await scope.sql<{ person_id: string }[]>`
    select distinct person_id from member_role where workspace_id = ${workspaceOf(scope)}
      and role in ('owner', 'coordinator', 'partnership lead') and (expires_at is null or expires_at > now())`;
  return rows.map((row) => row.person_id);
}

export async function workspaceName(scope: Scope): Promise<string> {
  const [row] = await scope.sql<{ name: string }[]>`
    select name from workspace where id = ${workspaceOf(scope)}`;
  return row?.name ?? 'your workspace';
}
