import { useMemo, useState } from 'react';
import { Mark } from '../ui/Mark.tsx';
import { count } from '#contract/words';
import { SortHeader, type Sort } from '../ui/SortHeader.tsx';
import { coverageWords, hasSmallGroups } from './sentences.ts';
import type { Findings } from '#contract/identificationFindings';

interface GroupsTableProps {
  findings: Findings;
  /** Of all schools, how many are in each group, covered or not. */
  inGroups: readonly number[];
  onShow: (shown: boolean[]) => void;
}

/** So many groups scroll in a box of their own, and stand behind the next step. */
export const areMany = ({ groups }: Pick<Findings, 'groups'>) => groups.length > 12;

type Column = 'group' | 'schools' | 'resilient' | 'struggling';

/** Groups with their places; they come in the order of their names, which equal counts keep. */
function sorted(groups: Findings['groups'], { by, down }: Sort<Column>) {
  const placed = groups.map((group, g) => ({ group, g }));
  if (by === 'group') return down ? placed.toReversed() : placed;
  return placed.toSorted((a, b) => (down ? -1 : 1) * (a.group[by] - b.group[by]));
}

/** Schools, resilient and struggling by group, with a tick for what is shown; many groups scroll in their own box. */
export function GroupsTable({ findings, inGroups, onShow }: GroupsTableProps) {
  const { grouping, groups, shown } = findings;
  const [sort, setSort] = useState<Sort<Column>>({ by: 'group', down: false });
  const order = useMemo(() => sorted(groups, sort), [groups, sort]);
  const all = shown.every(Boolean);
  const many = areMany(findings);
  const set = (g: number, value: boolean) => onShow(shown.map((before, i) => (i === g ? value : before)));
  return (
    <section id="groups" className="groups" aria-label={`Counts by ${grouping ?? 'group'}`}>
      <div className={many ? 'box long' : 'box'} {...(many && { tabIndex: 0 })}>
        <table className="table">
          <thead>
            <tr>
              <SortHeader name="group" sort={sort} onSort={setSort}>
                {grouping ?? 'Group'}
              </SortHeader>
              <SortHeader name="schools" sort={sort} onSort={setSort} className="n" mostFirst>
                Schools
              </SortHeader>
              <SortHeader name="resilient" sort={sort} onSort={setSort} className="n" mostFirst>
                <Mark kind="disc" label="Resilient" />
              </SortHeader>
              <SortHeader name="struggling" sort={sort} onSort={setSort} className="n" mostFirst>
                <Mark kind="diamond" label="Struggling" />
              </SortHeader>
            </tr>
          </thead>
          <tbody>
            {order.map(({ group, g }) => (
              <tr key={group.group}>
                <td>
                  {groups.length === 1 ? (
                    group.group
                  ) : (
                    <label>
                      <input
                        className="check"
                        type="checkbox"
                        checked={shown[g] === true}
                        onChange={(event) => set(g, event.target.checked)}
                      />
                      {group.group}
                    </label>
                  )}
                </td>
                <td className="n">
                  {count(group.schools)}
                  {group.schools < (inGroups[g] ?? 0) && (
                    <span className="quietly"> of {count(inGroups[g] ?? 0)}</span>
                  )}
                </td>
                <td className="n">{count(group.resilient)}</td>
                <td className="n">{count(group.struggling)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <p className="note under">
        {coverageWords(findings, inGroups)}{' '}
        {groups.length > 1 && (
          <>
            {count(shown.filter(Boolean).length)} of {count(groups.length)} shown.{' '}
            {!all && (
              <button type="button" className="linkish" onClick={() => onShow(shown.map(() => true))}>
                Show all
              </button>
            )}{' '}
            {shown.some(Boolean) && (
              <button type="button" className="linkish" onClick={() => onShow(shown.map(() => false))}>
                Show none
              </button>
            )}
          </>
        )}
      </p>
      {hasSmallGroups(findings) && (
        <p className="note under">
          <b>Some groups are so small that their labels may well be chance.</b>{' '}
          <a href="#how">Which these are, why, and what to do</a>
        </p>
      )}
    </section>
  );
}
