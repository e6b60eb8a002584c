import { useState } from 'react';
import type { Source } from '#contract/sources';
import { PatternDialog } from './PatternDialog.tsx';
import { SpeakersDialog } from './SpeakersDialog.tsx';
import { labelOf, typeChoices } from './words.ts';

/** Who speaks in a source, and which informant each speaker is. */
export function Speakers({ workspace, source }: { workspace: string; source: Source }) {
  const [opened, setOpened] = useState<'speakers' | 'pattern' | null>(null);
  const { speakers } = source;
  return (
    <section aria-labelledby="speakers-title">
      <h2 id="speakers-title">Who speaks</h2>
      {speakers.length === 0 ? (
        <p className="quiet">Nobody is told apart. If the text names who speaks, say how it does.</p>
      ) : (
        <dl className="speakers">
          {speakers.map((one) => (
            <div key={one.name}>
              <dt>{one.name === '' ? 'Somebody' : one.name}</dt>
              <dd>{whoWords(source, one)}</dd>
            </div>
          ))}
        </dl>
      )}
      <p className="acts no-print">
        {speakers.length > 0 && (
          <button type="button" className="btn line small" onClick={() => setOpened('speakers')}>
            Say who is who
          </button>
        )}
        <button type="button" className="linkish" onClick={() => setOpened('pattern')}>
          How speakers are told
        </button>
      </p>
      {opened === 'speakers' && (
        <SpeakersDialog workspace={workspace} source={source} onClose={() => setOpened(null)} />
      )}
      {opened === 'pattern' && (
        <PatternDialog workspace={workspace} source={source} onClose={() => setOpened(null)} />
      )}
    </section>
  );
}

function whoWords({ informants }: Source, { informant, asks }: Source['speakers'][number]): string {
  if (asks) return 'asks the questions';
  const found = informants.find(({ id }) => id === informant);
  if (found === undefined) return 'not said yet';
  const type = labelOf(typeChoices, found.type).toLowerCase();
  const people = found.people > 1 ? `, ${String(found.people)} people` : '';
  return found.label.toLowerCase() === type ? `${type}${people}` : `${found.label}: ${type}${people}`;
}
