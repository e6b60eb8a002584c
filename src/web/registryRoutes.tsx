import { getRouteApi, Link, useNavigate } from '@tanstack/react-router';
import type { Membership } from '#contract/workspaces';
import { BringFile } from './imports/BringFile.tsx';
import { FilesPage } from './imports/FilesPage.tsx';
import { DictionaryPage } from './schools/DictionaryPage.tsx';
import { RegistryPage } from './schools/RegistryPage.tsx';
import { SchoolPage } from './schools/SchoolPage.tsx';
import './schools/registry.css';

const route = getRouteApi('/shell/w/$workspace');
const schoolRoute = getRouteApi('/shell/w/$workspace/schools/$school/registry');

const pages = [
  { to: '/w/$workspace/schools', name: 'Schools' },
  { to: '/w/$workspace/measures', name: 'Measures' },
  { to: '/w/$workspace/files', name: 'Files' },
] as const;

/** The pages of the registry, above the title of each. */
function RegistryNav({ workspace }: { workspace: Membership }) {
  const shown = pages.filter(
    ({ name }) => name !== 'Files' || workspace.abilities.includes('schools.import'),
  );
  return (
    <nav className="registry-nav no-print" aria-label="The registry">
      <span>The registry</span>
      {shown.map(({ to, name }) => (
        <Link key={to} to={to} params={{ workspace: workspace.id }}>
          {name}
        </Link>
      ))}
    </nav>
  );
}

function Bring({ workspace }: { workspace: Membership }) {
  const navigate = useNavigate();
  if (!workspace.abilities.includes('schools.import')) return null;
  return (
    <BringFile
      workspace={workspace}
      primary
      another={false}
      onBrought={(into, id) => {
        void navigate({ to: '/w/$workspace/import/$import', params: { workspace: into, import: id } });
      }}
    />
  );
}

const schoolLink = (workspace: string) => (school: string, name: string) => (
  <Link to="/w/$workspace/schools/$school/registry" params={{ workspace, school }}>
    {name}
  </Link>
);
const fileLink = (workspace: Membership) => (id: string, words: string) =>
  workspace.abilities.includes('schools.import') ? (
    <Link to="/w/$workspace/import/$import" params={{ workspace: workspace.id, import: id }}>
      {words}
    </Link>
  ) : (
    words
  );

export function RegistryRoute() {
  const { membership } = route.useRouteContext();
  return (
    <RegistryPage
      key={membership.id}
      workspace={membership.id}
      nav={<RegistryNav workspace={membership} />}
      mayChange={membership.abilities.includes('schools.change')}
      link={schoolLink(membership.id)}
      bring={<Bring workspace={membership} />}
    />
  );
}

export function SchoolRoute() {
  const { membership } = route.useRouteContext();
  const { school } = schoolRoute.useParams();
  return (
    <SchoolPage
      key={school}
      workspace={membership.id}
      school={school}
      nav={<RegistryNav workspace={membership} />}
      mayChange={membership.abilities.includes('schools.change')}
      link={schoolLink(membership.id)}
      file={fileLink(membership)}
    />
  );
}

export function DictionaryRoute() {
  const { membership } = route.useRouteContext();
  return (
    <DictionaryPage
      key={membership.id}
      workspace={membership.id}
      nav={<RegistryNav workspace={membership} />}
      mayChange={membership.abilities.includes('schools.change')}
    />
  );
}

export function FilesRoute() {
  const { membership } = route.useRouteContext();
  return (
    <FilesPage
      key={membership.id}
      workspace={membership.id}
      nav={<RegistryNav workspace={membership} />}
      link={fileLink(membership)}
      bring={<Bring workspace={membership} />}
    />
  );
}
