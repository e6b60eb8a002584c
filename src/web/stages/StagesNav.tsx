import { Link } from '@tanstack/react-router';
import { stages, type Stage } from './stages.ts';

interface StagesNavProps {
  workspace: string | null;
  current: Stage | null;
  /** A line of live status beneath a stage's name, in place of its question. */
  status: Partial<Record<Stage, string>>;
}

export function StagesNav(props: StagesNavProps) {
  return (
    <>
      <Wide {...props} />
      <Phone {...props} />
    </>
  );
}

function Wide({ workspace, current, status }: StagesNavProps) {
  return (
    <nav className="stages" aria-label="Stages">
      <ol>
        {stages.map(({ key, name, question }) => {
          const words = (
            <>
              <b>{name}</b>
              <span>{status[key] ?? question}</span>
            </>
          );
          return (
            <li key={key}>
              {workspace === null ? (
                // Without a workspace a stage is a word, not a link to nowhere.
                <div className="stage">{words}</div>
              ) : (
                <StageLink stage={key} workspace={workspace} current={current === key}>
                  {words}
                </StageLink>
              )}
            </li>
          );
        })}
      </ol>
    </nav>
  );
}

/** Below 700 pixels the five names do not fit: five short rules, the current stage, and the next one as a link. */
function Phone({ workspace, current }: StagesNavProps) {
  const at = stages.findIndex(({ key }) => key === current);
  const next = stages[at + 1] ?? stages[0];
  if (workspace === null) return null;
  return (
    <nav className="stages-phone" aria-label="Stages, one at a time">
      <ol aria-hidden="true">
        {stages.map(({ key }) => (
          <li key={key} className={key === current ? 'on' : undefined} />
        ))}
      </ol>
      <p>
        <b aria-current={at >= 0 ? 'page' : undefined}>
          {stages[at]?.name ?? 'Five stages'}
          {at >= 0 && <span>stage {at + 1} of 5</span>}
        </b>
        <StageLink stage={next.key} workspace={workspace} current={false}>
          {next.name} <span className="arrow" aria-hidden="true" />
        </StageLink>
      </p>
    </nav>
  );
}

interface StageLinkProps {
  stage: Stage;
  workspace: string;
  current: boolean;
  children: React.ReactNode;
}

function StageLink({ stage, workspace, current, children }: StageLinkProps) {
  return (
    <Link to="/w/$workspace/$stage" params={{ workspace, stage }} aria-current={current ? 'page' : undefined}>
      {children}
    </Link>
  );
}
