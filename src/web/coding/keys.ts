import { keyOf } from '#contract/coding';
import type { KeyboardEvent } from 'react';
import type { Sayable } from './codebook.ts';
import { ownId, type Desk } from './desk.ts';
import { weighLast } from './weighing.ts';

interface Keyed {
  desk: Desk;
  mayCode: boolean;
  /** The keys 1 to 9, in order. */
  keyed: readonly Sayable[];
  say: (sayable: Sayable) => void;
  pick: () => void;
  /** Plays the recording, or stops it; false where there is none. */
  hear: () => boolean;
  /** A new code, called as the chosen words. */
  inVivo: () => void;
}

/** Keys that do something with the chosen words; true where one did. They hold in the text alone, where nobody writes. */
export function keyPressed(
  event: KeyboardEvent,
  { desk, mayCode, keyed, say, pick, hear, inVivo }: Keyed,
): boolean {
  const { key, shiftKey } = event;
  if (event.ctrlKey || event.metaKey) return mayCode && stepped(event, desk);
  if (event.altKey) return false;
  if (key === '/') {
    pick();
    return true;
  }
  if (key === 'Escape') {
    desk.choose(null);
    return true;
  }
  if (key === 'p') return hear();
  if (shiftKey && key.toLowerCase() === 'm') return toCodeMemo();
  if (!mayCode || desk.chosen === null) return false;
  const { last } = desk;
  if (/^[1-9]$/.test(key)) {
    const one = keyed[Number(key) - 1];
    if (one !== undefined) say(one);
    return true;
  }
  if (key === '.' && last !== null) {
    const again = { target: last, name: keyOf(last), definition: '', element: '', setAside: false };
    say(again);
    return true;
  }
  if (key === 'w') {
    const quotation = ownId(desk, desk.chosen);
    return quotation !== null && weighLast(desk, quotation);
  }
  if (key === 'n') {
    inVivo();
    return true;
  }
  if (key === 'Delete' || key === 'Backspace') {
    const quotation = ownId(desk, desk.chosen);
    if (quotation !== null) desk.do({ do: 'unquote', quotation });
    desk.choose({ ...desk.chosen, quotation: null });
    return true;
  }
  return key === 'm' && toMemo(desk);
}

function stepped({ key, shiftKey }: KeyboardEvent, desk: Desk): boolean {
  const letter = key.toLowerCase();
  const redo = letter === 'y' || (letter === 'z' && shiftKey);
  if (letter !== 'z' && !redo) return false;
  void desk.step(redo ? 'redo' : 'undo');
  return true;
}

/** A memo on the words that are chosen: they are a quotation, from now on if they were none. */
function toMemo(desk: Desk): boolean {
  const quotation = desk.mark();
  if (quotation === null) return false;
  setTimeout(() => document.querySelector<HTMLElement>(`[data-memo="${quotation}"]`)?.focus());
  return true;
}

/** The memos on the code that was given last to the chosen words. */
function toCodeMemo(): boolean {
  const way = document.querySelector<HTMLElement>('.side .codes li:last-child .memo-on');
  way?.click();
  return way !== null;
}
