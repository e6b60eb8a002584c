import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useMemo, useState, type ReactNode } from 'react';
import type { Frame } from '#contract/identification';
import type { Membership } from '#contract/workspaces';
import { useAfterPaint, useMedia, useTitle } from '../ui/hooks.ts';
import { Late, latePart } from '../ui/Late.tsx';
import { Problem } from '../ui/Problem.tsx';
import { addressOfGroups, type Address } from './address.ts';
import { Downloads } from './Downloads.tsx';
import { EmptyState } from './EmptyState.tsx';
import type { Findings, Tally } from '#contract/identificationFindings';
import { areMany, GroupsTable } from './GroupsTable.tsx';
import { Opening, question, Waiting } from './Opening.tsx';
import { OddsFigure } from './OddsFigure.tsx';
import type { ChosenSettings } from '#contract/identificationInput';
import { frameQuery, statusKey } from './queries.ts';
import { NarrowPage, WidePage } from './layouts.tsx';
import { Refused } from './Refused.tsx';
import { ResilientList } from './ResilientList.tsx';
import type { List } from './rows.ts';
import { SchoolsTable } from './SchoolsTable.tsx';
import { settingsLine, stageStatus, toldShortly } from './sentences.ts';
import { SettingsFold } from './SettingsFold.tsx';
import { useFilledFrame } from './useFilledFrame.ts';
import { useBeside } from './useBeside.ts';
import { useFindings, type Checked } from './useFindings.ts';
import './identification.css';

const OwnSchools = latePart(() => import('./OwnSchools.tsx').then((file) => file.OwnSchools));
const RuleChoices = latePart(() => import('./more/RuleChoices.tsx').then((file) => file.RuleChoices));
const More = latePart(() => import('./more/More.tsx').then((file) => file.More));
const HowWeTell = latePart(() => import('./HowWeTell.tsx').then((file) => file.HowWeTell));

export interface IdentifyPageProps {
  workspace: Membership;
  address: Address;
  onAddress: (change: Partial<Address>) => void;
  /**
   * The place to bring a file, which belongs to another feature; `primary` where it is the page's next step, `another`
   * where there are schools already. Nothing for those who may not bring any here.
   */
  bring: (primary: boolean, another: boolean) => ReactNode;
  /** The place to draw schools to study, which belongs to another feature too. */
  draw: (asked: { frame: Frame; findings: Findings; primary: boolean }) => ReactNode;
  /** Where each school is shown where it stands, by these settings; it belongs to another feature. */
  publish: (chosen: ChosenSettings) => ReactNode;
  /** The way to the page of a school, for those who see it by name. */
  link: ((school: string, name: string) => ReactNode) | null;
  /** What waits for an answer of the reader; false for those who give none. */
  waiting: ReactNode;
}

export function IdentifyPage(props: IdentifyPageProps) {
  const { sight } = props.workspace;
  // Over a part of the schools the question has no answer.
  if (sight === 'own') {
    return (
      <Late what="The figures of your school">
        <OwnSchools workspace={props.workspace} />
      </Late>
    );
  }
  return <OverAll {...props} />;
}

function OverAll(props: IdentifyPageProps) {
  useTitle(question);
  const frame = useQuery(frameQuery(props.workspace.id));
  if (frame.isError) return <Problem error={frame.error} onRetry={() => void frame.refetch()} />;
  if (frame.data === undefined) return <Waiting answers={props.waiting !== false} />;
  return <Answered {...props} frame={frame.data} />;
}

function Answered(props: IdentifyPageProps & { frame: Frame }) {
  const { frame, closed, error, retry } = useFilledFrame(props.workspace.id, props.frame, props.address);
  if (error !== null) return <Problem error={error} onRetry={retry} />;
  return frame === null ? (
    <Waiting answers={props.waiting !== false} />
  ) : (
    <Answer {...props} {...{ frame, closed }} />
  );
}

function Answer({
  workspace,
  address,
  onAddress,
  bring,
  draw,
  frame,
  publish,
  link,
  waiting,
  closed,
}: IdentifyPageProps & { frame: Frame; closed: number }) {
  const state = useFindings(workspace.id, frame, address);
  if (state === null) {
    return (
      <div className="opening">
        <h1>{question}</h1>
        <EmptyState
          frame={frame}
          brings={workspace.abilities.includes('schools.import')}
          bring={bring(true, frame.schools.id.length > 0)}
        />
      </div>
    );
  }
  const { findings } = state;
  const example = workspace.kind === 'example';
  if (findings === null) {
    return <Refused {...{ state, frame, address, onAddress }} />;
  }
  return (
    <Findings_
      {...{ workspace, address, onAddress, frame, findings, example, link, waiting, closed }}
      publish={publish(findings.chosen)}
      checked={state.checked}
      bring={bring(example, !example)}
      draw={draw({ frame, findings, primary: !example })}
    />
  );
}

interface FindingsProps {
  workspace: Membership;
  address: Address;
  onAddress: IdentifyPageProps['onAddress'];
  frame: Frame;
  findings: Findings;
  example: boolean;
  checked: Checked;
  bring: ReactNode;
  draw: ReactNode;
  publish: ReactNode;
  link: IdentifyPageProps['link'];
  waiting: ReactNode;
  closed: number;
}

function Findings_({
  workspace,
  address,
  onAddress,
  frame,
  findings,
  example,
  checked,
  bring,
  draw,
  publish,
  link,
  waiting,
  closed,
}: FindingsProps) {
  const narrow = useMedia('screen and (max-width: 700px)');
  const [list, setList] = useState<List>('both');
  const inGroups = useMemo(() => countGroups(findings), [findings]);
  useStatus(workspace.id, findings.tally);
  const late = useAfterPaint(findings);
  const beside = useBeside(frame, findings, late);
  const opening = (
    <>
      <SettingsFold
        frame={frame}
        chosen={findings.chosen}
        line={settingsLine(findings)}
        note={checkedWords[checked]}
        onChange={onAddress}
      >
        <Late what="The choices of the rule">
          <RuleChoices frame={frame} findings={findings} onChange={onAddress} />
        </Late>
      </SettingsFold>
      <OddsFigure frame={frame} findings={findings} beside={beside} />
    </>
  );
  const groups = (
    <GroupsTable
      findings={findings}
      inGroups={inGroups}
      onShow={(shown) =>
        onAddress(
          addressOfGroups(
            findings.groups.map((group) => group.group),
            shown,
          ),
        )
      }
    />
  );
  const schools = (
    <SchoolsTable
      key={late.chosen.within}
      frame={frame}
      beside={beside}
      findings={late}
      list={list}
      onList={setList}
      link={link}
    >
      <Downloads workspace={workspace.id} chosen={findings.chosen} groups={address} />
    </SchoolsTable>
  );
  const schoolsHere = { frameSchools: frame.schools.id.length, closed };
  const how = <HowWeTell findings={late} {...schoolsHere} firstQuantile={workspace.firstQuantile} />;
  const more = (
    <More
      workspace={workspace.id}
      frame={frame}
      findings={late}
      beside={beside}
      narrow={narrow}
      onModel={() => onAddress({ model: 'on' })}
    />
  );
  const parts = { opening, groups, schools, more, how, draw, publish, bring };
  return (
    <>
      <Opening findings={findings} letters={workspace.sight === 'letters'} answers={waiting !== false} />
      {waiting}
      {narrow ? (
        <NarrowPage {...parts} findings={findings}>
          <ResilientList frame={frame} findings={findings} beside={beside} />
        </NarrowPage>
      ) : (
        <WidePage {...parts} {...{ example }} many={areMany(findings)} told={toldShortly(findings)} />
      )}
    </>
  );
}

/** Of all schools, covered or not, how many belong to each group. */
function countGroups({ groups, code }: Findings): number[] {
  const counts = groups.map(() => 0);
  for (let i = 0; i < code.length; i++) {
    const group = code[i] ?? -1;
    if (group >= 0) counts[group] = (counts[group] ?? 0) + 1;
  }
  return counts;
}

const checkedWords: Record<Checked, string> = {
  'not yet': '',
  same: 'checked by the server',
  replaced: 'the server reckoned differently in places; its numbers are shown',
  unreachable: 'reckoned in this browser; the server could not check it',
};

function useStatus(workspace: string, tally: Tally): void {
  const client = useQueryClient();
  const status = stageStatus(tally);
  useEffect(() => {
    if (tally.hardest > 0) client.setQueryData(statusKey(workspace), status);
  }, [client, workspace, status, tally.hardest]);
}
