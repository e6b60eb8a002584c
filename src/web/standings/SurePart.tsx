import type { SchoolStanding, StandingMethod, StandingPage } from '#contract/standings';
import { sureRows, tenfoldWords } from '#contract/standingsWords';
import { useCalling } from '../ui/learners.ts';

/** How sure we are of the finding; what keeps a school from a place stands at the top of the page already. */
export function SurePart({ page, method }: { page: StandingPage; method: StandingMethod }) {
  const calling = useCalling();
  const rows = sureRows(page, method);
  const tenfold = tenfoldWords(page);
  const lacking = page.place === null ? page.lacking.slice(1) : page.lacking;
  if (rows.length === 0 && lacking.length === 0) return null;
  return (
    <section className="sure">
      <h2>{rows.length > 0 ? 'How sure are we?' : 'What else is missing'}</h2>
      {rows.length > 0 && (
        <dl>
          {rows.map(({ term, value }) => (
            <div key={term}>
              <dt>{calling(term)}</dt>
              <dd>{value}</dd>
            </div>
          ))}
        </dl>
      )}
      {tenfold !== null && <p className="note">{calling(tenfold)}</p>}
      {lacking.map((words) => (
        <p className="note" key={words}>
          {calling(words)}
        </p>
      ))}
    </section>
  );
}

/** The audience of the page, in a sentence. */
export function WhoSees({ standing }: { standing: SchoolStanding }) {
  return (
    <section className="see">
      <h2>
        <svg viewBox="0 0 15 17" fill="none" stroke="currentColor" strokeWidth="1.6" aria-hidden="true">
          <rect x="1" y="7" width="13" height="9" rx="1" />
          <path d="M4 7V4.5a3.5 3.5 0 0 1 7 0V7" />
        </svg>
        Who can see this page
      </h2>
      <p>
        Staff and governors of {standing.school.name}, and those who see every school of the network by name.
        On other schools’ pages it{' '}
        {standing.neighbours === 'named' ? 'may stand by name' : 'may stand under a letter'}, with its
        circumstances and what it does better, nothing else. There is no order of schools anywhere in Reedbed.
      </p>
    </section>
  );
}
