import { keepPreviousData, useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import type { Agreement } from '#contract/agreement';
import { decimal, listed } from '#contract/words';
import { useTitle } from '../ui/hooks.ts';
import { Problem } from '../ui/Problem.tsx';
import { Switch } from '../ui/Switch.tsx';
import { AgreementTable, CodesTable } from './AgreementTables.tsx';
import { headline, nameList, tentative, verdict, type AgreementChoice, type Compared } from './compared.ts';
import { ComparedSources } from './ComparedSources.tsx';
import { Differences } from './Differences.tsx';
import { agreementQuery } from './queries.ts';
import { useNames } from './useNames.ts';
import { WhatIsCompared } from './WhatIsCompared.tsx';
import './agreement.css';

export interface AgreementPageProps {
  workspace: string;
  /** One source, or all that two at least have coded. */
  source: string | null;
  choice: AgreementChoice;
  onChoice: (choice: AgreementChoice) => void;
  /** The way back, which names the source where there is one. */
  kick: (title: string | null) => ReactNode;
  /** Leads to where coding begins: the desk of the source, or the list of all. */
  beginLink: (words: string) => ReactNode;
  /** Leads to where differences of a source are decided. */
  reconcileLink: (source: string, words: string) => ReactNode;
  /** Leads to the agreement in one source. */
  sourceLink: (source: string, words: string) => ReactNode;
}

/** How far those who coded agree, and where they do not. */
export function AgreementPage(props: AgreementPageProps) {
  const { workspace, source, choice, kick } = props;
  const { data, isError, error, refetch } = useQuery({
    ...agreementQuery(workspace, source, choice),
    placeholderData: keepPreviousData,
  });
  useTitle('Agreement of coders');
  if (isError) return <Problem error={error} onRetry={() => void refetch()} />;
  if (data === undefined)
    return (
      <>
        <div className="opening">{kick(null)}</div>
        <div className="waiting figure-place" />
      </>
    );
  const title = source === null ? null : ([...data.sources, ...data.left][0]?.title ?? null);
  if (data.found === null) return <NothingYet {...props} data={data} title={title} />;
  return <Opened {...props} compared={{ ...data, found: data.found, choice }} title={title} />;
}

type Shown = AgreementPageProps & { title: string | null };

/** Nobody to compare, and why. */
function NothingYet({ data: { left }, source, kick, title, beginLink }: Shown & { data: Agreement }) {
  const blind = source === null ? null : (left[0]?.blind ?? null);
  return (
    <>
      <div className="opening prose">
        {kick(title)}
        <h1>{blind === null ? 'Nobody to compare yet' : 'Not before all have finished'}</h1>
        <p className="lede">
          {blind === null ? (
            `Agreement needs two people who have coded ${source === null ? 'the same' : 'this'} source. Choose who codes it, blindly if they are not to see one another’s work.`
          ) : (
            <>
              This source is coded blindly: how far coders agree shows when all of them have finished.{' '}
              <b>
                {blind.finished} of {blind.of} have.
              </b>
            </>
          )}
        </p>
        {blind === null && <p>{beginLink(source === null ? 'Choose a source' : 'Go to the desk')}</p>}
      </div>
      {source === null && <ComparedSources sources={[]} left={left} coders={[]} link={null} />}
    </>
  );
}

const unitChoices = [
  { value: 'turn', label: 'Turns' },
  { value: 'sentence', label: 'Sentences' },
  { value: 'characters', label: 'Characters' },
] as const;
const withSources = [...unitChoices, { value: 'source', label: 'Sources' }] as const;
const uncodedChoices = [
  { value: 'with', label: 'With uncoded text' },
  { value: 'without', label: 'Without' },
] as const;

function Opened(props: Shown & { compared: Compared }) {
  const { workspace, source, choice, onChoice, compared, kick, title, reconcileLink, sourceLink } = props;
  const { names } = useNames(
    workspace,
    compared.found.targets.map(({ framework }) => framework),
  );
  const asked = { workspace, ...(source === null ? {} : { source }), ...choice };
  return (
    <>
      <div className="opening">
        {kick(title)}
        <h1>{headline(compared)}</h1>
        <Lede compared={compared} />
      </div>
      <div className="section first split agreement">
        <section aria-labelledby="levels-title">
          <div className="figure-head">
            <h2 id="levels-title">The finer the question, the more they may differ</h2>
            <div className="switches no-print">
              <Switch
                label="Unit"
                choices={source === null ? withSources : unitChoices}
                value={choice.unit}
                onChange={(unit) => onChoice({ ...choice, unit })}
              />
              <Switch
                label="Uncoded text"
                choices={uncodedChoices}
                value={choice.uncoded}
                onChange={(uncoded) => onChoice({ ...choice, uncoded })}
              />
            </div>
          </div>
          <AgreementTable compared={compared} asked={asked} />
        </section>
        <WhatIsCompared compared={compared} />
      </div>
      <CodesTable compared={compared} names={names} asked={asked} />
      {source === null && <ComparedSources {...compared} link={sourceLink} />}
      <Differences compared={compared} names={names} reconcileLink={reconcileLink} one={source !== null} />
    </>
  );
}

function Lede({ compared }: { compared: Compared }) {
  const { found, sources } = compared;
  const { alpha } = found.together;
  if (alpha === null)
    return (
      <p className="lede">
        {found.codedByAny === 0
          ? 'Nobody has coded anything that is compared.'
          : 'All said the same of every unit: without something that differs, agreement beyond chance has no measure.'}
      </p>
    );
  const low = found.labels.filter((one) => one.alpha !== null && one.alpha < tentative).length;
  const where = sources.length === 1 ? '' : ` in ${String(sources.length)} sources`;
  return (
    <p className="lede">
      {listed(nameList(compared))} agree by <b>{decimal(alpha, 2)}</b>
      {where}, {verdict(alpha)}.{' '}
      {low === 0
        ? 'No code lies below 0.67.'
        : `${String(low)} of ${String(found.labels.length)} codes ${low === 1 ? 'lies' : 'lie'} below 0.67.`}
    </p>
  );
}
