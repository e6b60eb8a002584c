import { count } from '#contract/words';
import type { Findings } from '#contract/identificationFindings';
import { lede } from './sentences.ts';

export const question = 'Which schools beat the odds?';

interface OpeningProps {
  findings: Findings;
  letters: boolean;
  /** Whether a line may stand beneath for those who answer requests: its room is kept, so that nothing moves. */
  answers: boolean;
}

const classOf = (answers: boolean) => (answers ? 'opening two answers' : 'opening two');

/** The answer first: in words, and as its two numbers. */
export function Opening({ findings, letters, answers }: OpeningProps) {
  const { tally, parts } = findings;
  const words = lede(findings);
  return (
    <div className={classOf(answers)}>
      <div>
        <h1>{question}</h1>
        <p className="lede" aria-live="polite">
          {words.before}
          <b>{words.bold}</b>
          {words.after}
        </p>
        {letters && (
          <p className="note letters">
            You see letters for the names of schools, on this page and in every file that you download.
          </p>
        )}
      </div>
      <dl className={Math.max(tally.resilient, tally.struggling) < 1000 ? 'tallies' : 'tallies long'}>
        <dt className="pos">{count(tally.resilient)}</dt>
        <dd>
          <b>resilient</b>hardest {parts.hardest}, top {resultsWords(parts.top)}
        </dd>
        <dt className="neg">{count(tally.struggling)}</dt>
        <dd>
          <b>struggling</b>hardest {parts.hardest}, lowest {resultsWords(parts.top)}
        </dd>
      </dl>
    </div>
  );
}

/** The usual quarter needs no word twice. */
const resultsWords = (part: string) => (part === 'quarter' ? 'results' : `${part} of results`);

/** Title and places stand while the data come; nothing spins. */
export function Waiting({ answers }: { answers: boolean }) {
  return (
    <>
      <div className={classOf(answers)}>
        <div>
          <h1>{question}</h1>
          <p className="lede">
            <output>Reading the schools.</output>
          </p>
        </div>
      </div>
      <div className="split">
        <div className="waiting figure-place" />
        <div className="waiting aside-place" />
      </div>
    </>
  );
}
