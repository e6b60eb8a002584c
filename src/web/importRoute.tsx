import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { lackingForQuestion } from './identification/lacking.ts';
import { frameQuery } from './identification/queries.ts';
import { ImportPage } from './imports/ImportPage.tsx';

const route = getRouteApi('/shell/w/$workspace/import/$import');

export function ImportRoute() {
  const { membership } = route.useRouteContext();
  const params = route.useParams();
  const { job } = route.useSearch();
  const navigate = route.useNavigate();
  return (
    <ImportPage
      workspace={membership}
      id={params.import}
      job={job ?? null}
      onJob={(next) => {
        void navigate({ search: next === null ? {} : { job: next }, replace: true, resetScroll: false });
      }}
      another={
        <Link to="/w/$workspace/identify" params={{ workspace: params.workspace }}>
          It is another file
        </Link>
      }
      onward={<Onward workspace={params.workspace} />}
    />
  );
}

/** To the answer where there can be one; else to the schools, with what is lacking. */
function Onward({ workspace }: { workspace: string }) {
  const params = { workspace };
  const { data: frame } = useQuery(frameQuery(workspace));
  if (frame === undefined) return null;
  const lacking = lackingForQuestion(frame);
  return (
    <>
      {lacking === null ? (
        <Link to="/w/$workspace/identify" params={params} className="btn">
          See which schools beat the odds
        </Link>
      ) : (
        <>
          <p className="quiet">
            Which schools beat the odds cannot be told yet: {lacking}. Another file can bring it.
          </p>
          <Link to="/w/$workspace/schools" params={params} className="btn">
            See the schools
          </Link>
        </>
      )}
      <p className="acts no-print">
        {lacking === null && (
          <Link to="/w/$workspace/schools" params={params}>
            See the schools
          </Link>
        )}
        <Link to="/w/$workspace/files" params={params}>
          All files, and the way back
        </Link>
      </p>
    </>
  );
}
