import type { Frame } from '#contract/identification';
import type { Findings } from '#contract/identificationFindings';
import { Folded } from '../../ui/Folded.tsx';
import type { Beside } from '../beside.ts';
import { ClassicalSection } from './ClassicalSection.tsx';
import { CoverageSection } from './CoverageSection.tsx';
import { ModelSection } from './ModelSection.tsx';
import { YearsSection } from './YearsSection.tsx';
import './more.css';

interface MoreProps {
  workspace: string;
  frame: Frame;
  findings: Findings;
  beside: Beside;
  narrow: boolean;
  onModel: () => void;
}

/** What stands beside the rule’s answer, each behind a line where the screen is narrow. */
export function More({ workspace, frame, findings, beside, narrow, onModel }: MoreProps) {
  const sections = [
    {
      title: 'What the model says',
      content: (
        <ModelSection
          workspace={workspace}
          frame={frame}
          findings={findings}
          model={beside.model}
          onModel={onModel}
        />
      ),
    },
    {
      title: 'Do the labels last?',
      content: <YearsSection frame={frame} findings={findings} years={beside.years} />,
    },
    { title: 'Whom this covers', content: <CoverageSection frame={frame} findings={findings} /> },
    {
      title: 'The classical test',
      content: <ClassicalSection workspace={workspace} frame={frame} />,
    },
  ];
  return sections.map(({ title, content }) =>
    narrow ? (
      <Folded key={title} title={title}>
        {content}
      </Folded>
    ) : (
      <div key={title}>{content}</div>
    ),
  );
}
