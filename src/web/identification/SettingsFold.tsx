import { useState, type ReactNode } from 'react';
import type { Frame } from '#contract/identification';
import {
  allTogether,
  contextMeasures,
  resultMeasures,
  type ChosenSettings,
} from '#contract/identificationInput';
import { inSentence } from '#contract/words';
import type { Address } from './address.ts';
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
          {latestFirst(contextMeasures(frame)).map((measure) => {
            const on = chosen.context.includes(measure.key);
            return (
              <label key={measure.key} className="tick">
                <input
                  className="check"
                  type="checkbox"
                  checked={on}
                  disabled={on && chosen.context.length === 1}
                  onChange={(event) => setContext(measure.key, event.target.checked)}
                />
                <span>
                  {measureName(measure)} <span className="quietly">high is {measure.highMeans}</span>
                </span>
              </label>
            );
          })}
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
                  each {inSentence(grouping.label)}
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

/** The question is about the latest year; those before it stand behind it, each in the file's order. */
const latestFirst = <T extends { period: string | null }>(measures: readonly T[]): T[] =>
  measures.toSorted((a, b) => (b.period ?? '').localeCompare(a.period ?? ''));
