import { useState } from 'react';
import { keyLetter, mostKeys } from '#charts/scatterLayout';
import type { Frame } from '#contract/identification';
import { count } from '#contract/words';
import { firmnessOf, inTen, isWeak, toldOf, type Beside } from './beside.ts';
import type { Findings } from '#contract/identificationFindings';

const first = 12;

interface ResilientListProps {
  frame: Frame;
  findings: Findings;
  beside: Beside;
}

/** On a narrow screen: the schools of the figure by their letters, and where to read of the rest. */
export function ResilientList({ frame, findings, beside }: ResilientListProps) {
  const told = toldOf(beside);
  const [all, setAll] = useState(false);
  const { drawn, result, tally, groups, code, grouping, parts } = findings;
  const rows = frame.schools.name.flatMap((_, i) => (drawn[i] === 1 && result.kind[i] === 1 ? [i] : []));
  const keyed = rows.length <= mostKeys;
  const shown = all ? rows : rows.slice(0, first);
  return (
    <>
      <section className="grp">
        <h2>
          <em className="pos">{count(tally.resilient)}</em> resilient
        </h2>
        <p className="note">
          Hardest {parts.hardest}, top {parts.top} of results
        </p>
        <ul className="lst">
          {shown.map((row, i) => (
            <li key={row}>
              <span className={isWeak(findings, told, row) ? 'key weak' : 'key'}>
                {keyed ? keyLetter(i) : ''}
              </span>
              <b>
                {frame.schools.name[row]}
                {told !== null && <span className="firm">{inTen(firmnessOf(findings, told, row))}</span>}
              </b>
              <span className="rg">{grouping === null ? '' : groups[code[row] ?? -1]?.group}</span>
            </li>
          ))}
        </ul>
        {shown.length < rows.length && (
          <p className="note under">
            Showing {count(shown.length)} of {count(rows.length)}.{' '}
            <button type="button" className="linkish" onClick={() => setAll(true)}>
              Show all
            </button>
          </p>
        )}
      </section>
      <section className="grp">
        <h2>
          <em className="neg">{count(tally.struggling)}</em> struggling
        </h2>
        <p className="note">
          Hardest {parts.hardest}, lowest {parts.top} of results. Not named here.
        </p>
      </section>
    </>
  );
}
