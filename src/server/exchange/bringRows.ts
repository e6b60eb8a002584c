import type { CodeOn, Memo, Quotation } from '#contract/codingChanges';
import type { Rows } from '#contract/codingCommands';
import type { Scope } from '../platform/scope.ts';
import type { SaidIn } from './bringCodes.ts';
import { sayingKey } from './codeTree.ts';
import { guidOf } from './guids.ts';
import type { ProjectMemo, ProjectSource } from './project.ts';

interface Here {
  /** People of the file, by their ids in it. */
  people: ReadonlyMap<string, string>;
  /** What its codes say here, by their ids. */
  sayings: ReadonlyMap<string, SaidIn>;
  /** Whoever brings it: what nobody is named for is theirs. */
  own: string;
}

/** What hangs on the words of a source, as rows. Said twice by one person of the same words, it counts once. */
export function rowsOf(source: ProjectSource, { people, sayings, own }: Here): Rows {
  const personOf = (coder: string) => people.get(coder) ?? own;
  const quotation: Quotation[] = [];
  const evidence: CodeOn[] = [];
  const memo: Memo[] = [];
  const known = new Set<string>();
  for (const one of source.quotations) {
    const by = personOf(one.coder);
    quotation.push({ id: one.guid, start: one.start, end: one.end, by, at: one.at });
    for (const { guid, code, at, strength, suggested } of one.codings) {
      const saying = sayings.get(code);
      if (saying === undefined) continue;
      const key = `${one.guid} ${saying.framework} ${sayingKey(saying)}`;
      if (known.has(key)) continue;
      known.add(key);
      evidence.push({
        id: guid,
        quotation: one.guid,
        ...saying,
        ...(strength !== undefined && { strength }),
        ...(suggested === true && { suggested }),
        by,
        at,
      });
    }
    memo.push(...memosOf(one.memos, one.guid, () => by));
  }
  memo.push(...memosOf(source.memos, null, personOf));
  return { quotation, evidence, memo };
}

const mostWords = 20_000;

const memosOf = (
  memos: readonly ProjectMemo[],
  quotation: string | null,
  personOf: (coder: string) => string,
): Memo[] => oneOfEach(memos, personOf).map((memo) => ({ ...memo, quotation }));

/** Each has one memo at a place: several of theirs become one. */
export function oneOfEach(
  memos: readonly ProjectMemo[],
  personOf: (coder: string) => string,
): Omit<Memo, 'quotation'>[] {
  const byPerson = new Map<string, Omit<Memo, 'quotation'>>();
  for (const { guid, content, coder, at } of memos) {
    const by = personOf(coder);
    const before = byPerson.get(by);
    const words = before === undefined ? content : `${before.content}\n\n${content}`;
    byPerson.set(by, { id: before?.id ?? guid, content: words.slice(0, mostWords), by, at });
  }
  return [...byPerson.values()].filter(({ content }) => content.trim() !== '');
}

/**
 * Of a source that is here already: what is not here yet. Words that their coder marked already keep the quotation they have,
 * and what somebody of here has under the same id stays theirs.
 */
export async function newRows(scope: Scope, source: string, rows: Rows): Promise<Rows> {
  const here = await readHere(scope, source);
  const placeOf = new Map(rows.quotation.map((one) => [one.id, placed(one, here)]));
  const at = (id: string) => placeOf.get(id) ?? id;
  const evidence = rows.evidence
    .filter(({ id }) => !here.evidence.has(id))
    .map((one) => ({ ...one, quotation: at(one.quotation) }))
    .filter((one) => !here.said.has(saidKey(one)));
  const memo = rows.memo
    .filter(({ id }) => !here.memo.has(id))
    .map((one) => ({ ...one, quotation: one.quotation === null ? null : at(one.quotation) }))
    .filter((one) => !here.noted.has(notedKey(one)));
  const needed = new Set([...evidence, ...memo].map(({ quotation }) => quotation));
  const quotation = rows.quotation
    .filter(({ id }) => !here.quotations.has(id) || needed.has(at(id)))
    .map((one) => ({ ...one, id: at(one.id) }))
    .filter(({ id }) => !here.quotations.has(id));
  return { quotation, evidence, memo };
}

interface There {
  quotations: ReadonlySet<string>;
  /** Ids of quotations, by who has them and where. */
  spans: ReadonlyMap<string, string>;
  evidence: ReadonlySet<string>;
  said: ReadonlySet<string>;
  memo: ReadonlySet<string>;
  noted: ReadonlySet<string>;
}

function placed(one: Quotation, { spans, quotations }: There): string {
  const same = spans.get(spanKey(one));
  if (same !== undefined) return same;
  return quotations.has(one.id) ? guidOf(one.id, one.by) : one.id;
}

const spanKey = ({ start, end, by }: Pick<Quotation, 'start' | 'end' | 'by'>) =>
  `${by} ${String(start)} ${String(end)}`;
const saidKey = (one: Pick<CodeOn, 'quotation' | 'framework' | 'element' | 'pole' | 'code'>) =>
  `${one.quotation} ${one.framework} ${sayingKey(one)}`;
const notedKey = ({ quotation, by }: Pick<Memo, 'quotation' | 'by'>) => `${by} ${quotation ?? ''}`;

async function readHere(scope: Scope, source: string): Promise<There> {
  const [quotations, evidence, memos] = await Promise.all([
    scope.sql<Pick<Quotation, 'id' | 'start' | 'end' | 'by'>[]>`
      select id, start_at as start, end_at as "end", created_by as by from quotation where source_id = ${source}`,
    scope.sql<CodeOn[]>`
      select id, quotation_id as quotation, framework_id as framework, element, pole, code from evidence
      where source_id = ${source}`,
    scope.sql<Pick<Memo, 'id' | 'quotation' | 'by'>[]>`
      select id, quotation_id as quotation, created_by as by from memo where source_id = ${source}`,
  ]);
  return {
    quotations: new Set(quotations.map(({ id }) => id)),
    spans: new Map(quotations.map((one) => [spanKey(one), one.id])),
    evidence: new Set(evidence.map(({ id }) => id)),
    said: new Set(evidence.map(saidKey)),
    memo: new Set(memos.map(({ id }) => id)),
    noted: new Set(memos.map(notedKey)),
  };
}
