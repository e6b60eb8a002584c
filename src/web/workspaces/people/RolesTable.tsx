import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import type { RoleTable } from '#contract/people';
import type { Role } from '#contract/workspaces';
import { Problem } from '../../ui/Problem.tsx';
import { Scroll } from '../../ui/Scroll.tsx';
import { capital, inWords } from '#contract/words';
import { roleTableQuery } from './queries.ts';

interface RolesTableProps {
  workspace: string;
  /** How many people must stand behind a figure by group. */
  threshold: number | undefined;
  /** The way to look as another role, for those who may. */
  look: ReactNode;
}

/** Roles × acts, from the one table that decides. */
export function RolesTable({ workspace, threshold, look }: RolesTableProps) {
  const { data, error } = useQuery(roleTableQuery(workspace));
  return (
    <section className="section" aria-labelledby="roles-title">
      <div className="tabhead">
        <div>
          <h2 id="roles-title">What each role may do</h2>
          <p className="note">
            Kept by the database, not only by the screens. A person with two roles may do what either allows.
          </p>
        </div>
        {look}
      </div>
      {error !== null && <Problem error={error} />}
      {data !== undefined && <Table table={data} />}
      <div className="ruled">
        <p>
          <b>A figure by group of people</b> is shown only where{' '}
          {threshold === undefined ? 'enough people' : `${inWords(threshold)} people or more`} stand behind
          it.
        </p>
        <p>
          <b>Nobody widens what they see.</b> Who invites gives no more than the table says, and nothing to
          themselves; only an owner takes a role, and everybody can read that in the list of members.
        </p>
        <p>
          <b>An evaluator</b> sees letters for the names of schools, on every page and in every file, and none
          of the people who belong to one school.
        </p>
      </div>
    </section>
  );
}

function Table({ table }: { table: RoleTable }) {
  return (
    <Scroll label="Table of roles and acts">
      <table className="table roles">
        <thead>
          <tr>
            <th scope="col">
              <span className="vh">Act</span>
            </th>
            {table.roles.map(({ role, sees }) => (
              <th scope="col" key={role} title={sees}>
                {headingOf(role)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {table.acts.map(({ act, words, extents }) => (
            <tr key={act}>
              <th scope="row">{words}</th>
              {table.roles.map(({ role }) => (
                <Extent key={role} extent={extents[role]} />
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </Scroll>
  );
}

/** Long words may be divided where the column is narrow. */
function headingOf(role: Role): string {
  const words = capital(role);
  return words.replace('Coordinator', 'Coordi\u00adnator').replace('Partnership', 'Partner\u00adship');
}

function Extent({ extent }: { extent: string | null }) {
  if (extent === 'yes') return <td className="ye">yes</td>;
  if (extent !== null) return <td>{extent}</td>;
  return (
    <td className="no">
      <span aria-hidden="true">–</span>
      <span className="vh">no</span>
    </td>
  );
}
