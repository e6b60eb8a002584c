import type { Laid } from '#contract/laidText';

/** Between places in the text and places on the screen. */

/** What is selected on the screen, in code points and without the spaces around it; null where no words are. */
export function selectedWords(laid: Laid, root: HTMLElement): { start: number; end: number } | null {
  const selection = getSelection();
  if (selection === null || selection.rangeCount === 0 || selection.isCollapsed) return null;
  const range = selection.getRangeAt(0);
  if (!root.contains(range.commonAncestorContainer)) return null;
  const from = unitAt(laid, range.startContainer, range.startOffset);
  const to = unitAt(laid, range.endContainer, range.endOffset);
  if (from === null || to === null) return null;
  const words = laid.text.slice(from, to);
  const said = words.trim();
  if (said === '') return null;
  const start = from + words.indexOf(said);
  return { start: laid.points.toPoints(start), end: laid.points.toPoints(start + said.length) };
}

/** The place in the text of a point on the screen, in code points; null outside the words. */
export function placeUnder(laid: Laid, x: number, y: number): number | null {
  const caret = document.caretPositionFromPoint(x, y);
  if (caret === null || wordsAround(caret.offsetNode) === null) return null;
  const unit = unitAt(laid, caret.offsetNode, caret.offset);
  return unit === null ? null : laid.points.toPoints(unit);
}

const wordsAround = (node: Node) =>
  (node instanceof Element ? node : node.parentElement)?.closest<HTMLElement>('[data-words]') ?? null;

/** A place beside the words of a block is the beginning of it. */
function unitAt({ blocks, points }: Laid, node: Node, offset: number): number | null {
  const words = wordsAround(node);
  const beside = (node instanceof Element ? node : node.parentElement)?.closest<HTMLElement>('[data-block]');
  const block = blocks[Number(words?.dataset['words'] ?? beside?.dataset['block'] ?? -1)];
  if (block === undefined) return null;
  const first = points.toUnits(block.start);
  if (words === null) return first;
  const before = document.createRange();
  before.selectNodeContents(words);
  before.setEnd(node, offset);
  return first + before.toString().length;
}

/** Words as a range on the screen; null where they are not drawn. */
export function rangeOf(
  laid: Laid,
  root: HTMLElement,
  { start, end, first, last }: { start: number; end: number; first: number; last: number },
): Range | null {
  const from = pointAt(laid, root, first, start);
  const to = pointAt(laid, root, last, end);
  if (from === null || to === null) return null;
  const range = document.createRange();
  range.setStart(...from);
  range.setEnd(...to);
  return range;
}

function pointAt(
  { blocks, points }: Laid,
  root: HTMLElement,
  index: number,
  place: number,
): [Node, number] | null {
  const words = root.querySelector(`[data-words="${String(index)}"]`);
  const block = blocks[index];
  if (words === null || block === undefined) return null;
  let rest = Math.max(0, points.toUnits(Math.min(place, block.end)) - points.toUnits(block.start));
  const texts = document.createTreeWalker(words, NodeFilter.SHOW_TEXT);
  let node = texts.nextNode();
  for (let next = node; next !== null; next = texts.nextNode()) {
    node = next;
    const { length } = next.textContent ?? '';
    if (rest <= length) return [next, rest];
    rest -= length;
  }
  return node === null ? null : [node, node.textContent?.length ?? 0];
}
