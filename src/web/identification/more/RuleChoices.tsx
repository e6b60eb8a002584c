import { useMemo, type ReactNode } from 'react';
import type { Frame } from '#contract/identification';
import type { Findings } from '#contract/identificationFindings';
import { questionYears } from '#contract/identificationPeriods';
import { count, counted, decimal, inSentence, listed } from '#contract/words';
import type { Address } from '../address.ts';
import { ChanceChoice } from './ChanceChoice.tsx';
import { effectOf } from './effects.ts';
import { ShareChoice } from './ShareChoice.tsx';
import { WeightsChoice } from './WeightsChoice.tsx';
import './more.css';

export interface ChoiceProps {
  frame: Frame;
  findings: Findings;
  onChange: (change: Partial<Address>) => void;
}

/** The choices of the rule that most people leave as they are, each with what it does in numbers. */
export function RuleChoices({ frame, findings, onChange }: ChoiceProps) {
  const { chosen, result } = findings;
  const effects = useMemo(() => {
    const of = (choice: Parameters<typeof effectOf>[3]) => effectOf(frame, chosen, result, choice);
    return {
      hardest: of('hardest'),
      top: of('top'),
      missing: of('missing'),
      hold: of('hold'),
      weights: of('weights'),
    };
  }, [frame, chosen, result]);
  return (
    <div className="rule-choices">
      <p className="label">The rule itself</p>
      <div className="controls">
        <div>
          <ShareChoice
            label="Hardest circumstances are"
            of="the hardest"
            value={chosen.hardest}
            onChange={(hardest) => onChange({ hardest })}
          />
          <Effect words={effects.hardest}>
            How many schools of each group count as in the hardest circumstances.
          </Effect>
          <ShareChoice
            label="Top and lowest results are"
            of="the top and the lowest"
            value={chosen.top}
            onChange={(top) => onChange({ top })}
          />
          <Effect words={effects.top}>
            How many schools of each group count as top, and as many as lowest, in results.
          </Effect>
          <YearsChoice frame={frame} findings={findings} onChange={onChange} />
          <Effect words={effects.hold}>A label of one year is a weak claim.</Effect>
          <ChanceChoice frame={frame} findings={findings} onChange={onChange} />
        </div>
        <div>
          <WeightsChoice findings={findings} onChange={onChange} />
          <Effect words={effects.weights}>{chosen.context.length > 1 && componentWords(findings)}</Effect>
          <MissingChoice findings={findings} onChange={onChange} />
          <Effect words={effects.missing}>{missingWords(findings)}</Effect>
        </div>
      </div>
    </div>
  );
}

/** What the choice does, or what it is where it is as usual. */
function Effect({ words, children }: { words: string | null; children: ReactNode }) {
  return <p className="note effect">{words ?? children}</p>;
}

function YearsChoice({ frame, findings: { chosen }, onChange }: ChoiceProps) {
  const known = questionYears(frame, chosen).length;
  return (
    <label className="field">
      <span className="label">A label must hold for</span>
      <select
        className="input"
        value={chosen.hold ?? 1}
        disabled={known < 2}
        onChange={(event) => onChange({ hold: event.target.value === '1' ? undefined : event.target.value })}
      >
        {Array.from({ length: Math.max(1, known) }, (_, i) => (
          <option key={i} value={i + 1}>
            {i === 0
              ? known < 2
                ? 'one year: no other is known'
                : 'the one year'
              : `the latest ${count(i + 1)} years, running`}
          </option>
        ))}
      </select>
    </label>
  );
}

function MissingChoice({ findings: { chosen }, onChange }: Omit<ChoiceProps, 'frame'>) {
  return (
    <label className="field">
      <span className="label">Schools that lack an indicator</span>
      <select
        className="input"
        value={chosen.missing ?? 'listwise'}
        disabled={chosen.context.length === 1}
        onChange={(event) =>
          onChange({ missing: event.target.value === 'listwise' ? undefined : event.target.value })
        }
      >
        <option value="listwise">take no part</option>
        <option value="mean">take part with the mean of their group in its place</option>
        <option value="available">take part with the indicators that they have</option>
      </select>
    </label>
  );
}

/** The weights that hands would take the place of. */
function componentWords({ result, indicators }: Findings): string {
  const loadings = result.method.context.map(
    ({ loading }, i) => `${inSentence(indicators[i]?.label ?? '')} ${decimal(loading, 3)}`,
  );
  return `By the component, which weighs them by what goes together: ${listed(loadings)}.`;
}

function missingWords({ chosen, result }: Findings): string {
  if (chosen.context.length === 1) return 'With one indicator nothing can stand in for it.';
  const lacking = result.counts.excluded;
  return lacking === 0
    ? 'Here every school has all of them.'
    : `${counted(lacking, 'school is', 'schools are')} left out. With another choice those that have at least half of the indicators, and a result, take part.`;
}
