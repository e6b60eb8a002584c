import type { AgreementFound } from '#contract/agreement';
import { firm, tentative } from './compared.ts';

interface AgreementLineProps {
  found: AgreementFound;
  /** Where the scale begins. */
  from: number;
  strong?: boolean;
}

const [width, height, margin] = [264, 24, 8];

/** Where a value stands from left to right; what lies below the scale stands at its beginning. */
const placed = (value: number, from: number) =>
  margin + ((Math.max(value, from) - from) / (1 - from)) * (width - 2 * margin);

/** A coefficient with its interval between the customary limits; the numbers stand beside it. */
export function AgreementLine({ found, from, strong = false }: AgreementLineProps) {
  const x = (value: number) => placed(value, from);
  const { alpha, interval } = found;
  const { lower, upper } = interval;
  return (
    <svg
      className="chart agreement-line"
      viewBox={`0 0 ${String(width)} ${String(height)}`}
      aria-hidden="true"
    >
      {[tentative, firm].map((limit) => (
        <line key={limit} className="limit" x1={x(limit)} x2={x(limit)} y1={0} y2={height} />
      ))}
      {lower !== null && upper !== null && (
        <rect
          className="interval"
          x={x(lower)}
          y={height / 2 - 4}
          width={Math.max(1, x(upper) - x(lower))}
          height={8}
        />
      )}
      {alpha !== null && (
        <circle
          className={alpha < tentative ? 'low' : 'dot'}
          cx={x(alpha)}
          cy={height / 2}
          r={strong ? 7 : 5.5}
        />
      )}
    </svg>
  );
}

/** Where the scale of several begins: at a half, or lower where something lies lower, but not below nought. */
export function scaleFrom(found: readonly AgreementFound[]): number {
  const values = found.flatMap(({ alpha, interval }) =>
    [alpha, interval.lower].filter((one) => one !== null),
  );
  return Math.max(0, Math.min(0.5, Math.floor(Math.min(...values, 0.5) * 10) / 10));
}

/** The scale above such lines: where it begins, the limits, and full agreement. */
export function AgreementScale({ from }: { from: number }) {
  return (
    <>
      <span className="vh">Alpha with its interval</span>
      <svg className="chart agreement-line" viewBox={`0 0 ${String(width)} 18`} aria-hidden="true">
        <text x={placed(from, from)} y={14}>
          {from.toFixed(2)}
        </text>
        {[tentative, firm].map((limit) => (
          <text key={limit} x={placed(limit, from)} y={14} textAnchor="middle">
            {limit.toFixed(2)}
          </text>
        ))}
        <text x={placed(1, from)} y={14} textAnchor="end">
          1
        </text>
      </svg>
    </>
  );
}
