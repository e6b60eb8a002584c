import type { Command } from './coding.ts';
import type { CodeOn, CodingChange, Memo, Quotation } from './codingChanges.ts';
import { ProblemError } from './problem.ts';
import { counted } from './words.ts';

/**
 * What a command changes. The desk asks this to show it at once, the server to do it, so that both mean the same.
 */

/** What hangs on the words that a command is about; what somebody may not see is not among it. */
export interface Rows {
  quotation: readonly Quotation[];
  evidence: readonly CodeOn[];
  memo: readonly Memo[];
}

export interface Wanted {
  /** What one calls it when it is to be taken back. */
  label: string;
  changes: CodingChange[];
}

export interface Who {
  person: string;
  now: string;
}

type Of<D extends Command['do']> = Extract<Command, { do: D }>;

export function wantedBy(command: Command, rows: Rows, who: Who): Wanted {
  switch (command.do) {
    case 'code':
      return code(command, rows, who);
    case 'uncode':
      return uncode(command, rows, who);
    case 'weigh':
      return weigh(command, rows, who);
    case 'unquote':
      return unquote(command, rows, who);
    case 'resize':
      return resize(command, rows, who);
    case 'memo':
      return memo(command, rows, who);
  }
}

const nothing: Wanted = { label: '', changes: [] };

/** The words as one marked them already, or marked now. What one has coded so already stays as it is. */
function code(command: Of<'code'>, rows: Rows, { person, now }: Who): Wanted {
  const { quotation: id, start, end } = command;
  const own = rows.quotation.filter(({ by }) => by === person);
  const there = own.find((one) => one.id === id) ?? own.find((one) => one.start === start && one.end === end);
  const quotation = there ?? { id, start, end, by: person, at: now };
  const said = rows.evidence.filter((one) => one.quotation === quotation.id);
  const added = command.codes
    .filter(
      (wanted, i) => ![...said, ...command.codes.slice(0, i)].some((earlier) => isSame(earlier, wanted)),
    )
    .map((wanted): CodingChange => {
      const after = { ...wanted, quotation: quotation.id, by: person, at: now };
      return { table: 'evidence', before: null, after };
    });
  const label =
    added.length === 0 ? 'marking words' : added.length === 1 ? 'a code' : counted(added.length, 'code');
  const marked: CodingChange[] =
    there === undefined ? [{ table: 'quotation', before: null, after: quotation }] : [];
  return { label, changes: [...marked, ...added] };
}

type Said = Pick<CodeOn, 'framework' | 'element' | 'pole' | 'code'>;
/** In whatever version: said twice of the same words, it counts once. */
const isSame = (one: Said, other: Said) =>
  one.framework === other.framework &&
  one.element === other.element &&
  one.pole === other.pole &&
  one.code === other.code;

/** A quotation goes with its last code, unless a memo hangs on it. */
function uncode({ evidence: id }: Of<'uncode'>, rows: Rows, who: Who): Wanted {
  const found = rows.evidence.find((one) => one.id === id);
  if (found === undefined) return nothing;
  refuseOthers(found, who);
  const hanging = hangingOn(rows, found.quotation);
  const last = hanging.evidence.length === 1 && hanging.memo.length === 0;
  const going = last ? hanging : { evidence: [found], quotation: [], memo: [] };
  return { label: 'removing a code', changes: removing(going) };
}

function weigh({ evidence: id, strength }: Of<'weigh'>, rows: Rows, who: Who): Wanted {
  const before = rows.evidence.find((one) => one.id === id);
  if (before === undefined) throw new ProblemError('not-found', 'This code is not there any more.');
  refuseOthers(before, who);
  const { strength: weighed = null, ...rest } = before;
  if (weighed === strength) return nothing;
  const after = strength === null ? rest : { ...rest, strength };
  return { label: 'weighing a code', changes: [{ table: 'evidence', before, after }] };
}

function unquote({ quotation }: Of<'unquote'>, rows: Rows, who: Who): Wanted {
  const hanging = hangingOn(rows, quotation);
  const [found] = hanging.quotation;
  if (found === undefined) return nothing;
  refuseOthers(found, who);
  return { label: 'removing a quotation', changes: removing(hanging) };
}

const hangingOn = ({ quotation, evidence, memo: memos }: Rows, id: string): Rows => ({
  quotation: quotation.filter((one) => one.id === id),
  evidence: evidence.filter((one) => one.quotation === id),
  memo: memos.filter((one) => one.quotation === id),
});

/** The quotation goes last, because the rest hangs on it. */
const removing = ({ evidence, memo: memos, quotation }: Rows): CodingChange[] => [
  ...evidence.map((before) => ({ table: 'evidence' as const, before, after: null })),
  ...memos.map((before) => ({ table: 'memo' as const, before, after: null })),
  ...quotation.map((before) => ({ table: 'quotation' as const, before, after: null })),
];

function resize({ quotation: id, start, end }: Of<'resize'>, rows: Rows, who: Who): Wanted {
  const before = rows.quotation.find((one) => one.id === id);
  if (before === undefined) throw gone();
  refuseOthers(before, who);
  if (before.start === start && before.end === end) return nothing;
  const taken = rows.quotation.some((one) => one.by === who.person && one.start === start && one.end === end);
  if (taken) throw new ProblemError('conflict', 'You have a quotation of exactly these words already.');
  return {
    label: 'changing where a quotation ends',
    changes: [{ table: 'quotation', before, after: { ...before, start, end } }],
  };
}

/** Each has one memo on a quotation, and one on the source. */
function memo({ id, quotation, content }: Of<'memo'>, rows: Rows, who: Who): Wanted {
  const before = rows.memo.find((one) => one.by === who.person && one.quotation === quotation);
  const words = content.trim();
  if ((before?.content ?? '') === words) return nothing;
  if (before !== undefined) {
    const after = words === '' ? null : { ...before, content: words };
    const label = after === null ? 'removing a memo' : 'changing a memo';
    return { label, changes: [{ table: 'memo', before, after }] };
  }
  if (quotation !== null) {
    const found = rows.quotation.find((one) => one.id === quotation);
    if (found === undefined) throw gone();
    refuseOthers(found, who);
  }
  const after: Memo = { id, quotation, content: words, by: who.person, at: who.now };
  return { label: 'a memo', changes: [{ table: 'memo', before: null, after }] };
}

const gone = () => new ProblemError('not-found', 'This quotation is not there any more.');

/** What somebody else did is theirs: one says otherwise beside it, and a reconciler decides. */
function refuseOthers({ by }: { by: string }, { person }: Who): void {
  if (by !== person) throw new ProblemError('not-allowed', 'Somebody else did this: it is theirs to change.');
}
