import type { Study, StudyKind } from '#contract/studies';
import { chanceSentence, drawnSentence, factsOf } from '#contract/studyWords';
import { capital, inWords } from '#contract/words';
import { Mark } from '../ui/Mark.tsx';
import { SchoolName, type Naming } from './SchoolName.tsx';

const marks = { resilient: 'disc', struggling: 'diamond' } as const;

/** The schools of each kind, and how they were drawn. */
export function Kinds({ study, naming }: { study: Study; naming: Naming }) {
  const facts = factsOf(study);
  const words = drawnSentence(facts);
  return (
    <section aria-label="The schools">
      <div className="kinds">
        <Kind study={study} kind="resilient" naming={naming} />
        <Kind study={study} kind="struggling" naming={naming} />
      </div>
      <p className="meth">
        {words.before}
        <b>{words.bold}</b>
        {words.after}
        {chanceSentence(facts)}
      </p>
      {facts.leftOut > 0 && <LeftOut study={study} naming={naming} />}
    </section>
  );
}

function Kind({ study, kind, naming }: { study: Study; kind: StudyKind; naming: Naming }) {
  const schools = study.schools.filter((school) => school.chosen && school.kind === kind);
  const number = schools.length === 0 ? 'none' : inWords(schools.length);
  return (
    <div>
      <h2>
        <Mark kind={marks[kind]} />
        {capital(number)} {kind}
      </h2>
      <ul>
        {schools.map((school) => (
          <li key={school.school}>
            <b>
              <SchoolName school={school} naming={naming} />
            </b>
            <span>
              {school.group}
              {school.pair === null ? '' : `${school.group === '' ? '' : ', '}pair ${String(school.pair)}`}
            </span>
          </li>
        ))}
      </ul>
    </div>
  );
}

/** Left out by hand: who, and why. */
function LeftOut({ study, naming }: { study: Study; naming: Naming }) {
  return (
    <div className="left-out">
      <h3 className="label">Left out before the draw</h3>
      <ul>
        {study.schools
          .filter(({ leftOut }) => leftOut !== null)
          .map((school) => (
            <li key={school.school} className="note">
              <SchoolName school={school} naming={naming} />: {school.leftOut}
            </li>
          ))}
      </ul>
    </div>
  );
}
