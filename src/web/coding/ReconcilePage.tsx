import { useQuery } from '@tanstack/react-query';
import { useMemo, useState, type ReactNode } from 'react';
import { call, urlOf } from '#contract/client';
import type { CodingState, Codings } from '#contract/coding';
import { decide, decisionsTable, type Decided, type Decision } from '#contract/reconciling';
import type { Source } from '#contract/sources';
import { counted, listed } from '#contract/words';
import { connection } from '../ui/connection.ts';
import { useTitle } from '../ui/hooks.ts';
import { Problem, wordsOf } from '../ui/Problem.tsx';
import { Switch } from '../ui/Switch.tsx';
import { useActOn } from '../ui/useActOn.ts';
import { comparedOf } from '#contract/comparing';
import { lay } from '#contract/laidText';
import type { UnitKind } from '#contract/textUnits';
import { codingQuery, decisionsQuery, textQuery } from './queries.ts';
import { decidedBefore, decisionOf, placeOf, unitsToDecide } from './reconcile.ts';
import { UnitDecision } from './UnitDecision.tsx';
import { useNames } from './useNames.ts';
import './reconcile.css';

interface ReconcilePageProps {
  workspace: string;
  source: string;
  person: string;
  sourceLink: (words: ReactNode) => ReactNode;
  deskLink: (words: ReactNode) => ReactNode;
  agreementLink: (words: ReactNode) => ReactNode;
}

/** Walks whoever reconciles through the places where coders differ, to a version that all can stand by. */
export function ReconcilePage(props: ReconcilePageProps) {
  const { workspace, source, sourceLink, agreementLink } = props;
  const text = useQuery(textQuery(workspace, source));
  const coding = useQuery(codingQuery(workspace, source));
  const decisions = useQuery(decisionsQuery(workspace, source));
  useTitle('Reconcile');
  const failed = [text, coding, decisions].find(({ isError }) => isError);
  if (failed !== undefined) return <Problem error={failed.error} onRetry={() => void failed.refetch()} />;
  if (text.data === undefined || coding.data === undefined || decisions.data === undefined)
    return <div className="waiting figure-place" />;
  const kick = (
    <p className="kick">
      {sourceLink(text.data.title)} · {agreementLink('Agreement')} · Reconcile
    </p>
  );
  return <Opened {...props} kick={kick} text={text.data} coding={coding.data} {...decisions.data} />;
}

interface OpenedProps extends ReconcilePageProps {
  kick: ReactNode;
  text: Source;
  coding: CodingState & { codings: Codings };
  mayDecide: boolean;
  decisions: readonly Decided[];
}

const unitChoices = [
  { value: 'turn', label: 'Turns' },
  { value: 'sentence', label: 'Sentences' },
] as const;

function Opened(props: OpenedProps) {
  const { workspace, source, person, kick, text, coding, mayDecide, decisions, deskLink } = props;
  const [kind, setKind] = useState<UnitKind>('turn');
  const laid = useMemo(() => lay(text), [text]);
  const compared = useMemo(() => comparedOf(coding, laid, kind), [coding, laid, kind]);
  const isCompared = compared.coders.length > 1;
  const units = useMemo(() => unitsToDecide(compared, coding.codings), [compared, coding]);
  const { names } = useNames(
    workspace,
    coding.codings.targets.map(({ framework }) => framework),
  );
  // What was decided here since the page was opened, by place.
  const [made, setMade] = useState<ReadonlyMap<string, Set<string>>>(
    () => new Map(decidedBefore(coding, decisions, person)),
  );
  const act = useActOn(decisionsQuery(workspace, source).queryKey, (list: Decision[]) =>
    call(connection, decide, { workspace, source, decisions: list }),
  );
  if (!isCompared || !mayDecide)
    return <NotHere {...props} compared={isCompared} decided={decisions.length} />;
  const coders = compared.coders.map(({ name }) => name);
  const open = (agreed: boolean) => units.filter((unit) => unit.agreed === agreed);
  const undecided = (agreed: boolean) => open(agreed).filter((unit) => !made.has(placeOf(unit)));
  const [differing, agreeing] = [undecided(false), undecided(true)];
  const keep = async (list: Decision[], kept: readonly (readonly [string, Set<string>])[]) => {
    await act.mutateAsync(list);
    setMade((before) => new Map([...before, ...kept]));
  };
  return (
    <>
      <div className="opening">
        {kick}
        <h1>
          {differing.length === 0
            ? 'Everything is decided'
            : `${counted(differing.length, 'unit')} to decide`}
        </h1>
        <p className="lede">
          {listed(coders)} differ on {String(open(false).length)} of {counted(units.length, 'coded unit')}.{' '}
          <b>What you decide is your own coding, beside theirs, which stays as it is.</b>
        </p>
      </div>
      <div className="section first reconcile">
        <div className="reconcile-bar no-print">
          <Switch label="Unit" choices={unitChoices} value={kind} onChange={setKind} />
          {decisions.length > 0 && (
            <a className="btn line small" href={urlOf(decisionsTable, { workspace, source })} download>
              Download decisions
            </a>
          )}
        </div>
        {act.error !== null && (
          <p className="err" role="alert">
            {wordsOf(act.error).detail}
          </p>
        )}
        {agreeing.length > 0 && (
          <p className="agreeing">
            <span>Of {counted(agreeing.length, 'unit')} all said the same.</span>
            <button
              type="button"
              className="btn line small"
              disabled={act.isPending}
              onClick={() => {
                const all = agreeing.map((unit) => new Set(unit.sayings.map(({ key }) => key)));
                void keep(
                  agreeing.map((unit, i) =>
                    decisionOf(unit, all[i] ?? new Set(), { note: '', agreed: true }),
                  ),
                  agreeing.map((unit, i) => [placeOf(unit), all[i] ?? new Set()] as const),
                ).catch(() => undefined);
              }}
            >
              Take them as they are
            </button>
          </p>
        )}
        <UnitDecision
          key={kind}
          units={open(false)}
          made={made}
          coders={coders}
          laid={laid}
          names={names}
          notes={new Map(decisions.map((one) => [placeOf(one), one.note]))}
          busy={act.isPending}
          onDecide={(unit, kept, note) =>
            keep([decisionOf(unit, kept, { note, agreed: false })], [[placeOf(unit), kept]])
          }
        />
        {differing.length === 0 && agreeing.length === 0 && (
          <p>{deskLink('See the reconciled version at the desk')}</p>
        )}
      </div>
    </>
  );
}

function NotHere({
  kick,
  coding,
  compared,
  decided,
  deskLink,
}: OpenedProps & { compared: boolean; decided: number }) {
  const who = coding.coders.filter(({ role }) => role === 'reconciler').map(({ name }) => name);
  return (
    <div className="opening prose">
      {kick}
      <h1>{compared ? 'Somebody else decides' : 'Nothing to decide yet'}</h1>
      <p className="lede">
        {!compared
          ? 'Two people code the source first. Where they differ, whoever reconciles decides.'
          : who.length === 0
            ? 'Nobody reconciles this source yet. Say who that is under ‘Who codes’ at the desk.'
            : `${listed(who)} ${who.length === 1 ? 'reconciles' : 'reconcile'} this source${decided === 0 ? '' : `, and decided on ${counted(decided, 'unit')}`}.`}
      </p>
      <p>{deskLink('Go to the desk')}</p>
    </div>
  );
}
