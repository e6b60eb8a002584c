import { guidOf, readGuid } from '../guids.ts';
import type { ProjectQuotation } from '../project.ts';
import type { Named } from './offsets.ts';
import { coderOf, memosOf, timeOf } from './readNotes.ts';
import type { Around } from './readSource.ts';
import { saysOfCoding, strengthOf, suggestedGuid } from './codingNotes.ts';
import { all, type Node } from './xmlTree.ts';

export const selectionNodes = (holder: Node): Node[] => [
  ...all(holder, 'PlainTextSelection'),
  ...all(holder, 'TranscriptSelection'),
];

/** Where a selection stands, as the file counts. Those of a transcript stand between two points of time. */
export function spanOf(holder: Node): (selection: Node) => Named {
  const points = new Map(
    all(holder, 'SyncPoint').map(({ attributes }) => [
      readGuid(attributes['guid']) ?? '',
      Number(attributes['position']),
    ]),
  );
  return ({ attributes }) => ({
    start: placeOf(attributes['startPosition'], points.get(readGuid(attributes['fromSyncPoint']) ?? '')),
    end: placeOf(attributes['endPosition'], points.get(readGuid(attributes['toSyncPoint']) ?? '')),
    name: attributes['name'] ?? '',
  });
}

const placeOf = (written: string | undefined, point: number | undefined): number =>
  written === undefined ? (point ?? NaN) : Number(written);

interface Here extends Around {
  source: string;
  length: number;
  toPoints: (place: number) => number;
}

/** What hangs on the words of a source: for each coder and each stretch of words, one quotation. */
export function readSelections(holder: Node, here: Here): ProjectQuotation[] {
  const found = new Map<string, ProjectQuotation>();
  const taken = new Set<string>();
  const at = (guid: string, span: { start: number; end: number }, made: { coder: string; at: string }) => {
    const key = `${made.coder} ${String(span.start)} ${String(span.end)}`;
    const there = found.get(key);
    if (there !== undefined) return there;
    // The id of the selection goes to its first coder.
    const isFirst = !taken.has(guid);
    taken.add(guid);
    const fresh = {
      guid: isFirst ? guid : guidOf(guid, made.coder),
      ...span,
      ...made,
      codings: [],
      memos: [],
    };
    found.set(key, fresh);
    return fresh;
  };
  const span = spanOf(holder);
  for (const node of selectionNodes(holder)) {
    const { start, end } = placed(span(node), here);
    if (!(end > start)) {
      here.tally.add(
        'leftOut',
        'place',
        1,
        'quotation that stands nowhere in its text',
        'quotations that stand nowhere in their text',
      );
      continue;
    }
    const guid =
      readGuid(node.attributes['guid']) ?? guidOf('selection', here.source, String(start), String(end));
    addSelection(node, here, (made) => at(guid, { start, end }, made));
  }
  const whole = { start: 0, end: here.length };
  addCodings(all(holder, 'Coding'), here, { coder: '', at: timeOf(holder) }, (made) =>
    at(guidOf('whole', here.source), whole, made),
  );
  return [...found.values()];
}

function placed({ start, end }: Named, { toPoints }: Here): { start: number; end: number } {
  if (Number.isNaN(start) || Number.isNaN(end)) return { start: 0, end: 0 };
  return { start: toPoints(Math.round(start)), end: toPoints(Math.round(end)) };
}

interface By {
  coder: string;
  at: string;
}
type At = (made: By) => ProjectQuotation;

function addSelection(node: Node, here: Here, at: At): void {
  const made = { coder: coderOf(node), at: timeOf(node) };
  const codings = all(node, 'Coding');
  const added = addCodings(codings, here, made, at);
  const memos = memosOf(node, here.notes);
  for (const memo of memos) {
    const coder = memo.coder || made.coder;
    at({ coder, at: made.at }).memos.push({ ...memo, coder });
  }
  // Words that were only marked stay marked.
  if (added === 0 && memos.length === 0 && codings.length === 0) at(made);
}

function addCodings(codings: readonly Node[], here: Here, made: By, at: At): number {
  let added = 0;
  for (const coding of codings) {
    const code = readGuid(all(coding, 'CodeRef')[0]?.attributes['targetGUID']);
    if (code === null || !here.codes.has(code)) {
      const ofCase = code !== null && here.cases.has(code);
      here.tally.add(
        'leftOut',
        ofCase ? 'case' : 'code',
        1,
        ofCase ? 'coding that points to a case' : 'coding whose code is not in the file',
        ofCase ? 'codings that point to a case' : 'codings whose code is not in the file',
      );
      continue;
    }
    const coder = coderOf(coding) || made.coder;
    const quotation = at({ coder, at: made.at });
    const guid = readGuid(coding.attributes['guid']) ?? guidOf('coding', quotation.guid, code);
    const notes = memosOf(coding, here.notes);
    const [strength] = notes.flatMap((note) => strengthOf(note.guid) ?? []);
    quotation.codings.push({
      guid,
      code,
      at: timeOf(coding, made.at),
      ...(strength !== undefined && { strength }),
      ...(notes.some((note) => note.guid === suggestedGuid) && { suggested: true as const }),
    });
    const memos = notes.filter((note) => !saysOfCoding(note.guid));
    for (const memo of memos) quotation.memos.push({ ...memo, coder });
    added += 1;
  }
  return added;
}
