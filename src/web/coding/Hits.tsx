import { keyOf } from '#contract/coding';
import type { ReactNode } from 'react';
import type { Hit } from '#contract/finding';
import { signWords, type Sayable } from './codebook.ts';
import { hitKey } from './findQuestion.ts';
import type { Ticks } from './useTicks.ts';

interface HitsProps {
  hits: readonly Hit[];
  names: ReadonlyMap<string, Sayable>;
  ticks: Ticks;
  placeLink: (hit: Hit, words: string) => ReactNode;
}

/** What was found, each with the words around it and what was said of it. */
export function Hits({ hits, names, ticks, placeLink }: HitsProps) {
  return (
    <ul className="hits">
      {hits.map((hit) => (
        <li key={hitKey(hit)}>
          <input
            className="check no-print"
            type="checkbox"
            aria-label={`‘${hit.words}’ in ${placeOf(hit)}`}
            checked={ticks.has(hit)}
            onChange={(event) => ticks.tick([hit], event.currentTarget.checked)}
          />
          <div>
            <p className="said">
              {hit.before}
              <mark>{hit.words}</mark>
              {hit.after}
            </p>
            <p className="note">
              {placeLink(hit, hit.title)}
              {hit.school !== null && `, ${hit.school}`}
              {hit.turn !== null && ` · turn ${String(hit.turn)}`}
              {hit.speaker !== null && ` · ${hit.informant ?? hit.speaker}`}
            </p>
            <Codes hit={hit} names={names} />
          </div>
        </li>
      ))}
    </ul>
  );
}

const placeOf = ({ title, turn }: Hit) => (turn === null ? title : `${title}, turn ${String(turn)}`);

/** Each code once, with who gave it. */
function Codes({ hit, names }: { hit: Hit; names: ReadonlyMap<string, Sayable> }) {
  const byCode = new Map<string, { pole: Hit['codes'][number]['pole']; by: string[] }>();
  for (const { by, ...target } of hit.codes) {
    const key = keyOf(target);
    const there = byCode.get(key) ?? { pole: target.pole, by: [] };
    if (!there.by.includes(by)) there.by.push(by);
    byCode.set(key, there);
  }
  if (byCode.size === 0) return null;
  return (
    <ul className="codes" aria-label="Codes">
      {[...byCode].map(([key, { pole, by }]) => (
        <li key={key} className={pole === '+' ? 'tag p' : pole === '-' ? 'tag m' : 'tag'}>
          <span className="vh">{signWords[pole]}: </span>
          {names.get(key)?.name ?? '…'} <small>{by.join(', ')}</small>
        </li>
      ))}
    </ul>
  );
}
