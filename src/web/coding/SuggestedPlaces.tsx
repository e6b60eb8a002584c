import { useQuery } from '@tanstack/react-query';
import { useState, type ReactNode } from 'react';
import { call } from '#contract/client';
import type { Target } from '#contract/coding';
import { codeFound } from '#contract/finding';
import {
  refuseSuggestions,
  type SuggestedUnit,
  type Suggestion,
  type Suggestions,
} from '#contract/suggestions';
import { count, counted } from '#contract/words';
import { waysToWork } from '#contract/underway';
import { connection } from '../ui/connection.ts';
import { Problem } from '../ui/Problem.tsx';
import { UnderwayLine } from '../ui/UnderwayLine.tsx';
import { useActOn } from '../ui/useActOn.ts';
import { useUnderway } from '../ui/useUnderway.ts';
import { signOf, type Sayable } from './codebook.ts';
import { askedOf, hitKey } from './findQuestion.ts';
import { checkedWords } from './LearnedTable.tsx';
import { suggestionsQuery } from './queries.ts';
import { SuggestedPlace } from './SuggestedPlace.tsx';
import { addressOf, UnitSwitch, type SuggestionsPageProps } from './SuggestionsPage.tsx';
import { TickAll } from './TickAll.tsx';
import { useNames } from './useNames.ts';
import { useTicks } from './useTicks.ts';

interface SuggestedPlacesProps extends SuggestionsPageProps {
  unit: SuggestedUnit;
  coded: string;
}

const step = 50;

/** The words that one code is suggested for, to be coded or set aside after a look. */
export function SuggestedPlaces(props: SuggestedPlacesProps) {
  const { workspace, unit, coded, placeLink, sourcesLink, suggestionsLink } = props;
  const [most, setMost] = useState(step);
  const underway = useUnderway(waysToWork(connection, workspace));
  const { framework, element, pole, code } = askedOf({ coded });
  const asked = { framework: framework ?? '', element: element ?? '', pole: pole ?? '+', code, unit, most };
  const { data, isFetching, isError, error, refetch } = useQuery(
    suggestionsQuery(workspace, asked, underway),
  );
  const { names } = useNames(workspace, framework === undefined ? [] : [framework]);
  const sayable = names.get(coded);
  return (
    <>
      <div className="opening">
        <p className="kick">
          {sourcesLink} · {suggestionsLink(addressOf(unit), 'Suggestions')}
        </p>
        <h1>{sayable === undefined ? 'A code that is suggested' : titleOf(sayable)}</h1>
        {data !== undefined && <Checked {...data} />}
      </div>
      <section className="section first" aria-label="Words that it is suggested for">
        {data === undefined && isError && !isFetching && (
          <Problem error={error} onRetry={() => void refetch()} />
        )}
        {data === undefined && isFetching && (
          <UnderwayLine underway={underway} words="Reading what was coded" />
        )}
        {data !== undefined && sayable !== undefined && (
          <Places
            workspace={workspace}
            sayable={sayable}
            shown={data.suggestions}
            placeLink={placeLink}
            unitSwitch={<UnitSwitch {...props} />}
          />
        )}
        {data !== undefined && data.code.suggested > data.suggestions.length && (
          <p className="no-print">
            <button
              type="button"
              className="btn line small"
              disabled={most >= 1000}
              onClick={() => setMost(Math.min(1000, most + step))}
            >
              Show more of {count(data.code.suggested)}
            </button>
          </p>
        )}
      </section>
    </>
  );
}

const titleOf = ({ target: { pole }, name }: Sayable): string =>
  pole === 'none' ? name : `${signOf(pole)} ${name}`;

/** How far it can be trusted, and how much there is to look at. */
function Checked({ code: { heldOut, by, state, suggested } }: Suggestions) {
  return (
    <p className="lede" aria-live="polite">
      <b>
        {suggested === 0
          ? 'It is suggested for nothing now.'
          : `Suggested for ${counted(suggested, 'place')}, the most probable first.`}
      </b>{' '}
      {heldOut !== null && state === 'learned' && checkedWords(heldOut, by)}
    </p>
  );
}

interface PlacesProps extends Pick<SuggestionsPageProps, 'workspace' | 'placeLink'> {
  sayable: Sayable;
  shown: readonly Suggestion[];
  unitSwitch: ReactNode;
}

function Places({ workspace, sayable, shown, placeLink, unitSwitch }: PlacesProps) {
  const ticks = useTicks();
  const [done, setDone] = useState('');
  const chosen = shown.filter(ticks.has);
  const { give, setAside } = useDecisions(workspace, sayable, (words) => {
    setDone(words);
    ticks.clear();
  });
  const busy = give.isPending || setAside.isPending || sayable.setAside;
  const error = give.error ?? setAside.error;
  const what = chosen.length === 0 ? 'what is ticked' : counted(chosen.length, 'place');
  return (
    <>
      <div className="found-bar suggested-bar no-print">
        {unitSwitch}
        {shown.length > 0 && (
          <>
            <TickAll shown={shown} ticks={ticks} />
            <button
              type="button"
              className="btn small"
              disabled={busy || chosen.length === 0}
              onClick={() => give.mutate(chosen)}
            >
              Code {what}
            </button>
            <button
              type="button"
              className="btn line small"
              disabled={busy || chosen.length === 0}
              onClick={() => setAside.mutate(chosen)}
            >
              Set {what} aside
            </button>
          </>
        )}
      </div>
      <output className="note" aria-live="polite">
        {done}
      </output>
      {error !== null && <Problem error={error} />}
      <ul className="hits suggested">
        {shown.map((one) => (
          <SuggestedPlace
            key={hitKey(one)}
            suggestion={one}
            ticked={ticks.has(one)}
            placeLink={placeLink}
            onTick={(on) => ticks.tick([one], on)}
          />
        ))}
      </ul>
    </>
  );
}

const spanOf = ({ source, start, end }: Suggestion) => ({ source, start, end });

/** What somebody decides of suggestions: to give the code, as their own, or that it is not so. */
function useDecisions(workspace: string, { target }: Sayable, onDone: (words: string) => void) {
  const give = useActOn(
    ['coding', workspace],
    (places: readonly Suggestion[]) =>
      call(connection, codeFound, { workspace, target, places: places.map(spanOf), suggested: true }),
    ({ coded, already }) =>
      onDone(
        `${counted(coded, 'place')} coded${already > 0 ? `, ${String(already)} were already` : ''}. Each is yours, and can be taken back at the desk.`,
      ),
  );
  const setAside = useActOn(
    ['coding', workspace],
    (places: readonly Suggestion[]) =>
      call(connection, refuseSuggestions, {
        workspace,
        target: withoutVersion(target),
        places: places.map(spanOf),
        refused: true,
      }),
    ({ places }) =>
      onDone(`${counted(places, 'place')} set aside: the code is not suggested there any more.`),
  );
  return { give, setAside };
}

/** What was set aside stays so in whatever version. */
const withoutVersion = ({ version: _, ...key }: Target): Omit<Target, 'version'> => key;
