import './cellBar.css';

interface CellBarProps {
  /** Null where there is nothing to draw. */
  value: number | null;
  /** The greatest of the column to either side: all bars of a column share a zero line and a scale. */
  most: number;
  /** Whether what lies to the right is wished for, and to the left not; else neither is. */
  poles?: boolean;
}

/** A small bar before the number that it draws, which says everything to whoever does not see it. */
export function CellBar({ value, most, poles = false }: CellBarProps) {
  const share = value === null || most === 0 ? 0 : Math.min(1, Math.abs(value) / most);
  const side = value !== null && value < 0 ? 'left' : 'right';
  return (
    <span className={`cell-bar ${side} ${poles ? 'poles' : 'plain'}`} aria-hidden="true">
      {share > 0 && <i style={{ width: `${(50 * share).toFixed(1)}%` }} />}
    </span>
  );
}
