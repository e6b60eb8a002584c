import { count } from '#contract/words';
import type { Findings } from '#contract/identificationFindings';
import { lede } from './sentences.ts';

export const question = 'Which schools beat the odds?';

/** The answer first: in words, and as its two numbers. */
export function Opening({ findings, letters }: { findings: Findings; letters: boolean }) {
  const { tally, parts } = findings;
  const words = lede(findings);
  return (
    <div className="opening two">
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
export function Waiting() {
  return (
    <>
      <div className="opening two">
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
