import { Mark } from '../ui/Mark.tsx';
import { count } from '../ui/numbers.ts';
import type { Findings } from './findings.ts';

interface GroupsTableProps {
  findings: Findings;
  onShow: (shown: boolean[]) => void;
}

/** Schools, resilient and struggling by group, with a tick for what is shown; many groups scroll in their own box. */
export function GroupsTable({ findings, onShow }: GroupsTableProps) {
  const { grouping, groups, shown } = findings;
  const all = shown.every(Boolean);
  const set = (g: number, value: boolean) => onShow(shown.map((before, i) => (i === g ? value : before)));
  return (
    <section id="groups" className="groups" aria-label={`Counts by ${grouping ?? 'group'}`}>
      <div
        className={groups.length > 12 ? 'box long' : 'box'}
        {...(groups.length > 12 ? { tabIndex: 0 } : {})}
      >
        <table className="table">
          <thead>
            <tr>
              <th scope="col">{grouping ?? 'Group'}</th>
              <th scope="col" className="n">
                Schools
              </th>
              <th scope="col" className="n">
                <Mark kind="disc" label="Resilient" />
              </th>
              <th scope="col" className="n">
                <Mark kind="diamond" label="Struggling" />
              </th>
            </tr>
          </thead>
          <tbody>
            {groups.map((group, g) => (
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
                <td className="n">{count(group.schools)}</td>
                <td className="n">{count(group.resilient)}</td>
                <td className="n">{count(group.struggling)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {groups.length > 1 && (
        <p className="note acts under">
          <span>
            {count(shown.filter(Boolean).length)} of {count(groups.length)} shown.
          </span>
          {!all && (
            <button type="button" className="linkish" onClick={() => onShow(shown.map(() => true))}>
              Show all
            </button>
          )}
          {shown.some(Boolean) && (
            <button type="button" className="linkish" onClick={() => onShow(shown.map(() => false))}>
              Show none
            </button>
          )}
        </p>
      )}
    </section>
  );
}
