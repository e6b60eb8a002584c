import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { roleAt } from '#contract/roleWords';
import { roles } from '#contract/workspaces';
import { count } from '#contract/words';
import { Dialog } from '../../ui/Dialog.tsx';
import { wordsOf } from '../../ui/Problem.tsx';
import { lookQuery } from './queries.ts';
import { chosen, emptyDraft, RoleChoice, type Draft } from './RolePicker.tsx';
import { SchoolFinder } from './SchoolFinder.tsx';

const title = 'Look as another role';

/** Every role there is: whoever owns the workspace may look as any of them. */
const every = {
  inSchool: ['school leader', 'staff', 'viewer'] as const,
  whole: roles.filter((role) => role !== 'school leader' && role !== 'staff'),
};

interface LookAsProps {
  workspace: string;
  /** Whose role to begin with; without it, one is chosen first. */
  as?: Draft;
  onClose: () => void;
}

/** What the database shows to somebody with a role, in counts, and what they may do. */
export function LookAs({ workspace, as = emptyDraft(0), onClose }: LookAsProps) {
  const [draft, setDraft] = useState<Draft>(as);
  const wanted = chosen([draft])?.[0] ?? null;
  return (
    <Dialog label={title} onClose={onClose}>
      <div className="flow">
        <h2>{title}</h2>
        <p className="quiet">
          The database counts what somebody with this role would see. Nothing is changed, and no row is shown.
        </p>
        <RoleChoice
          draft={draft}
          gives={{ inSchool: [...every.inSchool], whole: every.whole }}
          asked={false}
          onChange={(part) => setDraft({ ...draft, ...part })}
        />
        {draft.inSchool && (
          <SchoolFinder
            workspace={workspace}
            school={draft.school}
            error={null}
            onSchool={(school) => setDraft({ ...draft, school })}
          />
        )}
        {wanted !== null && (
          <Looked
            workspace={workspace}
            wanted={wanted}
            name={roleAt(wanted.role, draft.inSchool ? (draft.school?.name ?? null) : null)}
          />
        )}
        <div className="acts">
          <button type="button" className="btn line" onClick={onClose}>
            Close
          </button>
        </div>
      </div>
    </Dialog>
  );
}

interface LookedProps {
  workspace: string;
  wanted: NonNullable<ReturnType<typeof chosen>>[number];
  name: string;
}

function Looked({ workspace, wanted, name }: LookedProps) {
  const { data, error } = useQuery(lookQuery(workspace, wanted));
  if (error !== null) {
    return (
      <p className="err" role="alert">
        {wordsOf(error).detail}
      </p>
    );
  }
  if (data === undefined) return <p className="note">The database counts.</p>;
  return (
    <>
      <table className="table looked">
        <caption className="label">{name} sees</caption>
        <thead>
          <tr>
            <th scope="col">Of</th>
            <th scope="col" className="n">
              they see
            </th>
            <th scope="col" className="n">
              there are
            </th>
          </tr>
        </thead>
        <tbody>
          {data.counts.map((one) => (
            <tr key={one.what}>
              <th scope="row">{one.what}</th>
              <td className="n">{count(one.seen)}</td>
              <td className="n">{count(one.all)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <div>
        <h3>What they may do</h3>
        <ul className="plain-list">
          {data.may.map((words) => (
            <li key={words}>{words}</li>
          ))}
        </ul>
      </div>
    </>
  );
}
