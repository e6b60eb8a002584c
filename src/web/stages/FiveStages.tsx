import { sketches } from './sketches.tsx';
import { stages, unbuilt } from './stages.ts';
import './five.css';

const does = {
  identify: 'Find schools that do better than their circumstances predict.',
  understand: 'Ask people why, in interviews, surveys and visits, and count what they say.',
  plan: 'Choose what to work on from that evidence, with owners, dates and cost.',
  do: 'Try changes in small steps, with other schools, and follow the numbers.',
  review: 'Let peers look, agree what was learned, and begin the next round.',
} as const;

/** The circle in five sketches, for those who see it for the first time. */
export function FiveStages() {
  return (
    <section className="section" aria-labelledby="five-title">
      <h2 id="five-title">What Reedbed does</h2>
      <ol className="five">
        {stages.map(({ key, name }, i) => (
          <li key={key}>
            <h3>
              {i + 1}. {name}
            </h3>
            {sketches[key]}
            <p>
              {does[key]}
              {key !== 'identify' && (
                <span className="note">
                  {' '}
                  {unbuilt[key].here === undefined ? 'Not built yet.' : 'Only begun.'}
                </span>
              )}
            </p>
          </li>
        ))}
      </ol>
    </section>
  );
}
