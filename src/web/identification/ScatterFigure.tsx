import { memo, useMemo, useState, type KeyboardEvent, type PointerEvent } from 'react';
import type { ScatterLayout } from '#charts/scatterLayout';

/** What is said of a school when it is pointed at. */
export interface Saying {
  title: string;
  lines: string[];
}

interface ScatterFigureProps {
  svg: string;
  layout: ScatterLayout;
  width: number;
  say: (row: number) => Saying;
}

const reach = 22;

/** The drawing with what a pointer or the keyboard adds: the nearest school's name and values. */
export function ScatterFigure({ svg, layout, width, say }: ScatterFigureProps) {
  const [pointed, setPointed] = useState<number | null>(null);
  const onPointer = (event: PointerEvent<HTMLDivElement>) => {
    const box = event.currentTarget.getBoundingClientRect();
    setPointed(nearest(layout, event.clientX - box.left, event.clientY - box.top));
  };
  return (
    <div
      className="scatter"
      onPointerMove={onPointer}
      onPointerDown={onPointer}
      onPointerLeave={() => setPointed(null)}
    >
      <Drawing svg={svg} />
      <Walk layout={layout} say={say} onPoint={setPointed} />
      {pointed !== null && pointed < layout.px.length && (
        <Tip layout={layout} row={pointed} width={width} saying={say(pointed)} />
      )}
    </div>
  );
}

/** Thousands of marks as one piece of markup, which pointing at a school never touches. */
const Drawing = memo(function Drawing({ svg }: { svg: string }) {
  const markup = useMemo(() => ({ __html: svg }), [svg]);
  return <div dangerouslySetInnerHTML={markup} />;
});

interface WalkProps {
  layout: ScatterLayout;
  say: (row: number) => Saying;
  onPoint: (row: number | null) => void;
}

/** One stop for the keyboard on the drawing: arrow keys walk from one resilient school to the next, left to right. */
function Walk({ layout, say, onPoint }: WalkProps) {
  const [at, setAt] = useState(0);
  const order = useMemo(
    () => [...layout.resilient].sort((a, b) => (layout.px[a] ?? 0) - (layout.px[b] ?? 0)),
    [layout],
  );
  const row = order[Math.min(at, order.length - 1)];
  if (row === undefined) return null;
  const move = (event: KeyboardEvent) => {
    const step = steps[event.key];
    if (event.key === 'Escape') onPoint(null);
    if (step === undefined) return;
    event.preventDefault();
    const next = (Math.min(at, order.length - 1) + step + order.length) % order.length;
    setAt(next);
    onPoint(order[next] ?? null);
  };
  const { title, lines } = say(row);
  const place = `${String(Math.min(at, order.length - 1) + 1)} of ${String(order.length)}`;
  return (
    <button
      type="button"
      className="walk"
      style={{ left: layout.px[row], top: layout.py[row] }}
      aria-label={`Resilient school ${place}: ${[title, ...lines].join(', ')}. Arrow keys go to the next.`}
      onKeyDown={move}
      onFocus={() => onPoint(row)}
      onBlur={() => onPoint(null)}
    />
  );
}

const steps: Record<string, number> = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 };

function Tip({
  layout,
  row,
  width,
  saying,
}: {
  layout: ScatterLayout;
  row: number;
  width: number;
  saying: Saying;
}) {
  const [x, y] = [layout.px[row] ?? 0, layout.py[row] ?? 0];
  const toLeft = x > width / 2;
  return (
    <>
      <span className="ring" style={{ left: x, top: y }} />
      <output
        className="tip"
        style={toLeft ? { right: width - x + 14, top: y + 10 } : { left: x + 14, top: y + 10 }}
      >
        <b>{saying.title}</b>
        {saying.lines.map((line) => (
          <span key={line}>{line}</span>
        ))}
      </output>
    </>
  );
}

/** The school nearest to a point, resilient ones a little sooner, because they lie on top; none when it is far. */
function nearest({ px, py, resilient }: ScatterLayout, x: number, y: number): number | null {
  let best: number | null = null;
  let least = reach * reach;
  for (let i = 0; i < px.length; i++) {
    const dx = (px[i] ?? NaN) - x;
    const dy = (py[i] ?? NaN) - y;
    const distance = dx * dx + dy * dy;
    if (distance < least) {
      least = distance;
      best = i;
    }
  }
  for (const row of resilient) {
    const distance = ((px[row] ?? NaN) - x) ** 2 + ((py[row] ?? NaN) - y) ** 2;
    if (distance < 64) return row;
  }
  return best;
}
