import type { ReactNode } from 'react';
import type { Stage } from './stages.ts';

/** What the figures of each stage look like: drawn by hand, of no data, and silent for those who listen. */

const swarm =
  '24,60 35,48 43,64 44,32 83,42 84,48 95,27 104,52 108,42 111,50 118,27 131,26 131,32 142,40 150,39 167,18 184,13 196,16 198,41 207,21';
const run = '6,50 23,44 40,55 57,47 74,52 91,42 108,49 125,30 142,26 159,22 176,27 193,18 210,14';
const dots = (list: string) => list.split(' ').map((pair) => pair.split(',').map(Number) as [number, number]);

function Sketch({ children }: { children: ReactNode }) {
  return (
    <svg className="chart" viewBox="0 0 226 78" aria-hidden="true">
      {children}
    </svg>
  );
}

export const sketches: Record<Stage, ReactNode> = {
  identify: (
    <Sketch>
      <path className="axis" d="M1 4V75H220" />
      {dots(swarm).map(([x, y]) => (
        <circle key={`${String(x)} ${String(y)}`} className="oth" cx={x} cy={y} r={3} />
      ))}
      <circle cx={34} cy={14} r={6} fill="var(--reed)" />
    </Sketch>
  ),
  understand: (
    <Sketch>
      <defs>
        <pattern
          id="sketch-hatch"
          width={6}
          height={6}
          patternUnits="userSpaceOnUse"
          patternTransform="rotate(45)"
        >
          <rect className="hatch-ground" width={6} height={6} />
          <line className="hatch-line" y2={6} />
        </pattern>
      </defs>
      {[
        [124, 6],
        [98, 22],
        [70, 48],
        [38, 0],
      ].map(([right = 0, left = 0], row) => (
        <g key={right}>
          <rect className="p" x={76} y={6 + 19 * row} width={right} height={12} />
          <rect
            x={76 - left}
            y={6.5 + 19 * row}
            width={left}
            height={11}
            fill="url(#sketch-hatch)"
            stroke="var(--rust)"
          />
        </g>
      ))}
      <line className="zero" x1={76} x2={76} y1={2} y2={78} />
    </Sketch>
  ),
  plan: (
    <Sketch>
      <path
        className="axis"
        d="M14 39H70M70 39C92 39 92 14 114 14M70 39H114M70 39C92 39 92 64 114 64M114 14H204M114 39H204M114 64H204"
      />
      <circle cx={14} cy={39} r={6} fill="var(--ink)" />
      {[14, 39, 64].map((y) => (
        <g key={y} className="open">
          <circle cx={114} cy={y} r={4.5} />
          <rect x={196} y={y - 5} width={10} height={10} />
        </g>
      ))}
    </Sketch>
  ),
  do: (
    <Sketch>
      <rect y={30} width={216} height={38} fill="var(--wash)" />
      <path className="limit" d="M0 30H216M0 68H216" />
      <path className="axis" d="M0 49H216" />
      <polyline className="line" points={run} />
      {dots(run).map(([x, y]) => (
        <circle
          key={x}
          className={y <= 30 ? undefined : 'open'}
          cx={x}
          cy={y}
          r={y <= 30 ? 4.5 : 3}
          fill="var(--reed)"
        />
      ))}
    </Sketch>
  ),
  review: (
    <Sketch>
      <path className="line" d="M10 39H150" />
      <path className="limit" d="M150 39H210" />
      {[10, 57, 104].map((x) => (
        <circle key={x} cx={x} cy={39} r={6} fill="var(--ink-2)" />
      ))}
      <circle cx={151} cy={39} r={8} fill="var(--paper)" stroke="var(--reed)" strokeWidth={2} />
      <circle cx={151} cy={39} r={4.5} fill="var(--reed)" />
      <circle className="open" cx={208} cy={39} r={6} />
    </Sketch>
  ),
};
