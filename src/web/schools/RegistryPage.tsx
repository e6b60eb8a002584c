import { useQuery } from '@tanstack/react-query';
import { useState, type ReactNode } from 'react';
import { count, counted } from '#contract/words';
import { useRested, useTitle } from '../ui/hooks.ts';
import { Problem } from '../ui/Problem.tsx';
import { Scroll } from '../ui/Scroll.tsx';
import { schoolsQuery } from './queries.ts';

const atOnce = 100;
const restMilliseconds = 250;

interface RegistryPageProps {
  workspace: string;
  nav: ReactNode;
  /** A link to the page of a school. */
  link: (school: string, name: string) => ReactNode;
  /** The way to bring a file, where there is no school yet. */
  bring: ReactNode;
}

/** Every school that the reader may see, by name. */
export function RegistryPage({ workspace, nav, link, bring }: RegistryPageProps) {
  useTitle('Schools');
  const [find, setFind] = useState('');
  const [group, setGroup] = useState('');
  const [from, setFrom] = useState(0);
  const list = useQuery(schoolsQuery(workspace, { find: useRested(find, restMilliseconds), group, from }));
  if (list.isError) return <Problem error={list.error} onRetry={() => void list.refetch()} />;
  const { data } = list;
  const columns = data?.groupings.slice(0, 3) ?? [];
  // Columns that no school on this page fills would only take room.
  const known = {
    type: data?.schools.some((school) => school.type !== null) ?? false,
    status: data?.schools.some((school) => school.status !== null) ?? false,
  };
  return (
    <>
      <div className="opening">
        {nav}
        <h1>Schools</h1>
        <p className="lede">
          {data === undefined
            ? 'Reading the registry.'
            : `${counted(data.total, 'school')} in this workspace.`}
        </p>
      </div>
      {data?.total === 0 ? (
        <div className="empty">
          <p className="lede">No schools yet. When somebody brings a file of them, they are listed here.</p>
          <p className="quiet">Each with who it is, what it followed, and its measures over the years.</p>
          {bring}
        </div>
      ) : (
        <section className="section" aria-labelledby="registry-title">
          <h2 id="registry-title" className="vh">
            The registry
          </h2>
          <div className="registry-find no-print">
            <input
              className="input low wide"
              type="search"
              aria-label="Name, town or reference"
              placeholder="Name, town or reference"
              value={find}
              onChange={(event) => {
                setFind(event.target.value);
                setFrom(0);
              }}
            />
            <select
              className="input low"
              aria-label="Group"
              value={group}
              onChange={(event) => {
                setGroup(event.target.value);
                setFrom(0);
              }}
            >
              <option value="">All groups</option>
              {data?.groupings.map((grouping) => (
                <optgroup key={grouping.key} label={grouping.label}>
                  {grouping.groups.map(({ name, schools }) => (
                    <option key={name} value={JSON.stringify([grouping.key, name])}>
                      {name} ({count(schools)})
                    </option>
                  ))}
                </optgroup>
              ))}
            </select>
          </div>
          <Scroll label="Schools">
            <table className="table registry">
              <thead>
                <tr>
                  <th scope="col">School</th>
                  <th scope="col">Reference</th>
                  {columns.map(({ key, label }) => (
                    <th scope="col" key={key}>
                      {label}
                    </th>
                  ))}
                  {known.type && <th scope="col">Type</th>}
                  {known.status && <th scope="col">Status</th>}
                </tr>
              </thead>
              <tbody>
                {data?.schools.map((school) => (
                  <tr key={school.id}>
                    <th scope="row">{link(school.id, school.name)}</th>
                    <td>{school.reference}</td>
                    {columns.map(({ key }) => (
                      <td key={key}>{school.groups[key] ?? '–'}</td>
                    ))}
                    {known.type && <td>{school.type ?? '–'}</td>}
                    {known.status && <td>{school.status ?? '–'}</td>}
                  </tr>
                ))}
              </tbody>
            </table>
          </Scroll>
          <output className="note under">
            {data === undefined || data.found === 0
              ? 'No school fits. Clear the search or choose another group.'
              : `Showing ${count(from + 1)} to ${count(from + data.schools.length)} of ${count(data.found)}. `}
            {from > 0 && (
              <button type="button" className="linkish" onClick={() => setFrom(from - atOnce)}>
                Show those before
              </button>
            )}
            {data !== undefined && from + atOnce < data.found && (
              <button type="button" className="linkish" onClick={() => setFrom(from + atOnce)}>
                Show the next {count(Math.min(atOnce, data.found - from - atOnce))}
              </button>
            )}
          </output>
        </section>
      )}
    </>
  );
}
