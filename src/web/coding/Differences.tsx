import { useState, type ReactNode } from 'react';
import { counted } from '#contract/words';
import { Scroll } from '../ui/Scroll.tsx';
import { wordsAt, type Laid } from './blocks.ts';
import type { Sayable } from './codebook.ts';
import type { Compared } from './compared.ts';

interface DifferencesProps {
  compared: Compared;
  laid: Laid;
  names: ReadonlyMap<string, Sayable>;
  reconcileLink: (words: string) => ReactNode;
}

const step = 10;

/** Where the coders differ, with what was said and what each made of it. */
export function Differences({ compared, laid, names, reconcileLink }: DifferencesProps) {
  const { coders, units, found } = compared;
  const [shown, setShown] = useState(step);
  return (
    <section className="section" aria-labelledby="differences-title">
      <h2 id="differences-title">Where they differ</h2>
      {found.differing.length === 0 ? (
        <p className="quiet">Nowhere: of every unit all said the same.</p>
      ) : (
        <>
          <p className="note">
            {counted(found.differing.length, 'unit')}, in the order of the text.{' '}
            <span className="no-print">{reconcileLink('Decide them one by one')}</span>
          </p>
          <Scroll label="Where the coders differ">
            <table className="table differences">
              <thead>
                <tr>
                  <th>What was said</th>
                  {coders.map((coder) => (
                    <th key={coder}>{coder}</th>
                  ))}
                </tr>
              </thead>
              <tbody>
                {found.differing.slice(0, shown).map(({ unit, sets }) => {
                  const at = units[unit];
                  if (at === undefined) return null;
                  return (
                    <tr key={unit}>
                      <th scope="row">
                        {wordsAt(laid, at.start, at.end)}
                        <small>
                          {at.turn === null ? '' : `Turn ${String(at.turn)} · `}
                          {at.who}
                        </small>
                      </th>
                      {sets.map((set, i) => (
                        <td key={coders[i]}>
                          {set.length === 0 ? (
                            <span className="quiet">nothing</span>
                          ) : (
                            <Tags keys={set} names={names} />
                          )}
                        </td>
                      ))}
                    </tr>
                  );
                })}
              </tbody>
            </table>
          </Scroll>
          {found.differing.length > shown && (
            <p>
              <button type="button" className="btn line small" onClick={() => setShown(shown + step)}>
                Show more
              </button>
            </p>
          )}
        </>
      )}
    </section>
  );
}

function Tags({ keys, names }: { keys: readonly string[]; names: ReadonlyMap<string, Sayable> }) {
  return keys.map((key) => {
    const sayable = names.get(key);
    const pole = sayable?.target.pole;
    return (
      <span key={key} className={pole === '+' ? 'tag p' : pole === '-' ? 'tag m' : 'tag'}>
        {sayable?.name ?? key}
      </span>
    );
  });
}
