import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import type { Membership } from '#contract/workspaces';
import { Menu } from '../ui/Menu.tsx';
import { StartWorkspace } from './StartWorkspace.tsx';

interface WorkspacePickerProps {
  workspaces: readonly Membership[];
  current: Membership | null;
  onStarted: (workspace: Membership) => void;
}

export function WorkspacePicker({ workspaces, current, onStarted }: WorkspacePickerProps) {
  const [starting, setStarting] = useState(false);
  return (
    <div className="crumb">
      <Menu
        label={
          <span>
            {current?.name ?? (workspaces.length === 0 ? 'No workspace yet' : 'Choose a workspace')}
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
            {workspace.kind === 'example' && <small>Example, open data</small>}
          </Link>
        ))}
        {workspaces.length > 0 && <hr />}
        <button type="button" className="item" onClick={() => setStarting(true)}>
          Start a workspace of your own
        </button>
      </Menu>
      {starting && (
        <StartWorkspace
          onClose={() => setStarting(false)}
          onStarted={(workspace) => {
            setStarting(false);
            onStarted(workspace);
          }}
        />
      )}
    </div>
  );
}
