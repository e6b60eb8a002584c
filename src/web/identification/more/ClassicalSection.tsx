import { useQuery } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import type { Frame } from '#contract/identification';
import { schoolsAsked } from '#contract/identificationClosed';
import { masteryMeasures, masteryResults, type MasteryResult } from '#contract/identificationMastery';
import { count, counted, listed } from '#contract/words';
import { Problem } from '../../ui/Problem.tsx';
import { frameQuery } from '../queries.ts';
import { classicalTest } from './classicalTest.ts';

interface ClassicalSectionProps {
  workspace: string;
  frame: Frame;
}

/** The classical test of an effective school where the data allow it, and what is missing where they do not. */
export function ClassicalSection({ workspace, frame }: ClassicalSectionProps) {
  const results = useMemo(() => masteryResults(frame), [frame]);
  const longest = results.toSorted((a, b) => b.years.length - a.years.length)[0];
  const [picked, setPicked] = useState<string | null>(null);
  const keyOf = ({ label, socialClass }: MasteryResult) => `${label}|${socialClass}`;
  const result = results.find((one) => keyOf(one) === picked) ?? longest;
  const [asked, setAsked] = useState(false);
  return (
    <section className="section more" id="classical" aria-labelledby="classical-title">
      <h2 id="classical-title">The classical test of an effective school</h2>
      <p className="text">
        In each of three consecutive years at least 95% of every year group reach the minimum, and the social
        classes do not differ. It asks less about circumstances and more about every child.
      </p>
      {result === undefined ? (
        <p className="text">{whatIsMissing(frame)}</p>
      ) : (
        <>
          {results.length > 1 && (
            <label className="field disagree-list no-print">
              <span className="label">Minimum</span>
              <select
                className="input"
                value={keyOf(result)}
                onChange={(event) => setPicked(event.target.value)}
              >
                {results.map((one) => (
                  <option key={keyOf(one)} value={keyOf(one)}>
                    {one.label}, {one.socialClass.toLocaleLowerCase('en-GB')} and others
                  </option>
                ))}
              </select>
            </label>
          )}
          {asked ? (
            <Tested key={keyOf(result)} workspace={workspace} result={result} />
          ) : (
            <p className="no-print">
              <button type="button" className="btn line" onClick={() => setAsked(true)}>
                Put all schools to the test
              </button>
            </p>
          )}
        </>
      )}
    </section>
  );
}

/** Which of the parts of the test these data do not have. */
function whatIsMissing(frame: Frame): string {
  const shares = frame.measures.filter(
    ({ kind, unit }) => kind === 'result' && /^(?:%|per ?cent)/i.test(unit ?? ''),
  );
  const missing = [
    ...(shares.length === 0 ? ['the share of pupils who reached a minimum'] : []),
    ...(shares.some(({ denominator }) => denominator !== undefined)
      ? []
      : ['of how many pupils each share is']),
    ...(shares.some(({ pupilGroup }) => pupilGroup !== undefined)
      ? []
      : ['the same share for pupils of a social class, such as disadvantaged pupils']),
  ];
  const what = missing.length === 0 ? ['both for the same result and year'] : missing;
  return `These data do not allow it. It needs ${listed(what)}, in three consecutive years.`;
}

function Tested({ workspace, result }: { workspace: string; result: MasteryResult }) {
  const filled = useQuery(frameQuery(workspace, masteryMeasures(result)));
  const told = useMemo(() => {
    if (filled.data === undefined) return null;
    const { frame } = schoolsAsked(filled.data, result.years.at(-1)?.all ?? '');
    return classicalTest(frame, result);
  }, [filled.data, result]);
  if (filled.isError) return <Problem error={filled.error} onRetry={() => void filled.refetch()} />;
  if (told === null) return <p className="text">Reading the numbers of pupils.</p>;
  const { effective, failed, undecided, without, lacking } = told;
  return (
    <div aria-live="polite">
      <p className="text">
        <b>{counted(effective.length, 'school passes', 'schools pass')}</b>, {count(failed)} do not, of{' '}
        {count(undecided)} it cannot be told, and {count(without)} have no numbers of pupils. No significant
        difference between classes is not no difference: small classes hardly ever differ significantly.
      </p>
      {effective.length > 0 && <p className="text">{listed(effective)}.</p>}
      {lacking.length > 0 && (
        <>
          <p className="text">Why it cannot be told, what is lacking most often first:</p>
          <ul className="text">
            {lacking.map(({ message, schools }) => (
              <li key={message}>
                {counted(schools, 'school')}: {message}
              </li>
            ))}
          </ul>
        </>
      )}
    </div>
  );
}
