import { getRouteApi, Link } from '@tanstack/react-router';
import { ImportPage } from './imports/ImportPage.tsx';

const route = getRouteApi('/shell/w/$workspace/import/$import');

export function ImportRoute() {
  const { membership } = route.useRouteContext();
  const params = route.useParams();
  const { job } = route.useSearch();
  const navigate = route.useNavigate();
  const workspace = { workspace: params.workspace };
  return (
    <ImportPage
      workspace={membership}
      id={params.import}
      job={job ?? null}
      onJob={(next) => {
        void navigate({ search: next === null ? {} : { job: next }, replace: true, resetScroll: false });
      }}
      another={
        <Link to="/w/$workspace/identify" params={workspace}>
          It is another file
        </Link>
      }
      onward={
        <>
          <Link to="/w/$workspace/identify" params={workspace} className="btn">
            See which schools beat the odds
          </Link>
          <p className="acts no-print">
            <Link to="/w/$workspace/schools" params={workspace}>
              See the schools
            </Link>
            <Link to="/w/$workspace/files" params={workspace}>
              All files, and the way back
            </Link>
          </p>
        </>
      }
    />
  );
}
