import { Link } from '@tanstack/react-router';
import { useTitle } from '../ui/hooks.ts';
import { useCalling } from '../ui/learners.ts';
import { stages, unbuilt, type Stage } from './stages.ts';

/** A stage that is not built yet says so, and what it is for. */
export function StagePage({ stage, workspace }: { stage: Exclude<Stage, 'identify'>; workspace: string }) {
  const words = unbuilt[stage];
  const name = stages.find((one) => one.key === stage)?.name ?? '';
  const calling = useCalling();
  useTitle(name);
  return (
    <div className="opening prose">
      <h1>{words.question}</h1>
      <p className="lede">
        {calling(words.lede)}{' '}
        <b>{words.here === undefined ? `${name} is not built yet.` : `${name} is only begun.`}</b>
      </p>
      {words.here !== undefined && (
        <>
          <p>{words.here.words}</p>
          <p className="acts">
            <Link to="/w/$workspace/frameworks" params={{ workspace }} className="btn">
              {words.here.frameworks}
            </Link>
            <Link to="/w/$workspace/sources" params={{ workspace }} className="btn line">
              {words.here.sources}
            </Link>
            <Link to="/w/$workspace/findings" params={{ workspace }} className="btn line">
              {words.here.findings}
            </Link>
          </p>
        </>
      )}
      <h2>What will be here</h2>
      <ul>
        {words.will.map((line) => (
          <li key={line}>{calling(line)}</li>
        ))}
      </ul>
      <p className="quiet">{words.meanwhile}</p>
      <p>
        <Link
          to="/w/$workspace/identify"
          params={{ workspace }}
          className={words.here === undefined ? 'btn' : 'btn line'}
        >
          See which schools beat the odds
        </Link>
      </p>
    </div>
  );
}
