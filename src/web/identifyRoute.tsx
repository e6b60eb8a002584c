import { getRouteApi, Link } from '@tanstack/react-router';
import { IdentifyPage } from './identification/IdentifyPage.tsx';
import type { Address } from './identification/address.ts';
import { Late, latePart } from './ui/Late.tsx';

const BringFile = latePart(() => import('./imports/BringFile.tsx').then((file) => file.BringFile));
const DrawPanel = latePart(() => import('./studies/DrawPanel.tsx').then((file) => file.DrawPanel));
const PublishPart = latePart(() => import('./standings/PublishPart.tsx').then((file) => file.PublishPart));
const SharedPage = latePart(() => import('./schools/SharedPage.tsx').then((file) => file.SharedPage));
const WaitingLine = latePart(() =>
  import('./conversations/WaitingLine.tsx').then((file) => file.WaitingLine),
);

const route = getRouteApi('/shell/w/$workspace/identify');

/** The question, with the place to bring a file beside it. */
export function IdentifyRoute() {
  const { membership } = route.useRouteContext();
  const address = route.useSearch();
  const navigate = route.useNavigate();
  // Partners see what is shared, and no school to ask the question of.
  if (membership.sight === 'shared') {
    return (
      <Late key={membership.id} what="The figures that are shared">
        <SharedPage
          workspace={membership}
          people={
            <Link to="/w/$workspace/people" params={{ workspace: membership.id }}>
              See who runs this workspace
            </Link>
          }
        />
      </Late>
    );
  }
  // From what came with the product a file goes into a workspace of one's own, which everybody may start.
  const brings = membership.kind !== 'own' || membership.abilities.includes('schools.import');
  const mayPublish = membership.abilities.includes('standings.publish');
  const onAddress = (change: Partial<Address>) => {
    void navigate({ search: (before) => ({ ...before, ...change }), replace: true, resetScroll: false });
  };
  const studies = (
    <Link to="/w/$workspace/studies" params={{ workspace: membership.id }}>
      Studies of this workspace
    </Link>
  );
  return (
    <IdentifyPage
      key={membership.id}
      workspace={membership}
      address={address}
      onAddress={onAddress}
      draw={({ frame, findings, primary }) =>
        membership.abilities.includes('studies.draw') ? (
          <Late what="The place to draw schools" room="draw-room">
            <DrawPanel
              workspace={membership.id}
              frame={frame}
              findings={findings}
              primary={primary}
              studies={studies}
              onDrawn={(study) => {
                void navigate({
                  to: '/w/$workspace/studies/$study',
                  params: { workspace: membership.id, study },
                });
              }}
            />
          </Late>
        ) : (
          membership.abilities.includes('studies.read') && <p className="note">{studies}</p>
        )
      }
      publish={(chosen) => (
        <Late what="The place to publish where schools stand" {...(mayPublish && { room: 'publish-room' })}>
          <PublishPart workspace={membership.id} settings={chosen} mayPublish={mayPublish} />
        </Late>
      )}
      link={
        membership.sight === 'all'
          ? (school, name) => (
              <Link to="/w/$workspace/schools/$school" params={{ workspace: membership.id, school }}>
                {name}
              </Link>
            )
          : null
      }
      waiting={
        membership.abilities.includes('conversations.answer') && (
          <Late what="The number of schools that wait for an answer">
            <WaitingLine
              workspace={membership.id}
              link={(words) => (
                <Link to="/w/$workspace/conversations" params={{ workspace: membership.id }}>
                  {words}
                </Link>
              )}
            />
          </Late>
        )
      }
      bring={(primary, another) =>
        brings && (
          <Late what="The place to bring a file" room="bring-room">
            <BringFile
              workspace={membership}
              primary={primary}
              another={another}
              onBrought={(workspace, id) => {
                void navigate({ to: '/w/$workspace/import/$import', params: { workspace, import: id } });
              }}
            />
          </Late>
        )
      }
    />
  );
}
