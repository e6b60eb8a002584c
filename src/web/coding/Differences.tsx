import { useState, type ReactNode } from 'react';
import { counted } from '#contract/words';
import { Scroll } from '../ui/Scroll.tsx';
import type { Differing } from '#contract/agreement';
import { keyOf } from '#contract/coding';
import type { Sayable } from './codebook.ts';
import { nameList, type Compared } from './compared.ts';

interface DifferencesProps {
  compared: Compared;
  names: ReadonlyMap<string, Sayable>;
  reconcileLink: (source: string, words: string) => ReactNode;
  /** Whether all is of one source. */
  one: boolean;
}

const step = 10;

/** Where the coders differ, with what was said and what each made of it. */
export function Differences({ compared, names, reconcileLink, one }: DifferencesProps) {
  const { sources, found } = compared;
  const coders = nameList(compared);
  const titles = new Map(sources.map(({ id, title }) => [id, title]));
  const [shown, setShown] = useState(step);
  return (
    <section className="section" aria-labelledby="differences-title">
      <h2 id="differences-title">Where they differ</h2>
      {found.differingUnits === 0 ? (
        <p className="quiet">Nowhere: of every unit all said the same.</p>
      ) : (
        <>
          <p className="note">
            {counted(found.differingUnits, 'unit')}, in the order of the text
            {found.differing.length < found.differingUnits &&
              `, of which the first ${String(found.differing.length)} are listed`}
            .{' '}
            {one && (
              <span className="no-print">
                {reconcileLink(sources[0]?.id ?? '', 'Decide them one by one')}
              </span>
            )}
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
                {found.differing.slice(0, shown).map((unit) => (
                  <tr key={`${unit.source} ${String(unit.start)}`}>
                    <th scope="row">
                      {unit.words === '' ? titles.get(unit.source) : unit.words}
                      <small>{whereWords(unit, one ? undefined : titles.get(unit.source))}</small>
                    </th>
                    {unit.sets.map((set, i) => (
                      <td key={coders[i]}>
                        <Made set={set} compared={compared} names={names} />
                      </td>
                    ))}
                  </tr>
                ))}
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

/** Where a unit stands; a source as a whole is named already. */
function whereWords({ words, turn, who }: Differing, title: string | undefined): string {
  if (words === '') return '';
  const parts = [title, turn === null ? undefined : `Turn ${String(turn)}`, who === '' ? undefined : who];
  return parts.filter((part) => part !== undefined).join(' · ');
}

/** What one coder made of a unit. */
function Made({
  set,
  compared,
  names,
}: { set: readonly number[] | null } & Pick<DifferencesProps, 'compared' | 'names'>) {
  if (set === null) return <span className="quiet">did not code this source</span>;
  if (set.length === 0) return <span className="quiet">nothing</span>;
  return set.map((place) => {
    const target = compared.found.targets[place];
    if (target === undefined) return null;
    const { pole } = target;
    return (
      <span key={place} className={pole === '+' ? 'tag p' : pole === '-' ? 'tag m' : 'tag'}>
        {names.get(keyOf(target))?.name ?? target.code ?? target.element}
      </span>
    );
  });
}
