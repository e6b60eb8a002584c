import { memo, useEffect, useRef, useState } from 'react';
import { BlockView } from './Block.tsx';
import type { Block } from '#contract/laidText';
import type { Desk } from './desk.ts';
import type { Run } from './marks.ts';
import { watchNear } from './near.ts';

/** So many stretches of words are drawn in one go, and so many such parts are watched as one while they are far away. */
const [inPart, parts] = [3, 12];

/** Divided for `Section`. */
export const sectionsOf = (blocks: readonly Block[]): Block[][] => divided(blocks, inPart * parts);

function divided(blocks: readonly Block[], size: number): Block[][] {
  const divisions: Block[][] = [];
  for (let i = 0; i < blocks.length; i += size) divisions.push(blocks.slice(i, i + size));
  return divisions;
}

interface PartProps {
  blocks: readonly Block[];
  desk: Desk;
  nameOf: (run: Run) => string;
  width: number;
}

/** Longer documents keep only the words near what is looked at, so that they stay as quick as a short talk. */
const mostKept = 1500;

/**
 * Some of the words. They are drawn when they come near, or when there is nothing else to do, so that the browser's own
 * search finds them.
 */
export const Section = memo(function Section(props: PartProps) {
  const { blocks } = props;
  const { element, drawn, height } = useNear(props);
  return (
    <div ref={element} data-first={blocks[0]?.index ?? 0} style={drawn ? undefined : { height }}>
      {drawn && divided(blocks, inPart).map((part) => <Part key={part[0]?.index} {...props} blocks={part} />)}
    </div>
  );
});

/** Marks are drawn only near what is looked at. */
function Part(props: PartProps) {
  const { blocks, desk, nameOf, width } = props;
  const { element, drawn, near, height } = useNear(props);
  useEffect(() => {
    if (drawn && holds(blocks, desk)) desk.choose(desk.chosen);
  }, [drawn, blocks, desk]);
  return (
    <div
      className="chunk"
      ref={element}
      style={drawn ? { containIntrinsicBlockSize: `auto ${String(height)}px` } : { height }}
    >
      {drawn &&
        blocks.map((block) => (
          <BlockView key={block.index} desk={desk} block={block} near={near} nameOf={nameOf} width={width} />
        ))}
    </div>
  );
}

/** Whether a part is near what is looked at, whether it is to be drawn, and how high it stands where it is not. */
function useNear({ blocks, desk }: PartProps) {
  const long = desk.laid.blocks.length > mostKept;
  const first = blocks[0]?.index === 0;
  const [drawn, setDrawn] = useState(first);
  const [near, setNear] = useState(first);
  const [height, setHeight] = useState(() => estimate(blocks));
  const element = useRef<HTMLDivElement>(null);
  useEffect(() => (drawn || long ? undefined : whenIdle(() => setDrawn(true))), [drawn, long]);
  useEffect(() => {
    if (element.current === null || (near && !long)) return undefined;
    return watchNear(element.current, (isNear, measured) => {
      if (near && !isNear) setHeight(measured);
      if (isNear || long) {
        setDrawn(isNear);
        setNear(isNear);
      }
    });
  }, [near, long]);
  return { element, drawn, near, height };
}

/** Whether the chosen words begin or end here: what shows them has gone with what was drawn before. */
function holds(blocks: readonly Block[], { chosen }: Desk): boolean {
  const [first, last] = [blocks[0], blocks.at(-1)];
  if (chosen === null || first === undefined || last === undefined) return false;
  return chosen.start <= last.end && chosen.end >= first.start;
}

/** About as high as the words will stand: by then the browser knows it better. */
const estimate = (blocks: readonly Block[]) =>
  Math.round(blocks.reduce((height, { words }) => height + 14 + 33 * Math.ceil((words.length + 1) / 54), 0));

const queue: (() => void)[] = [];

/** One after another, each in a pause. */
function whenIdle(act: () => void): () => void {
  queue.push(act);
  if (queue.length === 1) pause();
  return () => {
    const at = queue.indexOf(act);
    if (at > 0) queue.splice(at, 1);
    else if (at === 0) queue[0] = () => undefined;
  };
}

function pause(): void {
  const next = () => {
    queue[0]?.();
    queue.shift();
    if (queue.length > 0) pause();
  };
  if ('requestIdleCallback' in globalThis) requestIdleCallback(next, { timeout: 2000 });
  else setTimeout(next, 50);
}

/** Brings a block into sight, also one that is not drawn yet. */
export function showBlock(root: Element, index: number, tries = 3): void {
  const block = root.querySelector(`[data-block="${String(index)}"]`);
  if (block !== null) {
    block.scrollIntoView({ block: 'nearest' });
    return;
  }
  root
    .querySelector(`[data-first="${String(index - (index % (inPart * parts)))}"]`)
    ?.scrollIntoView({ block: 'start' });
  if (tries > 0) setTimeout(() => showBlock(root, index, tries - 1), 50);
}
