import { useState } from 'react';
import { namedShares, shareOf } from '#contract/identificationParts';
import { isOuterShare } from '../address.ts';

interface ShareChoiceProps {
  label: string;
  /** `the hardest`, before the name of a part. */
  of: string;
  value: string | undefined;
  onChange: (share: string | undefined) => void;
}

/** A part by name, or any percentage. */
export function ShareChoice({ label, of, value, onChange }: ShareChoiceProps) {
  const current = value ?? 'quarter';
  const isNamed = namedShares.some((name) => name === current);
  const [own, setOwn] = useState(!isNamed);
  const [text, setText] = useState(isNamed ? String(Math.round(100 * shareOf(current))) : current);
  const set = (share: string) => onChange(share === 'quarter' ? undefined : share);
  return (
    <div className="field share">
      <label>
        <span className="label">{label}</span>
        <select
          className="input"
          value={own ? 'own' : current}
          onChange={(event) => {
            const next = event.target.value;
            setOwn(next === 'own');
            if (next !== 'own') set(next);
          }}
        >
          {namedShares.map((name) => (
            <option key={name} value={name}>
              {of} {name}
            </option>
          ))}
          <option value="own">a percentage</option>
        </select>
      </label>
      {own && (
        <label>
          <span className="label">{label}, in percent</span>
          <input
            className="input"
            inputMode="decimal"
            value={text}
            aria-invalid={!isOuterShare(text)}
            onChange={(event) => {
              setText(event.target.value);
              if (isOuterShare(event.target.value)) set(event.target.value);
            }}
          />
          {!isOuterShare(text) && <span className="err">Write a number above 0 and below 50.</span>}
        </label>
      )}
    </div>
  );
}
