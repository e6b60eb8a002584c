import { poleWords } from '#contract/frameworkSides';
import { diffWords } from 'diff';
import type { Change } from '#contract/frameworkDiff';
import { capital } from '#contract/words';

const fieldNames = {
  title: 'Name',
  about: 'What it is for',
  name: 'Name',
  definition: 'Meaning',
  include: 'Counts',
  exclude: 'Does not count',
  example: 'Example',
} as const;

/** What was changed, word by word: underlined what was put in, struck through what was taken out. */
export function Changes({ changes }: { changes: readonly Change[] }) {
  return (
    <>
      <ul className="changes">
        {changes.map((change, i) => (
          <li key={`${change.what} ${change.key} ${change.sign ?? ''} ${String(i)}`}>
            <div>
              <b>{change.name}</b>
              <span>{about(change)}</span>
            </div>
            <p className="words">
              <Words change={change} />
            </p>
            <p className="note">{change.why}</p>
          </li>
        ))}
      </ul>
      <p className="note under">Underlined: put in. Struck through: taken out.</p>
    </>
  );
}

/** `Counts`, `New code`, `Set aside`. */
function about(change: Change): string {
  const what = change.what === 'pole' ? poleWords[change.sign ?? 'none'] : change.what;
  if (change.change === 'words') return fieldNames[change.field];
  if (change.change === 'new') return `New ${what}`;
  if (change.change === 'gone') return `${capital(what)}, not there any more`;
  if (change.change === 'moved') return change.what === 'code' ? 'Moved' : 'Level or group';
  return capital(change.change);
}

function Words({ change }: { change: Change }) {
  if (change.change === 'words' || change.change === 'moved') {
    return diffWords(change.before, change.after).map(({ value, added, removed }, i) =>
      added ? <ins key={i}>{value}</ins> : removed ? <del key={i}>{value}</del> : value,
    );
  }
  const words = change.text === '' ? change.name : change.text;
  return change.change === 'new' || change.change === 'brought back' ? (
    <ins>{words}</ins>
  ) : (
    <del>{words}</del>
  );
}
