import type { Conversation } from '#contract/conversations';
import { betterWords } from '#contract/standingsWords';
import { ProblemError } from '#contract/problem';
import { newId } from '../platform/ids.ts';
import { workspaceOf, type Scope } from '../platform/scope.ts';
import {
  findSchool,
  findSchoolStanding,
  findStanding,
  keyAt,
  leads,
  namesKnown,
  neighbourShown,
} from '../standings/index.ts';
import { introduction } from './introduction.ts';
import { findConversation, findRow } from './store.ts';

export interface Wish {
  school: string;
  /** The letter of the other on the school's page. */
  neighbour: string;
  /** What it does better, as the page calls it. */
  measure: string;
  message: string;
}

/** What the columns hold. */
const mostAbout = 300;
const mostAnswer = 2000;

/** Only whoever leads a school asks in its name, and only for what its page says. */
export async function ask(scope: Scope, wish: Wish): Promise<Conversation> {
  await findSchool(scope, wish.school);
  if (!(await leads(scope, wish.school))) {
    throw new ProblemError('not-allowed', 'Only somebody who leads this school asks for it.');
  }
  const { other, about } = await onPage(scope, wish);
  const [open] = await scope.sql`
    select 1 from conversation where workspace_id = ${workspaceOf(scope)}
      and school_id = ${wish.school} and with_school_id = ${other} and state = 'asked'`;
  if (open !== undefined) {
    throw new ProblemError(
      'conflict',
      'Your school has asked for this conversation already, and the answer has yet to come.',
    );
  }
  const id = newId();
  await scope.sql`
    insert into conversation (workspace_id, id, school_id, with_school_id, about, message, asked_by)
    values (${workspaceOf(scope)}, ${id}, ${wish.school}, ${other}, ${about}, ${wish.message}, ${scope.actor.person})`;
  const asked = await findConversation(scope, id);
  // Not with whom: the person reads this line too, and may know the other by a letter only.
  await scope.audit('conversations.ask', 'conversation', id, {
    detail: { asked: true, school: wish.school },
  });
  return asked;
}

/** The school behind the letter, and what it does better, in the words of the page. */
async function onPage(scope: Scope, wish: Wish): Promise<{ other: string; about: string }> {
  const stored = await findStanding(scope);
  const found = stored === null ? null : await findSchoolStanding(scope, stored.published.id, wish.school);
  const at = found?.neighbours.findIndex((_, i) => keyAt(i) === wish.neighbour) ?? -1;
  const other = found?.neighbours[at];
  const onIt = stored === null || other === undefined ? null : neighbourShown(stored.found, other, at);
  const better = onIt?.better.find((one) => one.measure === wish.measure);
  if (other === undefined || better === undefined) {
    const detail =
      'That is not on the page of your school, or not any more. Look at the page again and choose from it.';
    throw new ProblemError('invalid', detail, { errors: [{ pointer: '/neighbour', detail }] });
  }
  return { other: other.school, about: betterWords(better).slice(0, mostAbout) };
}

const settled = () =>
  new ProblemError('conflict', 'This request was answered or taken back already. Look at the list again.');

/** Arranging introduces the schools: the answer names both, and from then on the other one reads it too. */
export async function answer(
  scope: Scope,
  id: string,
  { state, words }: { state: 'arranged' | 'declined'; words: string },
): Promise<{ conversation: Conversation; asker: string }> {
  const row = await findRow(scope, id);
  if (row.state !== 'asked') throw settled();
  const names = await namesKnown(scope, [row.school_id, row.with_school_id]);
  const nameOf = (school: string) => names.get(school) ?? 'a school';
  const said =
    state === 'arranged' ? words + introduction(nameOf(row.school_id), nameOf(row.with_school_id)) : words;
  await scope.sql`
    update conversation set state = ${state}, answer = ${said.slice(0, mostAnswer)},
      answered_by = ${scope.actor.person}, answered_at = now()
    where workspace_id = ${workspaceOf(scope)} and id = ${id} and state = 'asked'`;
  const conversation = await findConversation(scope, id);
  await scope.audit('conversations.answer', 'conversation', id, {
    detail: { answered: state, school: row.school_id, with: row.with_school_id },
  });
  return { conversation, asker: row.asked_by };
}

export async function withdraw(scope: Scope, id: string): Promise<Conversation> {
  const row = await findRow(scope, id);
  if (!row.leads) {
    throw new ProblemError('not-allowed', 'Only whoever leads the school that asked takes it back.');
  }
  if (row.state !== 'asked') throw settled();
  await scope.sql`
    update conversation set state = 'withdrawn'
    where workspace_id = ${workspaceOf(scope)} and id = ${id} and state = 'asked'`;
  const conversation = await findConversation(scope, id);
  await scope.audit('conversations.ask', 'conversation', id, {
    detail: { withdrawn: true, school: row.school_id },
  });
  return conversation;
}
