import { useMemo, useState } from 'react';
import { isModelReady, modelInput, pupilsChoices } from '#contract/identificationModel';
import { measureName } from '#contract/identificationWords';
import { inSentence } from '#contract/words';
import type { ChoiceProps } from './RuleChoices.tsx';

/** Whether chance in the results of small schools is reckoned with, and from what it is told. */
export function ChanceChoice({ frame, findings, onChange }: ChoiceProps) {
  const { chosen, result, measure } = findings;
  const on = chosen.model !== undefined;
  const input = useMemo(
    () => (on && isModelReady(frame, chosen) ? modelInput(frame, chosen, result.index) : null),
    [on, frame, chosen, result],
  );
  return (
    <fieldset className="weights">
      <legend className="label">Chance in small schools</legend>
      <label className="tick">
        <input
          className="check"
          type="checkbox"
          checked={on}
          onChange={(event) => onChange({ model: event.target.checked ? 'on' : undefined })}
        />
        <span>Reckon with it</span>
      </label>
      <p className="note effect">
        {input === null
          ? 'A result of 42 pupils strays further by chance than one of 420. The table then says how firm each label is, and a model stands beside the rule.'
          : 'lacking' in input
            ? input.lacking
            : input.why}
      </p>
      {on && (
        <>
          <label className="field">
            <span className="label">How many pupils are behind a result</span>
            <select
              className="input"
              value={chosen.pupils ?? ''}
              onChange={(event) =>
                onChange({ pupils: event.target.value === '' ? undefined : event.target.value })
              }
            >
              <option value="">as the data say</option>
              {pupilsChoices(frame).map((one) => (
                <option key={one.key} value={one.key}>
                  {measureName(one)}
                </option>
              ))}
            </select>
          </label>
          <SpreadChoice
            of={inSentence(measure.label)}
            value={chosen.spread}
            onChange={(spread) => onChange({ spread })}
          />
        </>
      )}
    </fieldset>
  );
}

interface SpreadProps {
  of: string;
  value: number | undefined;
  onChange: (spread: string | undefined) => void;
}

function SpreadChoice({ of, value, onChange }: SpreadProps) {
  const [text, setText] = useState(value === undefined ? '' : String(value));
  const isFit = text === '' || (Number(text) > 0 && Number(text) <= 1_000_000);
  return (
    <label className="field">
      <span className="label">Standard deviation of single pupils in {of}, if known</span>
      <input
        className="input"
        inputMode="decimal"
        value={text}
        aria-invalid={!isFit}
        onChange={(event) => {
          const next = event.target.value;
          setText(next);
          if (next === '') onChange(undefined);
          else if (Number(next) > 0 && Number(next) <= 1_000_000) onChange(next);
        }}
      />
      {!isFit && <span className="err">Write a number above 0.</span>}
    </label>
  );
}
