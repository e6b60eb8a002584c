import { signed } from './signed.ts';
import type { Interval } from './intervals.ts';

const width = 132;
const height = 18;

/** An interval about zero, in the scale of its column; its ends stand beneath it in words. */
export function IntervalBar({ low, middle, high, reach }: Interval) {
  if (Number.isNaN(middle)) return <>–</>;
  const x = (value: number) => width / 2 + (value / (reach || 1)) * (width / 2 - 4);
  return (
    <span className="interval">
      <svg
        width={width}
        height={height}
        viewBox={`0 0 ${String(width)} ${String(height)}`}
        aria-hidden="true"
      >
        <path d={`M${String(width / 2)} 0V${String(height)}`} stroke="var(--rule-strong)" />
        <path
          d={`M${x(low).toFixed(1)} 9H${x(high).toFixed(1)}`}
          stroke="var(--ink-2)"
          strokeWidth="2"
          strokeLinecap="round"
        />
        <circle cx={x(middle)} cy="9" r="4" fill="var(--ink)" />
      </svg>
      <span className="quietly">
        {signed(low)} to {signed(high)}
      </span>
    </span>
  );
}
