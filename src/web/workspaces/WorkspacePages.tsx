import { Link } from '@tanstack/react-router';

const pages = [
  { key: 'people', to: '/w/$workspace/people', name: 'People' },
  { key: 'settings', to: '/w/$workspace/settings', name: 'Settings' },
] as const;
type Page = (typeof pages)[number]['key'];

/** The pages about the workspace itself, above the title of each. */
export function WorkspacePages({ workspace, current }: { workspace: string; current: Page }) {
  return (
    <nav className="kick no-print" aria-label="This workspace">
      <span>This workspace</span>
      {pages.map(({ key, to, name }) => (
        <Link key={key} to={to} params={{ workspace }} aria-current={key === current ? 'page' : undefined}>
          {name}
        </Link>
      ))}
    </nav>
  );
}
