import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useMemo } from 'react';
import type { Frame } from '#contract/identification';
import type { Findings } from '#contract/identificationFindings';
import { figureTitle } from '#contract/identificationWords';
import { oneGroupOf } from '#contract/groupingWords';
import { count, counted, inWords } from '#contract/words';
import type { Membership } from '#contract/workspaces';
import { Problem } from '../ui/Problem.tsx';
import type { Address } from './address.ts';
import { firstAddress } from './firstAddress.ts';
import { OddsFigure } from './OddsFigure.tsx';
import { frameQuery } from './queries.ts';
import { useFilledFrame } from './useFilledFrame.ts';
import { useFindings } from './useFindings.ts';
import './identification.css';

const heading = 'first-look';
const pollMilliseconds = 3000;

/** A first look at a workspace that came with the product: its answer as it is now, and the way in. */
export function FirstLook({ workspace }: { workspace: Membership }) {
  const frame = useQuery({
    ...frameQuery(workspace.id),
    // While its schools are being stored there is none.
    refetchInterval: ({ state }) => (state.data?.schools.id.length === 0 ? pollMilliseconds : false),
  });
  return (
    <section aria-labelledby={heading}>
      <p className="note">
        Look round · {workspace.kind === 'example' ? 'real data' : 'invented data'}, nothing to set up
      </p>
      {frame.isError ? (
        <Problem error={frame.error} onRetry={() => void frame.refetch()} />
      ) : frame.data === undefined ? (
        <Coming workspace={workspace} words="Reading the schools." />
      ) : (
        <Answered workspace={workspace} frame={frame.data} />
      )}
    </section>
  );
}

function Answered({ workspace, frame: known }: { workspace: Membership; frame: Frame }) {
  const address = useMemo(() => firstAddress(known), [known]);
  const { frame, error, retry } = useFilledFrame(workspace.id, known, address);
  const state = useFindings(workspace.id, frame ?? known, address);
  if (error !== null) return <Problem error={error} onRetry={retry} />;
  if (frame === null) return <Coming workspace={workspace} words="Reading the schools." />;
  const findings = state?.findings ?? null;
  if (findings === null) {
    const words =
      known.schools.id.length === 0
        ? 'Its schools are still being stored.'
        : (state?.refusal ?? 'The question cannot be answered with its figures.');
    return <Coming workspace={workspace} words={words} />;
  }
  return (
    <>
      <h2 id={heading}>{finding(workspace.name, findings)}</h2>
      <p className="quiet">
        Of {counted(findings.tally.hardest, 'school')} in the hardest circumstances,{' '}
        {count(findings.tally.resilient)} reached the top quarter of results.{shown(findings)}
      </p>
      <WayIn workspace={workspace} address={address} />
      <OddsFigure frame={frame} findings={findings} headedBy={heading} />
    </>
  );
}

/** `In California, 3 schools went against the odds`, as long as any did. */
function finding(name: string, findings: Findings): string {
  const { tally } = findings;
  if (tally.resilient === 0) return figureTitle(findings);
  const place = name.replace(/,.*$/, '');
  return `In ${place}, ${inWords(tally.resilient)} ${tally.resilient === 1 ? 'school' : 'schools'} went against the odds`;
}

/** Which schools these are, where they are not all. */
function shown({ grouping, single }: Findings): string {
  if (grouping === null || single === null) return '';
  return ` Shown are the schools of one ${oneGroupOf(grouping)}: ${single.group}.`;
}

function WayIn({ workspace, address }: { workspace: Membership; address: Address }) {
  return (
    <div className="acts no-print">
      <Link className="btn" to="/w/$workspace/identify" params={{ workspace: workspace.id }} search={address}>
        Look round {workspace.name.replace(/,.*$/, '')}
      </Link>
      <span className="note">Change every setting: nobody else sees it, and nothing is stored.</span>
    </div>
  );
}

function Coming({ workspace, words }: { workspace: Membership; words: string }) {
  return (
    <>
      <h2 id={heading}>{workspace.name}</h2>
      <output className="quiet">{words}</output>
      <WayIn workspace={workspace} address={{}} />
      <div className="waiting figure-place" />
    </>
  );
}
