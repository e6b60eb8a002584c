import { useEffect, useRef, useState } from 'react';
import type { Mapping } from '#contract/imports';
import { counted } from '#contract/words';

interface PeriodOfMeasuresProps {
  mapping: Mapping;
  /** Of most measures; null where they name none. */
  period: string | null;
  /** Nothing can be changed any more. */
  locked: boolean;
  onChange: (from: string | null, to: string | null) => void;
}

/** Of when the measures are, and the way to say so for all of them at once. */
export function PeriodOfMeasures({ mapping, period, locked, onChange }: PeriodOfMeasuresProps) {
  const [asked, setAsked] = useState(false);
  const input = useRef<HTMLInputElement>(null);
  useEffect(() => {
    if (asked) input.current?.focus();
  }, [asked]);
  const measures = mapping.filter((role) => role.becomes === 'measure');
  const others = measures.filter((role) => role.period !== period).length;
  if (asked && !locked) {
    return (
      <form
        className="period"
        onSubmit={(event) => {
          event.preventDefault();
          const said = input.current?.value.trim() ?? '';
          onChange(period, said === '' ? null : said);
          setAsked(false);
        }}
      >
        <label>
          period{' '}
          <input
            ref={input}
            className="input low"
            maxLength={40}
            autoComplete="off"
            placeholder="2024 or 2023/24"
            defaultValue={period ?? ''}
          />
        </label>
        <button type="submit" className="btn line small">
          Set it
        </button>
        <button type="button" className="linkish" onClick={() => setAsked(false)}>
          Leave it
        </button>
      </form>
    );
  }
  return (
    <span>
      {periodWords(period)}
      {others > 0 && `; ${counted(others, 'measure')} of another, as their rows say`}
      {!locked && (
        <span className="no-print">
          {' '}
          ·{' '}
          <button type="button" className="linkish" onClick={() => setAsked(true)}>
            {period === null ? 'Say it' : 'Change'}
            <span className="vh"> of the period of the measures</span>
          </button>
        </span>
      )}
    </span>
  );
}

function periodWords(period: string | null): string {
  if (period === null) return 'period: the file does not say';
  return /^\d{4}\/\d{2}$/.test(period) ? `period: school year ${period}` : `period: ${period}`;
}
