import { useMemo } from 'react';
import { codePointsOf, sliceByPoints } from '#contract/codePoints';
import type { Source } from '#contract/sources';

interface Said {
  /** From 1; null for words before anybody speaks. */
  number: number | null;
  who: string;
  asks: boolean;
  words: string;
}

/** From so many turns on, those out of sight are laid out when they come near. */
const manyTurns = 300;

/** What was said, turn by turn. */
export function Transcript({ source }: { source: Source }) {
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
      {said.map(({ number, who, asks, words }, i) => (
        <div className={asks ? 'turn asks' : 'turn'} key={i}>
          <p className="said-by">
            <b>{who}</b>
            {number !== null && <span>{number}</span>}
          </p>
          <p className="words">{words}</p>
        </div>
      ))}
    </section>
  );
}

function saidIn({ text, turnsOf, speakers, informants }: Source): Said[] {
  const points = codePointsOf(text);
  const names = speakers.map(
    ({ name, informant }) => informants.find(({ id }) => id === informant)?.label ?? name,
  );
  const first = turnsOf.start[0] ?? points.length;
  const before = sliceByPoints(text, points, 0, first).trim();
  const turns = turnsOf.start.map((_, i) => {
    const speaker = turnsOf.speaker[i] ?? 0;
    return {
      number: i + 1,
      who: names[speaker] ?? '',
      asks: speakers[speaker]?.asks === true,
      words: sliceByPoints(text, points, turnsOf.wordsAt[i] ?? 0, turnsOf.end[i] ?? 0).trim(),
    };
  });
  const preface = before.split(/\n{2,}/).filter((words) => words.trim() !== '');
  return [...preface.map((words) => ({ number: null, who: '', asks: false, words })), ...turns];
}
