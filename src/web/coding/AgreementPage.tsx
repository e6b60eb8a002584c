import { useQuery } from '@tanstack/react-query';
import { useMemo, useState, type ReactNode } from 'react';
import type { CodingState, Codings } from '#contract/coding';
import type { Source } from '#contract/sources';
import { decimal, listed } from '#contract/words';
import { useTitle } from '../ui/hooks.ts';
import { Problem } from '../ui/Problem.tsx';
import { Switch } from '../ui/Switch.tsx';
import { AgreementTable, CodesTable } from './AgreementTables.tsx';
import { lay } from './blocks.ts';
import { headline, questionOf, tentative, verdict, type Compared, type UnitKind } from './compared.ts';
import { Differences } from './Differences.tsx';
import { codingQuery, textQuery } from './queries.ts';
import { useComparison } from './useComparison.ts';
import { useNames } from './useNames.ts';
import { WhatIsCompared } from './WhatIsCompared.tsx';
import './agreement.css';

interface AgreementPageProps {
  workspace: string;
  source: string;
  sourceLink: (words: ReactNode) => ReactNode;
  /** Leads to the desk. */
  deskLink: (words: ReactNode) => ReactNode;
  /** Leads to where differences are decided. */
  reconcileLink: (words: ReactNode) => ReactNode;
}

/** How far those who coded a source agree, and where they do not. */
export function AgreementPage(props: AgreementPageProps) {
  const { workspace, source, sourceLink, deskLink } = props;
  const text = useQuery(textQuery(workspace, source));
  const coding = useQuery(codingQuery(workspace, source));
  useTitle('Agreement of coders');
  const failed = [text, coding].find(({ isError }) => isError);
  if (failed !== undefined) return <Problem error={failed.error} onRetry={() => void failed.refetch()} />;
  if (text.data === undefined || coding.data === undefined) return <div className="waiting figure-place" />;
  const kick = (
    <p className="kick">
      {sourceLink(text.data.title)} · {deskLink('The desk')} · Agreement
    </p>
  );
  if (!coding.data.open) return <NotYet kick={kick} coding={coding.data} />;
  return <Opened {...props} kick={kick} text={text.data} coding={coding.data} />;
}

function NotYet({ kick, coding: { coders } }: { kick: ReactNode; coding: CodingState }) {
  const coding = coders.filter(({ role }) => role === 'coder');
  const finished = coding.filter((one) => one.finished).length;
  return (
    <div className="opening prose">
      {kick}
      <h1>Not before all have finished</h1>
      <p className="lede">
        This source is coded blindly: how far coders agree shows when all of them have finished.{' '}
        <b>
          {finished} of {coding.length} have.
        </b>
      </p>
    </div>
  );
}

interface OpenedProps extends AgreementPageProps {
  kick: ReactNode;
  text: Source;
  coding: CodingState & { codings: Codings };
}

const unitChoices = [
  { value: 'turn', label: 'Turns' },
  { value: 'sentence', label: 'Sentences' },
] as const;
const uncodedChoices = [
  { value: 'with', label: 'With uncoded text' },
  { value: 'without', label: 'Without' },
] as const;

function Opened({ workspace, kick, text, coding, deskLink, reconcileLink }: OpenedProps) {
  const [kind, setKind] = useState<UnitKind>('turn');
  const [uncoded, setUncoded] = useState<'with' | 'without'>('with');
  const laid = useMemo(() => lay(text), [text]);
  const question = useMemo(
    () => questionOf(coding, laid, { kind, uncoded: uncoded === 'with' }),
    [coding, laid, kind, uncoded],
  );
  const { compared, failed } = useComparison(question);
  const { names } = useNames(
    workspace,
    coding.codings.targets.map(({ framework }) => framework),
  );
  if (question === null)
    return (
      <div className="opening prose">
        {kick}
        <h1>Nobody to compare yet</h1>
        <p className="lede">
          Agreement needs two people who have coded this source. Choose who codes it, blindly if they are not
          to see one another’s work.
        </p>
        <p>{deskLink('Go to the desk')}</p>
      </div>
    );
  if (failed !== null) return <Problem error={failed} onRetry={() => location.reload()} />;
  if (compared === null)
    return (
      <>
        <div className="opening">{kick}</div>
        <div className="waiting figure-place" />
      </>
    );
  return (
    <>
      <div className="opening">
        {kick}
        <h1>{headline(compared)}</h1>
        <Lede compared={compared} />
      </div>
      <div className="section first split agreement">
        <section aria-labelledby="levels-title">
          <div className="figure-head">
            <h2 id="levels-title">The finer the question, the more they may differ</h2>
            <div className="switches no-print">
              <Switch label="Unit" choices={unitChoices} value={kind} onChange={setKind} />
              <Switch label="Uncoded text" choices={uncodedChoices} value={uncoded} onChange={setUncoded} />
            </div>
          </div>
          <AgreementTable compared={compared} source={text.title} />
        </section>
        <WhatIsCompared compared={compared} laid={laid} blind={coding.blind} />
      </div>
      <CodesTable compared={compared} names={names} source={text.title} />
      <Differences compared={compared} laid={laid} names={names} reconcileLink={reconcileLink} />
    </>
  );
}

function Lede({ compared: { found, coders } }: { compared: Compared }) {
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
  return (
    <p className="lede">
      {listed(coders)} agree by <b>{decimal(alpha, 2)}</b>, {verdict(alpha)}.{' '}
      {low === 0
        ? 'No code lies below 0.67.'
        : `${String(low)} of ${String(found.labels.length)} codes ${low === 1 ? 'lies' : 'lie'} below 0.67.`}
    </p>
  );
}
