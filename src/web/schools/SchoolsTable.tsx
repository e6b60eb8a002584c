import type { ReactNode } from 'react';
import type { SchoolList } from '#contract/schools';

interface SchoolsTableProps {
  data: SchoolList;
  link: (school: string, name: string) => ReactNode;
  /** Null for those who may not put schools into groups. */
  chosen: ReadonlySet<string> | null;
  onChosen: (chosen: ReadonlySet<string>) => void;
}

/** A table reads well with so many columns of groups; those made here come first. */
const groupColumns = 3;

export function SchoolsTable({ data, link, chosen, onChosen }: SchoolsTableProps) {
  const { schools } = data;
  // What only repeats the type or the status tells nothing more.
  const tells = ({ groups, type, status }: (typeof schools)[number], key: string) =>
    groups[key] !== undefined && groups[key] !== type && groups[key] !== status;
  const columns = [...data.groupings]
    .filter(({ key }) => schools.some((school) => tells(school, key)))
    .toSorted((a, b) => Number(b.own) - Number(a.own))
    .slice(0, groupColumns);
  // Columns that no school on this page fills would only take room.
  const status = schools.some((school) => school.status !== null);
  const type = schools.some((school) => school.type !== null);
  const set = (ids: readonly string[], on: boolean) => {
    const next = new Set(chosen);
    for (const id of ids) {
      if (on) next.add(id);
      else next.delete(id);
    }
    onChosen(next);
  };
  const ids = schools.map(({ id }) => id);
  const all = chosen !== null && ids.length > 0 && ids.every((id) => chosen.has(id));
  return (
    <table className="table stacks registry-table">
      <thead>
        <tr>
          {chosen !== null && (
            <td className="tick-cell">
              <input
                className="check"
                type="checkbox"
                aria-label={`Choose all ${String(ids.length)} shown`}
                checked={all}
                onChange={(event) => set(ids, event.target.checked)}
              />
            </td>
          )}
          <th scope="col">School</th>
          {type && <th scope="col">Type</th>}
          {columns.map(({ key, label }) => (
            <th scope="col" key={key}>
              {label}
            </th>
          ))}
          {status && <th scope="col">Status</th>}
        </tr>
      </thead>
      <tbody>
        {schools.map((school) => (
          <tr key={school.id}>
            {chosen !== null && (
              <td className="tick-cell">
                <input
                  className="check"
                  type="checkbox"
                  aria-label={`Choose ${school.name}`}
                  checked={chosen.has(school.id)}
                  onChange={(event) => set([school.id], event.target.checked)}
                />
              </td>
            )}
            <th scope="row">
              {link(school.id, school.name)}
              <small>{besideName(school)}</small>
            </th>
            {type && <td data-label="Type">{school.type ?? <span className="none">–</span>}</td>}
            {columns.map(({ key, label }) => (
              <td key={key} data-label={label}>
                {school.groups[key] ?? <span className="none">–</span>}
              </td>
            ))}
            {status && <td data-label="Status">{school.status ?? <span className="none">–</span>}</td>}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** Its reference, unless that is what it is called by, and its town. */
function besideName({ name, reference, town }: SchoolList['schools'][number]): string {
  return [reference === name ? '' : reference, town ?? ''].filter((one) => one !== '').join(', ');
}
