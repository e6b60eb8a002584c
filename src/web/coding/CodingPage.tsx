import { useQuery } from '@tanstack/react-query';
import { useEffect, useMemo, type ReactNode } from 'react';
import type { CodingState, Codings } from '#contract/coding';
import type { FrameworkSummary } from '#contract/frameworks';
import type { Source } from '#contract/sources';
import { useTitle } from '../ui/hooks.ts';
import { Problem } from '../ui/Problem.tsx';
import { lay } from '#contract/laidText';
import type { CodeMemoOf } from './codebook.ts';
import { Desk } from './desk.ts';
import { DeskView } from './DeskView.tsx';
import { codingQuery, frameworksQuery, textQuery } from './queries.ts';
import './coding.css';
import './codebook.css';
import './words.css';
import './side.css';
import './narrow.css';
import type { Concluding } from './concluding.ts';
import { useCompany } from './useCompany.ts';

export interface CodingPageProps {
  conclude: Concluding;
  workspace: string;
  source: string;
  person: string;
  /** Words to begin with, where somebody came for them. */
  opensAt: { start: number; end: number } | null;
  /** Leads to the source and how it came about. */
  sourceLink: (words: ReactNode) => ReactNode;
  /** Leads to the frameworks, where there is none to code with. */
  frameworksLink: (words: ReactNode) => ReactNode;
  /** Leads to how far those who coded it agree. */
  agreementLink: (words: ReactNode) => ReactNode;
  codeMemo: CodeMemoOf;
}

/** The coding desk of one source. */
export function CodingPage(props: CodingPageProps) {
  const { workspace, source } = props;
  const text = useQuery(textQuery(workspace, source));
  const coding = useQuery(codingQuery(workspace, source));
  const frameworks = useQuery(frameworksQuery(workspace));
  useTitle(text.data === undefined ? 'Coding' : `Coding: ${text.data.title}`);
  useEffect(() => {
    document.body.classList.add('at-desk');
    return () => document.body.classList.remove('at-desk');
  }, []);
  const failed = [text, coding, frameworks].find(({ isError }) => isError);
  if (failed !== undefined) return <Problem error={failed.error} onRetry={() => void failed.refetch()} />;
  if (text.data === undefined || coding.data === undefined || frameworks.data === undefined)
    return <div className="desk waiting" />;
  return (
    <Opened
      {...props}
      text={text.data}
      coding={coding.data}
      frameworks={frameworks.data.frameworks.filter(({ latest }) => latest !== null)}
    />
  );
}

export interface OpenedProps extends CodingPageProps {
  text: Source;
  coding: CodingState & { codings: Codings };
  frameworks: readonly FrameworkSummary[];
}

function Opened(props: OpenedProps) {
  const { text, coding, workspace, source, person } = props;
  const laid = useMemo(() => lay(text), [text]);
  const desk = useMemo(
    () => new Desk({ workspace, source, person }, laid, coding),
    [workspace, source, person, laid, coding],
  );
  useCompany(desk, coding.blind);
  return <DeskView {...props} desk={desk} />;
}
