import type { Suggestion } from '#contract/suggestions';
import type { SuggestionsPageProps } from './SuggestionsPage.tsx';

interface SuggestedPlaceProps extends Pick<SuggestionsPageProps, 'placeLink'> {
  suggestion: Suggestion;
  ticked: boolean;
  onTick: (on: boolean) => void;
}

/** Words that a code is suggested for, with why. */
export function SuggestedPlace({ suggestion, ticked, placeLink, onTick }: SuggestedPlaceProps) {
  const { title, school, turn, who, words, probability, like, passed } = suggestion;
  const where = turn === null ? title : `${title}, turn ${String(turn)}`;
  return (
    <li>
      <input
        className="check no-print"
        type="checkbox"
        aria-label={`‘${shortened(words, 60)}’ in ${where}`}
        checked={ticked}
        onChange={(event) => onTick(event.currentTarget.checked)}
      />
      <div>
        <p className="said">
          <Marked {...suggestion} />
        </p>
        <p className="note">
          {placeLink(suggestion, title)}
          {school !== null && `, ${school}`}
          {turn !== null && ` · turn ${String(turn)}`}
          {who !== '' && ` · ${who}`}
          {` · ${String(Math.round(100 * probability))} % by its words`}
          {passed && ' · coders were here, and did not give it'}
        </p>
        {like !== null && (
          <p className="note like">
            Most like ‘{shortened(like.words, 160)}’, coded so in {placeLink(like, like.title)}
          </p>
        )}
      </div>
    </li>
  );
}

/** The words, with those that speak most for the code marked. */
function Marked({ words, because }: Suggestion) {
  const parts = because.map(({ from, to }, i) => (
    <span key={from}>
      {words.slice(because[i - 1]?.to ?? 0, from)}
      <mark>{words.slice(from, to)}</mark>
    </span>
  ));
  return (
    <>
      {parts}
      {words.slice(because.at(-1)?.to ?? 0)}
    </>
  );
}

const shortened = (words: string, most: number): string =>
  words.length <= most ? words : `${words.slice(0, words.lastIndexOf(' ', most)).trimEnd()} …`;
