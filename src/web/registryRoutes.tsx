import { getRouteApi, Link, useNavigate } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import type { Membership } from '#contract/workspaces';
import { BringFile } from './imports/BringFile.tsx';
import { FilesPage } from './imports/FilesPage.tsx';
import { DictionaryPage } from './schools/DictionaryPage.tsx';
import { OnlyShared } from './schools/OnlyShared.tsx';
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

function Bring({ workspace, another = false }: { workspace: Membership; another?: boolean }) {
  const navigate = useNavigate();
  if (!workspace.abilities.includes('schools.import')) return null;
  return (
    <BringFile
      workspace={workspace}
      primary={!another}
      another={another}
      onBrought={(into, id) => {
        void navigate({ to: '/w/$workspace/import/$import', params: { workspace: into, import: id } });
      }}
    />
  );
}

/** Partners are told what they see instead; for everybody else it is the page. */
function ForThoseWhoSee({ workspace, children }: { workspace: Membership; children: ReactNode }) {
  if (workspace.sight !== 'shared') return children;
  const params = { workspace: workspace.id };
  return (
    <OnlyShared
      workspace={workspace}
      shared={
        <Link className="btn" to="/w/$workspace/identify" params={params}>
          See what is shared
        </Link>
      }
      people={
        <Link to="/w/$workspace/people" params={params}>
          See who runs this workspace
        </Link>
      }
    />
  );
}

const registryLink = (workspace: string) => (school: string, name: string) => (
  <Link to="/w/$workspace/schools/$school/registry" params={{ workspace, school }}>
    {name}
  </Link>
);
/** From a list people go to where the school stands; who may not know which school it is, to what the registry says. */
const schoolLink = (workspace: Membership) =>
  workspace.sight === 'letters'
    ? registryLink(workspace.id)
    : (school: string, name: string) => (
        <Link to="/w/$workspace/schools/$school" params={{ workspace: workspace.id, school }}>
          {name}
        </Link>
      );
const fileLink = (workspace: Membership) => (id: string, words: ReactNode) =>
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
    <ForThoseWhoSee workspace={membership}>
      <RegistryPage
        key={membership.id}
        workspace={membership.id}
        nav={<RegistryNav workspace={membership} />}
        mayChange={membership.abilities.includes('schools.change')}
        onlyOwn={membership.sight === 'own'}
        link={schoolLink(membership)}
        bring={<Bring workspace={membership} />}
      />
    </ForThoseWhoSee>
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
      link={registryLink(membership.id)}
      file={fileLink(membership)}
    />
  );
}

export function DictionaryRoute() {
  const { membership } = route.useRouteContext();
  return (
    <ForThoseWhoSee workspace={membership}>
      <DictionaryPage
        key={membership.id}
        workspace={membership.id}
        nav={<RegistryNav workspace={membership} />}
        mayChange={membership.abilities.includes('schools.change')}
      />
    </ForThoseWhoSee>
  );
}

export function FilesRoute() {
  const { membership } = route.useRouteContext();
  return (
    <ForThoseWhoSee workspace={membership}>
      <FilesPage
        key={membership.id}
        workspace={membership.id}
        nav={<RegistryNav workspace={membership} />}
        link={fileLink(membership)}
        bring={(another) => <Bring workspace={membership} another={another} />}
      />
    </ForThoseWhoSee>
  );
}
