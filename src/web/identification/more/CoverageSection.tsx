import { useMemo } from 'react';
import type { Frame } from '#contract/identification';
import { coverageOf } from '#contract/identificationCoverage';
import type { Findings } from '#contract/identificationFindings';
import { count, counted, percentCovered } from '#contract/words';
import { coverage } from '#stats';
import { Scroll } from '../../ui/Scroll.tsx';

/** Of how many schools of each group the parts are cut, and what those that are left out could change. */
export function CoverageSection({ frame, findings }: { frame: Frame; findings: Findings }) {
  const { result, chosen, parts, grouping } = findings;
  const found = useMemo(() => coverageOf({ coverage }, frame, chosen, result), [frame, chosen, result]);
  const missing = found.frame - found.covered;
  const cut = parts.usual ? 'Quarters' : 'Parts';
  return (
    <section className="section more" id="coverage" aria-labelledby="coverage-title">
      <h2 id="coverage-title">Whom this covers</h2>
      <p className="text">
        {cut} are of the covered schools: {count(found.covered)} of {count(found.frame)}
        {found.ungrouped > 0 &&
          `, and ${counted(found.ungrouped, 'school has', 'schools have')} no group`}.{' '}
        {missing === 0
          ? 'No school is left out, so nothing could change by those that are.'
          : found.couldChange === null
            ? ''
            : `If all ${count(missing)} that are not covered stood at one end of their group, at most ${counted(found.couldChange, 'label')} of covered schools would change.`}
      </p>
      {missing > 0 && (
        <Scroll label="Coverage">
          <table className="table snug">
            <thead>
              <tr>
                <th scope="col">{grouping ?? 'Group'}</th>
                <th scope="col" className="n">
                  Schools
                </th>
                <th scope="col" className="n">
                  Covered
                </th>
                <th scope="col" className="n">
                  Share
                </th>
                {found.couldChange !== null && (
                  <th scope="col" className="n">
                    Labels that could change
                  </th>
                )}
              </tr>
            </thead>
            <tbody>
              {found.groups
                .filter((group) => group.frame > group.covered)
                .map((group) => (
                  <tr key={group.group}>
                    <th scope="row">{group.group}</th>
                    <td className="n">{count(group.frame)}</td>
                    <td className="n">{count(group.covered)}</td>
                    <td className="n">{percentCovered(group.covered, group.frame)}%</td>
                    {found.couldChange !== null && <td className="n">{count(group.couldChange ?? 0)}</td>}
                  </tr>
                ))}
            </tbody>
          </table>
        </Scroll>
      )}
      {missing > 0 && <p className="note under">Groups of which every school is covered are not listed.</p>}
    </section>
  );
}
