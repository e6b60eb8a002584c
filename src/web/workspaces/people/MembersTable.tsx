import { useState } from 'react';
import type { Member } from '#contract/people';
import { count } from '#contract/words';
import { Scroll } from '../../ui/Scroll.tsx';
import { matches, rolesOf, schoolsOf, seenWords } from './sentences.ts';

interface MembersTableProps {
  people: readonly Member[];
  /** How many schools the workspace has; null where the reader does not see them all. */
  schools: number | null;
  /** Whether the reader may change anything about anybody. */
  changes: boolean;
  onOpen: (person: Member) => void;
}

const first = 12;

export function MembersTable({ people, schools, changes, onOpen }: MembersTableProps) {
  const [find, setFind] = useState('');
  const [all, setAll] = useState(false);
  const found = people.filter((one) => matches(one, find));
  const shown = all ? found : found.slice(0, first);
  return (
    <section aria-labelledby="members-title">
      <div className="tabhead">
        <h2 id="members-title">Members</h2>
        <label className="find no-print">
          <span className="vh">Find a person</span>
          <input
            className="input"
            type="search"
            placeholder="Find a person"
            value={find}
            onChange={(event) => setFind(event.target.value)}
          />
        </label>
      </div>
      <Scroll label="List of members">
        <table className="table members">
          <thead>
            <tr>
              <th scope="col">Name</th>
              <th scope="col">Role</th>
              <th scope="col">Schools</th>
              <th scope="col">Last here</th>
            </tr>
          </thead>
          <tbody>
            {shown.map((person) => (
              <tr key={person.id}>
                <td>
                  {changes ? (
                    <button type="button" className="linkish named" onClick={() => onOpen(person)}>
                      {person.name}
                    </button>
                  ) : (
                    person.name
                  )}
                  {person.you && <span className="note"> you</span>}
                  {person.invented && <span className="note"> invented</span>}
                </td>
                <td>{rolesOf(person)}</td>
                <td>{schoolsOf(person, schools)}</td>
                <td className="quiet">{seenWords(person.seen)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </Scroll>
      <output className="note under">
        {found.length === 0 ? (
          'Nobody here fits these words.'
        ) : shown.length < found.length ? (
          <>
            Showing {count(shown.length)} of {count(found.length)}.{' '}
            <button type="button" className="linkish" onClick={() => setAll(true)}>
              Show all
            </button>
          </>
        ) : (
          find !== '' && `${count(found.length)} of ${count(people.length)}`
        )}
      </output>
    </section>
  );
}
