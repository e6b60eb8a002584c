import {
  memo,
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
  useSyncExternalStore,
  type CSSProperties,
} from 'react';
import type { Block } from '#contract/laidText';
import { Brackets, type Gauged } from './Brackets.tsx';
import type { Desk } from './desk.ts';
import { runsIn, segmentsOf, type Run, type Segment } from './marks.ts';

interface BlockViewProps {
  desk: Desk;
  block: Block;
  /** Whether it is near what is looked at: only then marks are drawn. */
  near: boolean;
  /** What a thing that was said is called. */
  nameOf: (run: Run) => string;
  /** Changes when the column has another width: then lines break elsewhere. */
  width: number;
}

/** A stretch of the text with what hangs on it. */
export const BlockView = memo(function BlockView({ desk, block, near, nameOf, width }: BlockViewProps) {
  const { index, turn, who, asks } = block;
  const words = useRef<HTMLParagraphElement>(null);
  const marked = useSyncExternalStore(
    (listener) => desk.hanging.subscribe(index, listener),
    () => desk.hanging.shownIn(index),
  );
  const runs = useMemo(() => (near ? runsIn(block, marked) : []), [near, block, marked]);
  const [gauged, setGauged] = useState<Gauged[]>([]);
  useLayoutEffect(() => {
    setGauged((before) => gauge(words.current, runs, before));
  }, [runs, width]);
  return (
    <div className={asks ? 'stretch asked' : 'stretch'} data-block={index}>
      <p className="stretch-who">
        <b>{who}</b>
        {turn !== null && <span>{turn}</span>}
      </p>
      <p className="stretch-words" data-words={index} ref={words}>
        {runs.length === 0 ? block.words : <Pieces desk={desk} block={block} runs={runs} />}
      </p>
      {runs.length > 0 && <Brackets runs={runs} gauged={gauged} nameOf={nameOf} />}
    </div>
  );
});

function Pieces({ desk, block, runs }: { desk: Desk; block: Block; runs: readonly Run[] }) {
  const { points, text } = desk.laid;
  return segmentsOf(block, runs).map((segment) => {
    const said = text.slice(points.toUnits(segment.start), points.toUnits(segment.end));
    if (segment.runs.length === 0) return said;
    return (
      <mark
        key={segment.start}
        data-from={segment.start}
        className={isChosen(desk, segment) ? 'chosen' : undefined}
        style={linesUnder(segment)}
      >
        {said}
      </mark>
    );
  });
}

function isChosen({ chosen }: Desk, { start, end }: Segment): boolean {
  return chosen !== null && chosen.quotation !== null && chosen.start <= start && end <= chosen.end;
}

const reed = 'linear-gradient(var(--reed), var(--reed))';
const rust = 'repeating-linear-gradient(90deg, var(--rust) 0 5px, transparent 5px 8px)';
const ink = 'linear-gradient(var(--ink-2), var(--ink-2))';
const bare = 'repeating-linear-gradient(90deg, var(--ink-3) 0 2px, transparent 2px 5px)';

const lineOf = ({ code }: Run) =>
  code === null ? bare : code.pole === '+' ? reed : code.pole === '-' ? rust : ink;

/** A line beneath the words for each thing they speak of, three at most: the margin has them all. */
function linesUnder({ runs }: Segment): CSSProperties {
  const lines = runs.filter(({ lane }) => lane < 3);
  return {
    backgroundImage: lines.map(lineOf).join(', '),
    backgroundPosition: lines.map(({ lane }) => `0 calc(100% - ${String(8 - 4 * lane)}px)`).join(', '),
    backgroundSize: lines.map(() => '100% 2px').join(', '),
  };
}

/** From which height to which each run reaches, from the top of the block. */
function gauge(words: HTMLElement | null, runs: readonly Run[], before: Gauged[]): Gauged[] {
  if (words === null || runs.length === 0) return before.length === 0 ? before : [];
  const top = words.parentElement?.getBoundingClientRect().top ?? 0;
  const pieces = [...words.querySelectorAll('mark')].map((mark) => ({
    from: Number(mark.dataset['from']),
    boxes: mark.getClientRects(),
  }));
  return runs.map(({ start, end }) => {
    const within = pieces.filter(({ from }) => from >= start && from < end);
    const first = within[0]?.boxes[0];
    const lastBoxes = within.at(-1)?.boxes;
    const last = lastBoxes?.[lastBoxes.length - 1];
    return { top: (first?.top ?? top) - top + 3, bottom: (last?.bottom ?? top) - top - 3 };
  });
}
