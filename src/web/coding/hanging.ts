import { keyOf, type Codings, type Command } from '#contract/coding';
import type { CodeOn, CodingChange, Memo, Quotation } from '#contract/codingChanges';
import type { Rows } from '#contract/codingCommands';
import { blocksOf, type Block } from '#contract/laidText';

import type { Marked } from './marks.ts';

/**
 * What hangs on the words of a source, found by block: a long document has thousands of quotations, and a change touches
 * one block of it.
 */
export class Hanging {
  readonly quotations = new Map<string, Quotation>();
  readonly memos = new Map<string, Memo>();
  readonly names: Map<string, string>;
  readonly #counts = new Map<string, number>();
  #shownCounts: ReadonlyMap<string, number> | null = null;
  readonly #codes = new Map<string, CodeOn>();
  readonly #codesOf = new Map<string, Set<string>>();
  readonly #memosOf = new Map<string, Set<string>>();
  readonly #inBlock: Set<string>[];
  readonly #shown = new Map<number, readonly Marked[]>();
  readonly #touched = new Set<number>();
  readonly #coded = new Set<number>();
  readonly #listeners = new Map<number, Set<() => void>>();
  readonly #blocks: readonly Block[];

  constructor(blocks: readonly Block[], codings: Codings) {
    this.#blocks = blocks;
    this.#inBlock = blocks.map(() => new Set());
    this.names = new Map(codings.people.map(({ id, name }) => [id, name]));
    this.apply(changesFrom(codings));
    for (const index of this.#touched) this.#countCoded(index);
    this.#touched.clear();
  }

  /** Takes what was read in place of what is here. */
  become(codings: Codings): void {
    this.apply([
      ...[...this.#codes.values()].map((before) => ({ table: 'evidence' as const, before, after: null })),
      ...[...this.memos.values()].map((before) => ({ table: 'memo' as const, before, after: null })),
      ...[...this.quotations.values()].map((before) => ({
        table: 'quotation' as const,
        before,
        after: null,
      })),
      ...changesFrom(codings),
    ]);
  }

  /** Takes what somebody else did; what is known of it already changes nothing. */
  receive(changes: readonly CodingChange[]): void {
    for (const change of changes) {
      const rows =
        change.table === 'quotation' ? this.quotations : change.table === 'memo' ? this.memos : this.#codes;
      const there = rows.has((change.after ?? change.before)?.id ?? '');
      if (there === (change.before !== null)) this.apply([change]);
    }
  }

  apply(changes: readonly CodingChange[]): void {
    for (const change of changes) {
      if (change.table === 'quotation') this.#changeQuotation(change.before, change.after);
      else if (change.table === 'evidence') this.#changeCode(change.before, change.after);
      else this.#changeMemo(change.before, change.after);
    }
  }

  #changeQuotation(before: Quotation | null, after: Quotation | null): void {
    if (before !== null) {
      for (const set of this.#setsOf(before)) set.delete(before.id);
      this.quotations.delete(before.id);
      this.touch(before);
    }
    if (after === null) return;
    for (const set of this.#setsOf(after)) set.add(after.id);
    this.quotations.set(after.id, after);
    this.touch(after);
  }

  #setsOf(quotation: Quotation): Set<string>[] {
    const [first, last] = blocksOf(this.#blocks, quotation);
    return this.#inBlock.slice(first, last + 1);
  }

  #changeCode(before: CodeOn | null, after: CodeOn | null): void {
    if (before !== null) {
      this.#codes.delete(before.id);
      this.#codesOf.get(before.quotation)?.delete(before.id);
      this.#count(before, -1);
    }
    if (after !== null) {
      this.#codes.set(after.id, after);
      addTo(this.#codesOf, after.quotation, after.id);
      this.#count(after, 1);
    }
    this.#touchQuotation((after ?? before)?.quotation ?? null);
  }

  #count(code: CodeOn, by: number): void {
    const key = keyOf(code);
    this.#counts.set(key, (this.#counts.get(key) ?? 0) + by);
    this.#shownCounts = null;
  }

  /** How often each thing was said here; the same map until that changes. */
  get counts(): ReadonlyMap<string, number> {
    return (this.#shownCounts ??= new Map(this.#counts));
  }

  #changeMemo(before: Memo | null, after: Memo | null): void {
    if (before !== null) {
      this.memos.delete(before.id);
      this.#memosOf.get(before.quotation ?? '')?.delete(before.id);
    }
    if (after !== null) {
      this.memos.set(after.id, after);
      addTo(this.#memosOf, after.quotation ?? '', after.id);
    }
    this.#touchQuotation((after ?? before)?.quotation ?? null);
  }

  #touchQuotation(id: string | null): void {
    const quotation = this.quotations.get(id ?? '');
    if (quotation !== undefined) this.touch(quotation);
  }

  /** These words are to be drawn anew. */
  touch(span: { start: number; end: number }): void {
    const [first, last] = blocksOf(this.#blocks, span);
    for (let i = first; i <= last; i++) this.#touched.add(i);
  }

  #countCoded(index: number): void {
    if (this.markedIn(index).some(({ codes }) => codes.length > 0)) this.#coded.add(index);
    else this.#coded.delete(index);
  }

  /** In how many turns something was coded; in how many stretches, where there are no turns. */
  get codedTurns(): number {
    return new Set([...this.#coded].map((index) => this.#blocks[index]?.turn ?? -index)).size;
  }

  /** Tells the blocks that were touched. */
  tell(): void {
    const touched = [...this.#touched];
    this.#touched.clear();
    for (const index of touched) {
      this.#countCoded(index);
      this.#shown.delete(index);
      for (const listener of this.#listeners.get(index) ?? []) listener();
    }
  }

  subscribe(index: number, listener: () => void): () => void {
    addTo(this.#listeners, index, listener);
    return () => this.#listeners.get(index)?.delete(listener);
  }

  /** What hangs on a block as it was told last: the same list until it is told again. */
  shownIn(index: number): readonly Marked[] {
    const shown = this.#shown.get(index) ?? this.markedIn(index);
    this.#shown.set(index, shown);
    return shown;
  }

  markedIn(index: number): Marked[] {
    return [...(this.#inBlock[index] ?? [])].flatMap((id) => {
      const quotation = this.quotations.get(id);
      return quotation === undefined ? [] : [{ quotation, codes: this.codesOn(id) }];
    });
  }

  /** The first come first. */
  codesOn(quotation: string): CodeOn[] {
    return [...(this.#codesOf.get(quotation) ?? [])]
      .flatMap((id) => this.#codes.get(id) ?? [])
      .toSorted((a, b) => compare(a.at, b.at) || compare(a.id, b.id));
  }

  memosOn(quotation: string | null): Memo[] {
    return [...(this.#memosOf.get(quotation ?? '') ?? [])].flatMap((id) => this.memos.get(id) ?? []);
  }

  /** Quotations over a place, the shortest first. */
  over(index: number, place: number): Quotation[] {
    return this.markedIn(index)
      .map(({ quotation }) => quotation)
      .filter(({ start, end }) => start <= place && place < end)
      .toSorted((a, b) => a.end - a.start - (b.end - b.start) || compare(a.id, b.id));
  }

  /** Everybody's quotations of exactly these words. */
  exactly({ start, end }: { start: number; end: number }): Quotation[] {
    const [first] = blocksOf(this.#blocks, { start, end });
    return this.markedIn(first)
      .map(({ quotation }) => quotation)
      .filter((one) => one.start === start && one.end === end);
  }

  /** The rows that a command is about. */
  about(command: Command, person: string): Rows {
    const quotation = this.#quotationsAbout(command);
    return {
      quotation,
      evidence: quotation.flatMap(({ id }) => this.codesOn(id)),
      memo: [
        ...quotation.flatMap(({ id }) => this.memosOn(id)),
        ...this.memosOn(null).filter(({ by }) => by === person),
      ],
    };
  }

  #quotationsAbout(command: Command): Quotation[] {
    const id =
      command.do === 'uncode' || command.do === 'weigh'
        ? this.#codes.get(command.evidence)?.quotation
        : command.quotation;
    const named = this.quotations.get(id ?? '');
    const same = command.do === 'code' || command.do === 'resize' ? this.exactly(command) : [];
    return [...new Set([...(named === undefined ? [] : [named]), ...same])];
  }
}

const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);

function addTo<K, V>(sets: Map<K, Set<V>>, key: K, value: V): void {
  const set = sets.get(key);
  if (set === undefined) sets.set(key, new Set([value]));
  else set.add(value);
}

/** What was read, as if it had all been done now. */
function changesFrom({ people, targets, quotations, evidence, memos }: Codings): CodingChange[] {
  const personOf = (place: number | undefined) => people[place ?? -1]?.id ?? '';
  const marks = quotations.id.map((id, i): CodingChange => {
    const [start, end, at] = [quotations.start[i] ?? 0, quotations.end[i] ?? 0, quotations.at[i] ?? ''];
    return {
      table: 'quotation',
      before: null,
      after: { id, start, end, by: personOf(quotations.by[i]), at },
    };
  });
  const codes = evidence.id.flatMap((id, i): CodingChange[] => {
    const on = evidence.quotation[i] ?? -1;
    const target = targets[evidence.target[i] ?? -1];
    if (target === undefined) return [];
    const quotation = quotations.id[on] ?? '';
    const strength = evidence.strength[i] ?? null;
    const after = {
      id,
      quotation,
      ...target,
      ...(strength !== null && { strength }),
      ...(evidence.suggested[i] === true && { suggested: true as const }),
      by: personOf(quotations.by[on]),
      at: evidence.at[i] ?? '',
    };
    return [{ table: 'evidence', before: null, after }];
  });
  const notes = memos.map(({ by, ...memo }): CodingChange => ({
    table: 'memo',
    before: null,
    after: { ...memo, by: personOf(by) },
  }));
  return [...marks, ...codes, ...notes];
}
