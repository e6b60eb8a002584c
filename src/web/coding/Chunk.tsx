import { memo, startTransition, useEffect, useRef, useState } from 'react';
import { BlockView } from './Block.tsx';
import type { Block } from './blocks.ts';
import type { Desk } from './desk.ts';
import type { Run } from './marks.ts';
import { watchNear } from './near.ts';

/** So many stretches of words are drawn in one go. */
const size = 30;

export function chunksOf(blocks: readonly Block[]): Block[][] {
  const chunks: Block[][] = [];
  for (let i = 0; i < blocks.length; i += size) chunks.push(blocks.slice(i, i + size));
  return chunks;
}

interface ChunkProps {
  /** Of all chunks. */
  order: number;
  blocks: readonly Block[];
  desk: Desk;
  nameOf: (run: Run) => string;
  width: number;
}

/**
 * Some of the words. The first are there at once; the others when they come near, or when there is nothing else to do, so
 * that the browser finds words in all of them soon.
 */
export const Chunk = memo(function Chunk({ order, blocks, desk, nameOf, width }: ChunkProps) {
  const [drawn, setDrawn] = useState(order === 0);
  const element = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (drawn || element.current === null) return;
    const draw = () => setDrawn(true);
    const forget = whenIdle(() => startTransition(draw));
    const leave = watchNear(element.current, draw);
    return () => {
      forget();
      leave();
    };
  }, [drawn]);
  const first = blocks[0]?.index ?? 0;
  return (
    <div
      className="chunk"
      ref={element}
      data-first={first}
      style={{
        containIntrinsicBlockSize: `auto ${String(estimate(blocks))}px`,
        minHeight: drawn ? undefined : estimate(blocks),
      }}
    >
      {drawn &&
        blocks.map((block) => (
          <BlockView key={block.index} desk={desk} block={block} nameOf={nameOf} width={width} />
        ))}
    </div>
  );
});

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
  root.querySelector(`[data-first="${String(index - (index % size))}"]`)?.scrollIntoView({ block: 'start' });
  if (tries > 0) setTimeout(() => showBlock(root, index, tries - 1), 50);
}
