import { call } from '#contract/client';
import {
  changeCoding,
  readCoding,
  redoCoding,
  undoCoding,
  type Codings,
  type Command,
  type Done,
  type Target,
} from '#contract/coding';
import { backwards, type CodingChange } from '#contract/codingChanges';
import { wantedBy } from '#contract/codingCommands';
import { ProblemError } from '#contract/problem';
import { connection } from '../ui/connection.ts';
import { newId } from '../ui/newId.ts';
import { Hanging } from './hanging.ts';
import type { Laid } from '#contract/laidText';

/** Words that are looked at: chosen to be coded, or a quotation. */
export interface Chosen {
  start: number;
  end: number;
  /** Null for words that are no quotation, or not yet. */
  quotation: string | null;
}

export interface DeskPlace {
  workspace: string;
  source: string;
  person: string;
}

export type Saving = 'saved' | 'saving' | 'waiting';

/** What came of a command: what it changed, or all there is where that cannot be told. */
type Answer = Done | { codings: Codings; undo: string | null; redo: string | null };

const nothingDone = ({ undo, redo }: Pick<Done, 'undo' | 'redo'>): Done => ({ changes: [], undo, redo });

interface Pending {
  command: Command;
  changes: CodingChange[];
}

/**
 * What is done at the desk. It shows at once, and goes to the server one thing after another; what the server does not
 * answer is sent again until it does, and what it refuses is taken back.
 */
export class Desk {
  readonly hanging: Hanging;
  chosen: Chosen | null = null;
  last: Target | null = null;
  undo: string | null;
  redo: string | null;
  problem: string | null = null;
  /** Who else is here, by name. */
  company: readonly string[] = [];
  saving: Saving = 'saved';
  #pending: Pending[] = [];
  #sending: Promise<void> | null = null;
  #version = 0;
  readonly #listeners = new Set<() => void>();
  readonly place: DeskPlace;
  readonly laid: Laid;

  constructor(
    place: DeskPlace,
    laid: Laid,
    { codings, undo, redo }: { codings: Codings; undo: string | null; redo: string | null },
  ) {
    this.place = place;
    this.laid = laid;
    this.hanging = new Hanging(laid.blocks, codings);
    this.undo = undo;
    this.redo = redo;
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };
  readonly version = (): number => this.#version;

  #tell(): void {
    this.#version++;
    this.hanging.tell();
    for (const listener of this.#listeners) listener();
  }

  choose(chosen: Chosen | null): void {
    for (const one of [this.chosen, chosen]) if (one !== null) this.hanging.touch(one);
    this.chosen = chosen;
    this.#tell();
  }

  /** What went wrong was read. */
  forgive(): void {
    this.problem = null;
    this.#tell();
  }

  /** Says what the chosen words speak of. */
  say(target: Target): void {
    this.mark([target]);
    this.last = target;
  }

  /** Makes the chosen words a quotation of one's own, with codes or without, and answers which. */
  mark(targets: readonly Target[] = []): string | null {
    if (this.chosen === null) return null;
    const { start, end } = this.chosen;
    const quotation = ownId(this, this.chosen) ?? newId();
    this.do({
      do: 'code',
      quotation,
      start,
      end,
      codes: targets.map((target) => ({ ...target, id: newId() })),
    });
    if (!this.hanging.quotations.has(quotation)) return null;
    this.choose({ start, end, quotation });
    return quotation;
  }

  /** Does something, shown before the server has answered. */
  do(command: Command): void {
    try {
      this.#plan(command);
      this.problem = null;
    } catch (error) {
      this.problem = error instanceof ProblemError ? error.message : String(error);
    }
    this.#tell();
    this.#send();
  }

  #plan(command: Command): void {
    const who = { person: this.place.person, now: new Date().toISOString() };
    const { label, changes } = wantedBy(command, this.hanging.about(command, who.person), who);
    if (changes.length === 0) return;
    this.hanging.apply(changes);
    this.#pending.push({ command, changes });
    this.undo = label;
    this.redo = null;
  }

  #send(): void {
    if (this.#pending.length === 0) return;
    this.#sending ??= this.#sendAll().finally(() => {
      this.#sending = null;
    });
  }

  async #sendAll(): Promise<void> {
    for (let [next] = this.#pending; next !== undefined; [next] = this.#pending) {
      if (this.saving !== 'waiting') this.#say('saving');
      try {
        this.#settle(await this.#answerTo(next.command));
      } catch (error) {
        if (isRefusal(error)) {
          this.problem = error.message;
          this.#settle(await this.#read().catch(() => nothingDone(this)));
        } else {
          this.#say('waiting');
          await new Promise((resolve) => setTimeout(resolve, 2000));
        }
      }
    }
    this.#say('saved');
  }

  /**
   * What the server did. Where it changed nothing, something is there that the desk does not know: what was written though
   * the answer got lost, or what one did in another window. Then everything is read anew.
   */
  async #answerTo(command: Command): Promise<Answer> {
    const { workspace, source } = this.place;
    const { length } = this.laid.points;
    const done = await call(connection, changeCoding, { workspace, source, command, length });
    return done.changes.length > 0 ? done : this.#read();
  }

  #read(): Promise<Answer> {
    const { workspace, source } = this.place;
    return call(connection, readCoding, { workspace, source });
  }

  #say(saving: Saving): void {
    this.saving = saving;
    this.#tell();
  }

  /** The first that was waiting has an answer, or was refused: what waits behind it is planned anew. */
  #settle(answer: Answer): void {
    const waiting = this.#pending;
    for (const { changes } of waiting.toReversed()) this.hanging.apply(backwards(changes));
    if ('codings' in answer) this.hanging.become(answer.codings);
    else this.hanging.apply(answer.changes);
    this.#pending = [];
    this.undo = answer.undo;
    this.redo = answer.redo;
    for (const { command } of waiting.slice(1)) {
      try {
        this.#plan(command);
      } catch {
        // It rested on what was refused, which was said.
      }
    }
    this.saving = 'saving';
    this.#tell();
  }

  /** Once nothing is on its way any more. */
  async settled(): Promise<void> {
    await this.#sending;
  }

  /** Takes what others did meanwhile. */
  receive(changes: readonly CodingChange[], people: readonly { id: string; name: string }[]): void {
    for (const { id, name } of people) this.hanging.names.set(id, name);
    this.hanging.receive(changes);
    this.company = people.map(({ name }) => name);
    this.#tell();
  }

  /** Reads everything anew, where something may have been missed; what one is doing goes first. */
  async refresh(): Promise<void> {
    await this.settled();
    const answer = await this.#read();
    if (this.#pending.length > 0) return this.refresh();
    if ('codings' in answer) this.hanging.become(answer.codings);
    this.undo = answer.undo;
    this.redo = answer.redo;
    this.#tell();
  }

  /** A step back, or forward again: after what is under way has arrived. */
  async step(way: 'undo' | 'redo'): Promise<void> {
    await this.settled();
    const { workspace, source } = this.place;
    try {
      const done: Done = await call(connection, way === 'undo' ? undoCoding : redoCoding, {
        workspace,
        source,
      });
      this.hanging.apply(done.changes);
      Object.assign(this, { undo: done.undo, redo: done.redo, problem: null });
      this.#showStep(done.changes);
    } catch (error) {
      this.problem = error instanceof Error ? error.message : String(error);
    }
    this.#tell();
  }

  /** Looks where something was taken back or came again. */
  #showStep(changes: readonly CodingChange[]): void {
    const ids = changes.map((change) =>
      change.table === 'quotation'
        ? (change.after ?? change.before)?.id
        : (change.after ?? change.before)?.quotation,
    );
    const found = ids.map((id) => this.hanging.quotations.get(id ?? '')).find((one) => one !== undefined);
    this.choose(found === undefined ? null : { start: found.start, end: found.end, quotation: found.id });
  }
}

/** One's own quotation of exactly these words. */
export function ownId({ hanging, place }: Desk, span: { start: number; end: number }): string | null {
  return hanging.exactly(span).find(({ by }) => by === place.person)?.id ?? null;
}

/** The server understood and said no; otherwise it was not reached, and may be reached later. */
function isRefusal(error: unknown): error is ProblemError {
  return error instanceof ProblemError && !['not-ready', 'too-many', 'storage-full'].includes(error.kind);
}
