import { strengths, type CodeOn } from '#contract/codingChanges';
import { nextStrength } from './weighing.ts';

interface StrengthProps {
  code: CodeOn;
  name: string;
  /** Null where one may only read. */
  onWeigh: ((strength: number | null) => void) | null;
}

/** How strongly words speak of something: as many dots as that. Pressed, one more; behind the last, none. */
export function Strength({ code, name, onWeigh }: StrengthProps) {
  const strength = code.strength ?? null;
  const words = strengths.find(({ value }) => value === strength)?.words ?? 'not weighed';
  const dots = (
    <span aria-hidden="true" className="dots">
      {strengths.map(({ value }) => (
        <i key={value} className={strength !== null && value <= strength ? 'full' : undefined} />
      ))}
    </span>
  );
  if (onWeigh === null)
    return strength === null ? null : (
      <span className="strength">
        {dots} <span className="note">{words}</span>
      </span>
    );
  return (
    <button
      type="button"
      className="strength"
      aria-label={`How strongly: ${name}, ${words}`}
      onClick={() => onWeigh(nextStrength(strength))}
    >
      {dots} <span className="note">{strength === null ? 'how strongly?' : words}</span>
    </button>
  );
}
