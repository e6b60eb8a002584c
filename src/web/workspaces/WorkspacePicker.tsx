import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import type { Membership } from '#contract/workspaces';
import { Menu } from '../ui/Menu.tsx';
import { DeleteWorkspace } from './DeleteWorkspace.tsx';
import { RenameWorkspace } from './RenameWorkspace.tsx';
import { StartWorkspace } from './StartWorkspace.tsx';

interface WorkspacePickerProps {
  workspaces: readonly Membership[];
  current: Membership | null;
  onStarted: (workspace: Membership) => void;
  onDeleted: () => void;
}

/** What is said of workspaces that nobody here has made. */
const kinds: Record<Membership['kind'], string | null> = {
  own: null,
  example: 'Example, open data',
  demonstration: 'Demonstration, all of it invented',
};

/** What is being asked; the workspace is kept, because the one deleted is soon nobody's current one. */
type Asking = { what: 'start' } | { what: 'rename' | 'delete'; workspace: Membership };

export function WorkspacePicker({ workspaces, current, onStarted, onDeleted }: WorkspacePickerProps) {
  const [asking, setAsking] = useState<Asking | null>(null);
  const close = () => setAsking(null);
  return (
    <div className="crumb">
      <Menu
        label={
          <span>
            {current?.name ??
              (workspaces.some(({ kind }) => kind === 'own') ? 'Choose a workspace' : 'No workspace yet')}
          </span>
        }
        className="pick"
        align="start"
      >
        {workspaces.map((workspace) => (
          <Link
            key={workspace.id}
            to="/w/$workspace/identify"
            params={{ workspace: workspace.id }}
            aria-current={workspace.id === current?.id ? 'true' : undefined}
          >
            {workspace.name}
            {kinds[workspace.kind] !== null && <small>{kinds[workspace.kind]}</small>}
          </Link>
        ))}
        {workspaces.length > 0 && <hr />}
        <button type="button" className="item" onClick={() => setAsking({ what: 'start' })}>
          Start a workspace of your own
        </button>
        {current !== null && <ActsOn workspace={current} onAsk={setAsking} />}
      </Menu>
      {asking?.what === 'start' && (
        <StartWorkspace
          onClose={close}
          onStarted={(workspace) => {
            close();
            onStarted(workspace);
          }}
        />
      )}
      {asking?.what === 'rename' && <RenameWorkspace workspace={asking.workspace} onClose={close} />}
      {asking?.what === 'delete' && (
        <DeleteWorkspace
          workspace={asking.workspace}
          onClose={close}
          onDeleted={() => {
            close();
            onDeleted();
          }}
        />
      )}
    </div>
  );
}

/** What may be done with the workspace in view, by those who may. */
function ActsOn({ workspace, onAsk }: { workspace: Membership; onAsk: (asking: Asking) => void }) {
  const { abilities } = workspace;
  const params = { workspace: workspace.id };
  return (
    <>
      <hr />
      {workspace.sight === 'shared' ? (
        <Link to="/w/$workspace/identify" params={params}>
          What this network shares
        </Link>
      ) : (
        <Link to="/w/$workspace/schools" params={params}>
          Schools, measures and files
        </Link>
      )}
      {abilities.includes('studies.read') && (
        <Link to="/w/$workspace/studies" params={params}>
          Studies
        </Link>
      )}
      <Link to="/w/$workspace/people" params={params}>
        People of this workspace
      </Link>
      <Link to="/w/$workspace/settings" params={params}>
        Settings of this workspace
      </Link>
      {abilities.includes('workspace.change') && (
        <button type="button" className="item" onClick={() => onAsk({ what: 'rename', workspace })}>
          Rename this workspace
        </button>
      )}
      {abilities.includes('workspace.delete') && (
        <button type="button" className="item" onClick={() => onAsk({ what: 'delete', workspace })}>
          Delete this workspace
        </button>
      )}
    </>
  );
}
