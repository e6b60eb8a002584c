/* eslint-disable jsx-a11y/no-noninteractive-element-interactions, jsx-a11y/no-noninteractive-tabindex -- Words are chosen in running text, with keys as with the mouse: no tag does that. */
import { useEffect, useMemo, type KeyboardEvent, type PointerEvent, type RefObject } from 'react';
import { useWidth } from '../ui/hooks.ts';
import { Section, sectionsOf, showBlock } from './Section.tsx';
import { blockAt, blocksOf } from '#contract/laidText';
import { ownId, type Chosen, type Desk } from './desk.ts';
import type { Run } from './marks.ts';
import { moveEnd, moveQuotation, moveSentence, moveTurn } from './moves.ts';
import { placeUnder, rangeOf, selectedWords } from './places.ts';

interface TextProps {
  desk: Desk;
  region: RefObject<HTMLDivElement | null>;
  nameOf: (run: Run) => string;
  /** Keys that do something with what is chosen; true where one did. */
  onKey: (event: KeyboardEvent) => boolean;
}

/** The words, turn by turn, with what hangs on them. Words are chosen with the mouse, or with the keys of moves.ts. */
export function Text({ desk, region, nameOf, onKey }: TextProps) {
  const [column, width] = useWidth<HTMLDivElement>(700);
  const { blocks } = desk.laid;
  useChosenWords(desk, region);
  const drawn = useMemo(
    () =>
      sectionsOf(blocks).map((section) => (
        <Section key={section[0]?.index} desk={desk} blocks={section} nameOf={nameOf} width={width} />
      )),
    [blocks, desk, nameOf, width],
  );
  return (
    <div
      ref={region}
      className="text"
      id="coded-text"
      role="application"
      aria-roledescription="text to code"
      aria-label="What was said. Arrow keys choose words, number keys code them."
      tabIndex={0}
      onKeyDown={(event) => {
        if (onKey(event) || move(desk, event)) event.preventDefault();
      }}
      onPointerUp={(event) => choosePointed(desk, event)}
    >
      <div className="column" ref={column}>
        {blocks.length === 0 ? <p className="lede">Nothing stands in it.</p> : drawn}
      </div>
    </div>
  );
}

/** Moves by keys: where it went, it is shown. */
function move(desk: Desk, event: KeyboardEvent): boolean {
  const to = moved(desk, event);
  if (to === undefined) return false;
  if (to !== null) {
    desk.choose(to);
    showBlock(event.currentTarget, blockAt(desk.laid.blocks, to.start));
  }
  return true;
}

/** Undefined where the key moves nothing, null where there is nothing in that direction. */
function moved(
  desk: Desk,
  { key, shiftKey, altKey, ctrlKey, metaKey }: KeyboardEvent,
): Chosen | null | undefined {
  if (ctrlKey || metaKey) return undefined;
  const step = key === 'ArrowDown' || key === 'ArrowRight' || key === 'j' || key === ']' ? 1 : -1;
  switch (key) {
    case 'ArrowDown':
    case 'ArrowUp':
    case 'j':
    case 'k':
      return shiftKey || altKey ? undefined : moveTurn(desk, step);
    case 'ArrowRight':
    case 'ArrowLeft':
      if (!shiftKey) return altKey ? undefined : moveSentence(desk, step);
      return moveEnd(desk, altKey ? 'start' : 'end', step);
    case '[':
    case ']':
      return moveQuotation(desk, step);
    default:
      return undefined;
  }
}

/** Words that were swept over, or the shortest quotation where somebody pointed; pointed at again, the next longer one. */
function choosePointed(desk: Desk, event: PointerEvent<HTMLDivElement>): void {
  const swept = selectedWords(desk.laid, event.currentTarget);
  if (swept !== null) {
    desk.choose({ ...swept, quotation: ownId(desk, swept) });
    return;
  }
  const place = placeUnder(desk.laid, event.clientX, event.clientY);
  if (place === null) return;
  const over = desk.hanging.over(blockAt(desk.laid.blocks, place), place);
  const at = over.findIndex(({ id }) => id === desk.chosen?.quotation);
  const next = over[(at + 1) % over.length];
  desk.choose(next === undefined ? null : { start: next.start, end: next.end, quotation: next.id });
}

/** Shows words that are chosen and are no quotation. A browser that cannot keeps its own selection. */
function useChosenWords(desk: Desk, region: RefObject<HTMLDivElement | null>): void {
  useEffect(() => {
    const show = () => {
      const { highlights } = CSS as { highlights?: HighlightRegistry };
      if (highlights === undefined) return;
      const { chosen, laid } = desk;
      highlights.delete('words-chosen');
      if (chosen === null || chosen.quotation !== null || region.current === null) return;
      const [first, last] = blocksOf(laid.blocks, chosen);
      const range = rangeOf(laid, region.current, { ...chosen, first, last });
      if (range !== null) highlights.set('words-chosen', new Highlight(range));
    };
    show();
    return desk.subscribe(show);
  }, [desk, region]);
}
