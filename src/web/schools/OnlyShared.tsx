import type { ReactNode } from 'react';
import { useTitle } from '../ui/hooks.ts';

interface OnlySharedProps {
  workspace: { name: string };
  /** The way to what is shared. */
  shared: ReactNode;
  /** Whom to ask. */
  people: ReactNode;
}

const title = 'The registry is not shown to partners';

/** For partners who come to a page of the registry: there are schools, and none of them is for them to see. */
export function OnlyShared({ workspace, shared, people }: OnlySharedProps) {
  useTitle(title);
  return (
    <div className="opening prose">
      <h1>{title}</h1>
      <p className="lede">
        As a partner of {workspace.name} you see <b>what it shares</b>: figures of all its schools together,
        and no single school.
      </p>
      <p className="acts">
        {shared}
        {people}
      </p>
    </div>
  );
}
