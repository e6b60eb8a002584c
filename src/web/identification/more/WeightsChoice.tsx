import { useState } from 'react';
import type { Findings } from '#contract/identificationFindings';
import { measureName } from '#contract/identificationWords';
import { decimal } from '#contract/words';
import type { ChoiceProps } from './RuleChoices.tsx';

/** Weights by hand beside those of the component. */
export function WeightsChoice({ findings, onChange }: Omit<ChoiceProps, 'frame'>) {
  const { chosen, indicators } = findings;
  const byHand = chosen.weights !== undefined;
  if (indicators.length < 2) return null;
  const equal = indicators.map(() => '1');
  return (
    <fieldset className="weights">
      <legend className="label">Weights of the indicators</legend>
      <label className="tick">
        <input
          className="check"
          type="checkbox"
          checked={byHand}
          onChange={(event) => onChange({ weights: event.target.checked ? equal : undefined })}
        />
        <span>Give them by hand</span>
      </label>
      {byHand && <ByHand key={chosen.context.join()} findings={findings} onChange={onChange} />}
    </fieldset>
  );
}

function ByHand({ findings, onChange }: Omit<ChoiceProps, 'frame'>) {
  const { chosen, indicators, result } = findings;
  const [texts, setTexts] = useState(() => (chosen.weights ?? []).map(String));
  const isFit = (text: string) => Number(text) > 0 && Number(text) <= 1_000_000;
  const set = (i: number, text: string) => {
    const next = texts.with(i, text);
    setTexts(next);
    if (next.every(isFit)) onChange({ weights: next.map((one) => String(Number(one))) });
  };
  const shares = result.method.choices?.weights ?? [];
  return (
    <ul className="weight-list">
      {indicators.map((measure, i) => (
        <li key={measure.key}>
          <label>
            <input
              className="input"
              inputMode="decimal"
              value={texts[i] ?? ''}
              aria-invalid={!isFit(texts[i] ?? '')}
              onChange={(event) => set(i, event.target.value)}
            />
            <span>
              {measureName(measure)}{' '}
              <span className="quietly">{decimal(100 * (shares[i] ?? NaN), 0)}% of the index</span>
            </span>
          </label>
        </li>
      ))}
      {!texts.every(isFit) && <li className="err">A weight is a number above 0.</li>}
      <Close findings={findings} />
    </ul>
  );
}

/** How far the choice of weights matters at all. */
function Close({ findings: { result } }: { findings: Findings }) {
  const close = result.method.choices?.componentCorrelation ?? null;
  if (close === null) return null;
  return (
    <li className="note">
      This index and the component’s correlate at {decimal(close, 3)}; near 1 the choice hardly matters.
    </li>
  );
}
