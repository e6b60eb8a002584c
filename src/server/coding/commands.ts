import type { Command } from '#contract/coding';
import type { CodingChange, Memo, Quotation } from '#contract/codingChanges';
import { ProblemError } from '#contract/problem';
import { counted } from '#contract/words';
import type { Scope } from '../platform/scope.ts';
import { readHanging, readRows, type Rows } from './rows.ts';
import { checkTargets } from './targets.ts';

/** What a command changes, and what one calls it when it is to be taken back. */
export interface Wanted {
  label: string;
  changes: CodingChange[];
}

export interface Desk {
  scope: Scope;
  source: string;
  /** Of its text, in code points. */
  length: number;
  now: string;
}

type Of<D extends Command['do']> = Extract<Command, { do: D }>;

export function wantedBy(desk: Desk, command: Command): Promise<Wanted> {
  switch (command.do) {
    case 'code':
      return code(desk, command);
    case 'uncode':
      return uncode(desk, command);
    case 'unquote':
      return unquote(desk, command);
    case 'resize':
      return resize(desk, command);
    case 'memo':
      return memo(desk, command);
  }
}

const nothing: Wanted = { label: '', changes: [] };

function checkPlace({ length }: Desk, { start, end }: { start: number; end: number }): void {
  if (end <= start) throw new ProblemError('invalid', 'Mark at least one letter.');
  if (end > length)
    throw new ProblemError('invalid', 'These words lie beyond the end of the text. Load the page anew.');
}

/** The words as one marked them already, or marked now. What one has coded so already stays as it is. */
async function code(desk: Desk, command: Of<'code'>): Promise<Wanted> {
  checkPlace(desk, command);
  await checkTargets(desk.scope, command.codes);
  const changes: CodingChange[] = [];
  const own = await ownQuotation(desk, command);
  const quotation = own ?? newQuotation(desk, command);
  if (own === null) changes.push({ table: 'quotation', before: null, after: quotation });
  const there = own === null ? [] : (await readHanging(desk.scope, desk.source, own.id)).evidence;
  for (const { id, ...target } of command.codes) {
    const same = there.some(
      ({ framework, element, pole, code: key }) =>
        framework === target.framework &&
        element === target.element &&
        pole === target.pole &&
        key === target.code,
    );
    if (same) continue;
    const { person } = desk.scope.actor;
    const after = { id, quotation: quotation.id, ...target, by: person, at: desk.now };
    changes.push({ table: 'evidence', before: null, after });
  }
  const codes = changes.filter(({ table }) => table === 'evidence').length;
  return { label: codes === 0 ? 'marking words' : codingWords(codes), changes };
}

const codingWords = (codes: number) => (codes === 1 ? 'a code' : counted(codes, 'code'));

async function ownQuotation(
  { scope, source }: Desk,
  { quotation, start, end }: Of<'code'>,
): Promise<Quotation | null> {
  const [found] = await scope.sql<{ id: string }[]>`
    select id from quotation where source_id = ${source} and created_by = ${scope.actor.person}
      and (id = ${quotation} or (start_at = ${start} and end_at = ${end})) order by id = ${quotation} desc limit 1`;
  if (found === undefined) return null;
  const rows = await readRows(scope, source, { quotation: [found.id], evidence: [], memo: [] });
  return rows.quotation[0] ?? null;
}

const newQuotation = ({ scope, now }: Desk, { quotation, start, end }: Of<'code'>): Quotation => ({
  id: quotation,
  start,
  end,
  by: scope.actor.person,
  at: now,
});

/** A quotation goes with its last code, unless a memo hangs on it. */
async function uncode({ scope, source }: Desk, { evidence }: Of<'uncode'>): Promise<Wanted> {
  const rows = await readRows(scope, source, { evidence: [evidence], quotation: [], memo: [] });
  const [found] = rows.evidence;
  if (found === undefined) return nothing;
  refuseOthers(scope, found);
  const hanging = await readHanging(scope, source, found.quotation);
  const last = hanging.evidence.length === 1 && hanging.memo.length === 0;
  return {
    label: 'removing a code',
    changes: removing(last ? hanging : { evidence: [found], quotation: [], memo: [] }),
  };
}

async function unquote({ scope, source }: Desk, { quotation }: Of<'unquote'>): Promise<Wanted> {
  const hanging = await readHanging(scope, source, quotation);
  const [found] = hanging.quotation;
  if (found === undefined) return nothing;
  refuseOthers(scope, found);
  return { label: 'removing a quotation', changes: removing(hanging) };
}

const removing = ({ evidence, memo: memos, quotation }: Rows): CodingChange[] => [
  ...evidence.map((before) => ({ table: 'evidence' as const, before, after: null })),
  ...memos.map((before) => ({ table: 'memo' as const, before, after: null })),
  ...quotation.map((before) => ({ table: 'quotation' as const, before, after: null })),
];

async function resize(desk: Desk, command: Of<'resize'>): Promise<Wanted> {
  checkPlace(desk, command);
  const { scope, source } = desk;
  const { quotation: id, start, end } = command;
  const rows = await readRows(scope, source, { quotation: [id], evidence: [], memo: [] });
  const [before] = rows.quotation;
  if (before === undefined) throw new ProblemError('not-found', 'This quotation is not there any more.');
  refuseOthers(scope, before);
  if (before.start === start && before.end === end) return nothing;
  const [taken] = await scope.sql`
    select from quotation where source_id = ${source} and created_by = ${scope.actor.person}
      and start_at = ${start} and end_at = ${end}`;
  if (taken !== undefined)
    throw new ProblemError('conflict', 'You have a quotation of exactly these words already.');
  return {
    label: 'changing where a quotation ends',
    changes: [{ table: 'quotation', before, after: { ...before, start, end } }],
  };
}

async function memo(desk: Desk, { id, quotation, content }: Of<'memo'>): Promise<Wanted> {
  const { scope, source, now } = desk;
  const before = await ownMemo(desk, quotation);
  const words = content.trim();
  if ((before?.content ?? '') === words) return nothing;
  if (before !== null) {
    const after = words === '' ? null : { ...before, content: words };
    const label = after === null ? 'removing a memo' : 'changing a memo';
    return { label, changes: [{ table: 'memo', before, after }] };
  }
  if (quotation !== null) {
    const rows = await readRows(scope, source, { quotation: [quotation], evidence: [], memo: [] });
    const [found] = rows.quotation;
    if (found === undefined) throw new ProblemError('not-found', 'This quotation is not there any more.');
    refuseOthers(scope, found);
  }
  const after: Memo = { id, quotation, content: words, by: scope.actor.person, at: now };
  return { label: 'a memo', changes: [{ table: 'memo', before: null, after }] };
}

async function ownMemo({ scope, source }: Desk, quotation: string | null): Promise<Memo | null> {
  const [found] = await scope.sql<{ id: string }[]>`
    select id from memo where source_id = ${source} and created_by = ${scope.actor.person}
      and quotation_id is not distinct from ${quotation}::uuid`;
  if (found === undefined) return null;
  const rows = await readRows(scope, source, { memo: [found.id], quotation: [], evidence: [] });
  return rows.memo[0] ?? null;
}

/** What somebody else did is theirs: one says otherwise beside it, and a reconciler decides. */
function refuseOthers(scope: Scope, { by }: { by: string }): void {
  if (by !== scope.actor.person)
    throw new ProblemError('not-allowed', 'Somebody else did this: it is theirs to change.');
}
