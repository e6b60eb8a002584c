import { useMemo } from 'react';
import { codePointsOf, sliceByPoints } from '#contract/codePoints';
import type { Source } from '#contract/sources';
import { isBeside, paragraphsOf } from '#contract/translations';
import { clock } from '../ui/hearing.ts';

interface Said {
  /** From 1; null for words before anybody speaks. */
  number: number | null;
  who: string;
  asks: boolean;
  words: string;
  /** The same in another language, where it lines up. */
  translated: string | null;
  /** When it begins in the recording; null where that is not known. */
  seconds: number | null;
}

interface TranscriptProps {
  source: Source;
  /** Plays the recording from there; null where there is none. */
  onHear: ((seconds: number) => void) | null;
}

/** From so many turns on, those out of sight are laid out when they come near. */
const manyTurns = 300;

/** What was said, turn by turn. */
export function Transcript({ source, onHear }: TranscriptProps) {
  const said = useMemo(() => saidIn(source), [source]);
  return (
    <section aria-labelledby="said-title" className={said.length > manyTurns ? 'long' : undefined}>
      <h2 id="said-title" className="vh">
        What was said
      </h2>
      {source.remarks.map((remark) => (
        <p className="note" key={remark}>
          {remark}
        </p>
      ))}
      {source.length === 0 && <p className="lede">Nothing stands in it.</p>}
      {said.map(({ number, who, asks, words, translated, seconds }, i) => (
        <div className={`${asks ? 'turn asks' : 'turn'}${translated === null ? '' : ' beside'}`} key={i}>
          <p className="said-by">
            <b>{who}</b>
            {number !== null && <span>{number}</span>}
            {onHear !== null && seconds !== null && (
              <button
                type="button"
                className="linkish hear no-print"
                aria-label={`Hear turn ${String(number)} from ${clock(seconds)}`}
                onClick={() => onHear(seconds)}
              >
                {clock(seconds)}
              </button>
            )}
          </p>
          <p className="words">{words}</p>
          {translated !== null && <p className="words translated">{translated}</p>}
        </div>
      ))}
    </section>
  );
}

function saidIn(source: Source): Said[] {
  const { text, turnsOf, speakers, informants, translation } = source;
  const points = codePointsOf(text);
  const names = speakers.map(
    ({ name, informant }) => informants.find(({ id }) => id === informant)?.label ?? name,
  );
  const first = turnsOf.start[0] ?? points.length;
  const preface = paragraphsOf(sliceByPoints(text, points, 0, first));
  const parts = translation !== null && isBeside(source, translation) ? translation.parts : [];
  const turns = turnsOf.start.map((_, i) => {
    const speaker = turnsOf.speaker[i] ?? 0;
    return {
      number: i + 1,
      who: names[speaker] ?? '',
      asks: speakers[speaker]?.asks === true,
      words: sliceByPoints(text, points, turnsOf.wordsAt[i] ?? 0, turnsOf.end[i] ?? 0).trim(),
      translated: parts[i] ?? null,
      seconds: turnsOf.seconds[i] ?? null,
    };
  });
  const isTold = turns.length > 0;
  const before = preface.map((words, i) => ({
    number: null,
    who: '',
    asks: false,
    words,
    translated: isTold ? null : (parts[i] ?? null),
    seconds: null,
  }));
  return [...before, ...turns];
}
