import { useState, type ReactNode } from 'react';
import { call } from '#contract/client';
import { unlinkSchools, type SchoolPage } from '#contract/schools';
import { AskFirst } from '../ui/AskFirst.tsx';
import { connection } from '../ui/connection.ts';
import { LinkDialog } from './LinkDialog.tsx';
import { useAct } from './queries.ts';
import { linkWords } from './sentences.ts';

interface SchoolLinksProps {
  workspace: string;
  school: SchoolPage;
  mayChange: boolean;
  link: (school: string, name: string) => ReactNode;
}

type Linked = SchoolPage['predecessors'][number];

/** What the school followed and what followed it: a series goes on through both. */
export function SchoolLinks({ workspace, school, mayChange, link }: SchoolLinksProps) {
  const { predecessors, successors } = school;
  const [adding, setAdding] = useState(false);
  const [removing, setRemoving] = useState<Linked | null>(null);
  if (predecessors.length + successors.length === 0 && !mayChange) return null;
  const list = (title: string, links: readonly Linked[]) =>
    links.length > 0 && (
      <>
        <h4>{title}</h4>
        <ul className="linked">
          {links.map((one) => (
            <li key={one.link}>
              {link(one.id, one.name)} <span className="quietly">{one.reference}</span>
              <small>{linkWords(one)}</small>
              {mayChange && one.byHand && (
                <button
                  type="button"
                  className="linkish no-print"
                  aria-label={`Remove the link to ${one.name}`}
                  onClick={() => setRemoving(one)}
                >
                  Remove
                </button>
              )}
            </li>
          ))}
        </ul>
      </>
    );
  return (
    <section>
      <h3>What it followed</h3>
      {list('It followed', predecessors)}
      {list('It was followed by', successors)}
      {predecessors.length + successors.length === 0 && (
        <p className="quiet">No other school is known to have gone before it or come after.</p>
      )}
      {mayChange && (
        <button type="button" className="btn line small no-print" onClick={() => setAdding(true)}>
          Record what it followed
        </button>
      )}
      {adding && <LinkDialog workspace={workspace} school={school} onClose={() => setAdding(false)} />}
      {removing !== null && (
        <Removing
          workspace={workspace}
          from={school.name}
          linked={removing}
          onClose={() => setRemoving(null)}
        />
      )}
    </section>
  );
}

interface RemovingProps {
  workspace: string;
  from: string;
  linked: Linked;
  onClose: () => void;
}

function Removing({ workspace, from, linked, onClose }: RemovingProps) {
  const remove = useAct(
    workspace,
    (id: string) => call(connection, unlinkSchools, { workspace, link: id }),
    onClose,
  );
  return (
    <AskFirst
      title={`Remove the link to ‘${linked.name}’?`}
      action="Remove the link"
      busy={remove.isPending}
      error={remove.error}
      onDo={() => remove.mutate(linked.link)}
      onClose={onClose}
    >
      <p className="quiet">
        Both schools stay as they are. The series of {from} and {linked.name} end where the one closed and
        begin where the other opened.
      </p>
    </AskFirst>
  );
}
