import { useState, type SubmitEvent } from 'react';
import { counted } from '#contract/words';
import { greatestSeed, mostEach, readDraw, type Draw } from './address.ts';
import type { Tally } from '#contract/identificationFindings';

interface DrawPanelProps {
  tally: Tally;
  draw: Draw | null;
  /** How many schools that draw holds. */
  drawn: number;
  primary: boolean;
  onDraw: (draw: Draw) => void;
  onClear: () => void;
}

/** A random choice that anybody can repeat: so many schools of each of the two groups, and a seed. */
export function DrawPanel({ tally, draw, drawn, primary, onDraw, onClear }: DrawPanelProps) {
  const [each, setEach] = useState(String(draw?.each ?? 4));
  const [seed, setSeed] = useState(() => String(draw?.seed ?? new Date().getFullYear()));
  const typed = readDraw({ each, seed });
  const resilient = Math.min(typed?.each ?? 0, tally.resilient);
  const struggling = Math.min(typed?.each ?? 0, tally.struggling);
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    if (typed !== null && resilient + struggling > 0) onDraw(typed);
  };
  return (
    <section className="draw no-print" aria-labelledby="draw-title">
      <h3 id="draw-title">Choose schools to study</h3>
      <p className="note">
        Draw at random within each group, so nobody hand-picks. The same seed always gives the same schools.
      </p>
      <form onSubmit={submit} noValidate>
        <div className="pair">
          <Field label="From each group" value={each} onChange={setEach} max={mostEach} />
          <Field label="Seed" value={seed} onChange={setSeed} max={greatestSeed} />
        </div>
        {typed === null && (
          <p className="err" role="alert">
            Write whole numbers: at least 1 school, and a seed from 0 to 4,294,967,295.
          </p>
        )}
        {typed !== null && resilient < typed.each && tally.struggling > 0 && (
          <p className="note shortfall">
            {resilient === 0
              ? 'No school is resilient'
              : `Only ${counted(resilient, 'school is', 'schools are')} resilient`}
            : all of them are taken.
          </p>
        )}
        <button
          type="submit"
          className={primary ? 'btn' : 'btn line'}
          disabled={typed === null || resilient + struggling === 0}
        >
          Draw {counted(resilient + struggling, 'school')}
        </button>
      </form>
      {draw !== null && drawn > 0 && (
        <output className="note under">
          {counted(drawn, 'school')} drawn with seed {draw.seed}. <a href="#schools">See them</a>{' '}
          <button type="button" className="linkish" onClick={onClear}>
            Clear the draw
          </button>
        </output>
      )}
    </section>
  );
}

interface FieldProps {
  label: string;
  value: string;
  max: number;
  onChange: (value: string) => void;
}

function Field({ label, value, max, onChange }: FieldProps) {
  return (
    <label className="field">
      <span className="label">{label}</span>
      <input
        className="input num"
        inputMode="numeric"
        maxLength={String(max).length}
        value={value}
        onChange={(event) => onChange(event.target.value.trim())}
      />
    </label>
  );
}
