import type { ReactNode } from 'react';
import type { Frame } from '#contract/identification';
import { contextMeasures, resultMeasures } from '#contract/identificationInput';

/** What is missing before the question can be answered: one sentence what, one why, one button. */
interface EmptyStateProps {
  frame: Frame;
  /** Whether the reader may bring files here. */
  brings: boolean;
  bring: ReactNode;
}

export function EmptyState({ frame, brings, bring }: EmptyStateProps) {
  const [what, why] = brings ? wordsFor(frame) : waitingFor(frame);
  return (
    <div className="empty">
      <p className="lede">{what}</p>
      <p className="quiet">{why}</p>
      {bring}
    </div>
  );
}

/** For those who wait until others bring a file. */
function waitingFor(frame: Frame): [string, string] {
  return [
    frame.schools.id.length === 0
      ? 'No schools yet. When a file of them is brought, the ones that beat the odds will appear here.'
      : 'The question cannot be answered with these figures yet.',
    'Those who run this workspace bring the files. The page People says who they are.',
  ];
}

function wordsFor(frame: Frame): [string, string] {
  if (frame.schools.id.length === 0) {
    return [
      'No schools yet. When you bring a file of them, the ones that beat the odds will appear here.',
      'One row a school, with at least one measure of circumstances and one result.',
    ];
  }
  if (contextMeasures(frame).length === 0) {
    return [
      'These schools have no measure of circumstances yet.',
      'Only against its circumstances can a school beat the odds: bring a file with, say, free meals or parents’ education, and say what a high value means.',
    ];
  }
  if (resultMeasures(frame).length === 0) {
    return [
      'These schools have no result yet.',
      'To see who does better than circumstances predict, bring a file with at least one result, and say whether high is better.',
    ];
  }
  return [
    'These measures cannot be compared yet.',
    'Bring a file that says what a high value of each means.',
  ];
}
