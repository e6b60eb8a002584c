import { useState } from 'react';
import { groupNoun, oneGroupOf } from '#contract/groupingWords';
import { count, counted, decimal, decimalsFor, inSentence } from '#contract/words';
import { HowCircumstances } from './HowCircumstances.tsx';
import type { Findings } from '#contract/identificationFindings';
import { numbers } from '#contract/identificationInput';
import { inPlainNames, leftOutFor, measureName } from '#contract/identificationWords';
import type { Membership } from '#contract/workspaces';
import { Scroll } from '../ui/Scroll.tsx';

interface HowWeTellProps {
  findings: Findings;
  frameSchools: number;
  /** Schools that had closed before the year, and are no part of the frame. */
  closed: number;
  /** Which values the first quarter holds, where quarters are numbered. */
  firstQuantile: Membership['firstQuantile'];
}

/** The method in plain words, with the numbers that were used. */
export function HowWeTell({ findings, frameSchools, closed, firstQuantile }: HowWeTellProps) {
  return (
    <section className="section how" id="how" tabIndex={-1} aria-labelledby="how-title">
      <h2 id="how-title">How we tell</h2>
      <div className="columns">
        <HowCircumstances findings={findings} />
        <div>
          <Quarters findings={findings} firstQuantile={firstQuantile} />
          <Counted findings={findings} frameSchools={frameSchools} closed={closed} />
          <Warnings findings={findings} />
        </div>
      </div>
    </section>
  );
}

function Quarters({ findings, firstQuantile }: Omit<HowWeTellProps, 'frameSchools' | 'closed'>) {
  const { result, grouping, measure, parts, chosen } = findings;
  const { method } = result;
  const within = grouping === null ? 'over all schools together' : `within each ${oneGroupOf(grouping)}`;
  const hardest = method.indexHighMeans === 'harder' ? 'highest' : 'lowest';
  const best = method.result.highMeans === 'better' ? 'highest' : 'lowest';
  const worst = method.result.highMeans === 'better' ? 'lowest' : 'highest';
  const what = method.context.length === 1 ? 'indicator' : 'index';
  return (
    <>
      <h3>{parts.usual ? 'Quarters' : 'The outer parts'}</h3>
      <p className="text">
        {parts.usual ? 'Quarters' : 'Parts'} are cut {within}. <b>Hardest {parts.hardest}</b>: the{' '}
        {parts.hardest} with the {hardest} {what}. <b>Top {parts.top} of results</b>: the {best} values of{' '}
        {inSentence(measureName(measure))}; <b>lowest {parts.top}</b>: the {worst} values. Resilient schools
        are in the hardest {parts.hardest} and in the top {parts.top} of results; struggling schools in the
        hardest and in the lowest.
        {chosen.hold !== undefined &&
          ` A label must have held in each of the latest ${count(chosen.hold)} years.`}
      </p>
      <p className="text">
        Cut points are quantiles of type {method.quantileType} (as spreadsheets and R reckon them by default).
        A school exactly on a cut point is inside the outer {parts.usual ? 'quarter' : 'part'}. Here{' '}
        {parts.usual ? 'quarters' : 'parts'} have names; where they are numbered, the first of them holds the{' '}
        {firstQuantile} values.
      </p>
      <CutPoints findings={findings} />
    </>
  );
}

function CutPoints({ findings }: { findings: Findings }) {
  const { groups, grouping, shown, measure, indicators, parts } = findings;
  const [picked, setPicked] = useState<string | null>(null);
  const name = picked ?? groups.find((group, g) => shown[g] === true && group.schools > 0)?.group;
  const group = groups.find((one) => one.group === name) ?? groups[0];
  if (group === undefined) return null;
  const digits = decimalsFor(numbers(measure)) === 0 ? 1 : 2;
  return (
    <>
      {groups.length > 1 && (
        <label className="field cutgroup no-print">
          <span className="label">Cut points of one {groupNoun(grouping ?? 'group')}</span>
          <select className="input" value={group.group} onChange={(event) => setPicked(event.target.value)}>
            {groups.map((one) => (
              <option key={one.group} value={one.group}>
                {one.group}
              </option>
            ))}
          </select>
        </label>
      )}
      {group.index === null || group.result === null ? (
        <p className="text">No school of {group.group} has all values, so it is not cut.</p>
      ) : (
        <Scroll label="Cut points">
          <table className="table">
            <thead>
              <tr>
                <th scope="col">{group.group}</th>
                <th scope="col" className="n">
                  {parts.usual ? 'Lower quartile' : 'Low cut'}
                </th>
                <th scope="col" className="n">
                  Median
                </th>
                <th scope="col" className="n">
                  {parts.usual ? 'Upper quartile' : 'High cut'}
                </th>
              </tr>
            </thead>
            <tbody>
              {(
                [
                  [indicators.length > 1 ? 'Index' : 'Indicator', group.index, 2],
                  [measureName(measure), group.result, digits],
                ] as const
              ).map(([label, cuts, places]) => (
                <tr key={label}>
                  <td>{label}</td>
                  <td className="n">{decimal(cuts.q1, places)}</td>
                  <td className="n">{decimal(cuts.median, places)}</td>
                  <td className="n">{decimal(cuts.q3, places)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </Scroll>
      )}
    </>
  );
}

function Counted({ findings, frameSchools, closed }: Omit<HowWeTellProps, 'firstQuantile'>) {
  const { method, counts } = findings.result;
  const choices = method.choices?.missing ?? null;
  const without = leftOutFor(method);
  const reasons = [
    ...method.context.map((one, i) => [findings.indicators[i]?.label ?? one.name, without[i] ?? 0] as const),
    [measureName(findings.measure), method.result.missing] as const,
  ].filter(([, missing]) => missing > 0);
  const gaps = reasons.map(([label, missing]) => `${label} is missing in ${count(missing)}`);
  if (method.ungrouped > 0) {
    gaps.push(`${counted(method.ungrouped, 'has', 'have')} no ${groupNoun(findings.grouping ?? 'group')}`);
  }
  return (
    <>
      <h3>Who is counted</h3>
      <p className="text">
        <b>{count(counts.schools)}</b> of {count(frameSchools)} schools{' '}
        {choices === null ? 'have all values and are counted' : 'take part'}.{' '}
        {counts.excluded === 0
          ? 'None is left out.'
          : `${counted(counts.excluded, 'is', 'are')} left out: ${gaps.join('; ')}${gaps.length > 1 ? ' (a school can lack several)' : ''}.`}{' '}
        {choices === null
          ? counts.excluded > 0 && 'Nothing is filled in.'
          : `${counted(choices.schools, 'school takes', 'schools take')} part without an indicator.`}{' '}
        {closed > 0 &&
          `${counted(closed, 'more school', 'more schools')} had closed before this year and ${closed === 1 ? 'does' : 'do'} not count.`}
      </p>
    </>
  );
}

function Warnings({ findings }: { findings: Findings }) {
  const { warnings } = findings.result.method;
  if (warnings.length === 0) return null;
  const measures = [...findings.indicators, findings.measure];
  return (
    <>
      <h3>To keep in mind</h3>
      <ul className="facts">
        {warnings.map((warning) => (
          <li key={warning.code + warning.message}>{inPlainNames({ measures }, warning.message)}</li>
        ))}
      </ul>
    </>
  );
}
