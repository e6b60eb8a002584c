import { useState } from 'react';
import type { Findings } from '#contract/identificationFindings';
import { questionYears } from '#contract/identificationPeriods';
import type { Frame } from '#contract/identification';
import type { Years } from '#contract/identificationYears';
import { count, inSentence, listed } from '#contract/words';
import { Scroll } from '../../ui/Scroll.tsx';
import { LabelFlow } from './LabelFlow.tsx';
import { keptWords } from './keptWords.ts';

interface YearsSectionProps {
  frame: Frame;
  findings: Findings;
  years: Years | null;
}

const labels = ['Neither', 'Resilient', 'Struggling', 'Not classified'] as const;

/** Whether labels last: what became of them from one year to the next. */
export function YearsSection({ frame, findings, years }: YearsSectionProps) {
  return (
    <section className="section more" id="years" aria-labelledby="years-title">
      <h2 id="years-title">Do the labels last?</h2>
      {years === null ? (
        <p className="text">
          {questionYears(frame, findings.chosen).length < 2
            ? `There is one year of ${inSentence(findings.measure.label)}. With the same result of an earlier year, under the same label, this says how many schools keep theirs.`
            : 'In one of the years the question has no answer, so years cannot be compared.'}
        </p>
      ) : (
        <Told years={years} />
      )}
    </section>
  );
}

function Told({ years }: { years: Years }) {
  const { stability, periods, fixed } = years;
  const [picked, setPicked] = useState(stability.transitions.length - 1);
  const change = stability.transitions[picked];
  if (change === undefined) return null;
  const [from = '', to = ''] = [periods[change.from], periods[change.to]];
  return (
    <>
      <p className="text">
        {keptWords(change, 'resilient', from, to)} {keptWords(change, 'struggling', from, to)} The same rule,
        with the same settings, in {listed(periods)}.
        {fixed > 0 &&
          ` ${fixed === 1 ? 'One indicator is' : `${count(fixed)} indicators are`} known of one year only and ${fixed === 1 ? 'stands' : 'stand'} for all.`}
      </p>
      {stability.transitions.length > 1 && (
        <label className="field disagree-list no-print">
          <span className="label">From year to year</span>
          <select
            className="input"
            value={picked}
            onChange={(event) => setPicked(Number(event.target.value))}
          >
            {stability.transitions.map((one, i) => (
              <option key={one.from} value={i}>
                {periods[one.from]} to {periods[one.to]}
              </option>
            ))}
          </select>
        </label>
      )}
      <div className="years-flow">
        <LabelFlow table={change.table} from={from} to={to} />
        <FlowTable table={change.table} from={from} to={to} />
      </div>
    </>
  );
}

interface FlowProps {
  table: readonly (readonly number[])[];
  from: string;
  to: string;
}

function FlowTable({ table, from, to }: FlowProps) {
  return (
    <Scroll label="Labels from year to year">
      <table className="table snug two-way">
        <caption className="note">
          Schools by their label in {from} (rows) and in {to} (columns).
        </caption>
        <thead>
          <tr>
            <th scope="col">{from}</th>
            {labels.map((label) => (
              <th scope="col" className="n" key={label}>
                {label}, {to}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {labels.map((label, before) => (
            <tr key={label}>
              <th scope="row">{label}</th>
              {labels.map((after, i) => (
                <td className="n" key={after}>
                  {count(table[before]?.[i] ?? 0)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </Scroll>
  );
}
