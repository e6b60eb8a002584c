import { oneGroupOf } from '#contract/groupingWords';
import { useState, type ReactNode } from 'react';
import type { Frame } from '#contract/identification';
import {
  allTogether,
  contextMeasures,
  resultMeasures,
  type ChosenSettings,
} from '#contract/identificationInput';
import type { Address } from './address.ts';
import { Indicators } from './Indicators.tsx';
import { measureName } from '#contract/identificationWords';

interface SettingsFoldProps {
  frame: Frame;
  chosen: ChosenSettings;
  line: string;
  /** Said quietly behind the line. */
  note: string;
  onChange: (change: Partial<Address>) => void;
  /** More choices, made when the fold is first opened. */
  children?: ReactNode;
}

/** One line that says what is set, and the controls that change it behind it. Every change is answered at once. */
export function SettingsFold({ frame, chosen, line, note, onChange, children }: SettingsFoldProps) {
  const [opened, setOpened] = useState(false);
  const setContext = (key: string, on: boolean) => {
    const next = contextMeasures(frame)
      .map((measure) => measure.key)
      .filter((one) => (one === key ? on : chosen.context.includes(one)));
    // Weights belong to the indicators that they were given for.
    if (next.length > 0) onChange({ context: next, weights: undefined });
  };
  return (
    <details
      className="fold settings no-print"
      onToggle={(event) => setOpened(opened || event.currentTarget.open)}
    >
      <summary>
        <span>
          {line} <output className="quietly">{note === '' ? '' : `· ${note}`}</output>
        </span>
        <i>Change</i>
      </summary>
      <div className="controls">
        <fieldset>
          <legend className="label">Circumstances</legend>
          <Indicators frame={frame} chosen={chosen} onContext={setContext} />
          <p className="note">One indicator is used as it is; several make an index.</p>
        </fieldset>
        <div>
          <label className="field">
            <span className="label">Result</span>
            <select
              className="input"
              value={chosen.result}
              onChange={(event) => onChange({ result: event.target.value, hold: undefined })}
            >
              {resultMeasures(frame).map((measure) => (
                <option key={measure.key} value={measure.key}>
                  {measureName(measure)}
                </option>
              ))}
            </select>
          </label>
          <label className="field">
            <span className="label">Quarters are cut within</span>
            <select
              className="input"
              value={chosen.within}
              onChange={(event) =>
                onChange({ within: event.target.value, only: undefined, without: undefined })
              }
            >
              {frame.groupings.map((grouping) => (
                <option key={grouping.key} value={grouping.key}>
                  each {oneGroupOf(grouping.label)}
                </option>
              ))}
              <option value={allTogether}>all schools together</option>
            </select>
          </label>
        </div>
      </div>
      {opened && children}
    </details>
  );
}
