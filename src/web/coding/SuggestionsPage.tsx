import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { keyOf } from '#contract/coding';
import type { Learned, SuggestedUnit, Suggestion } from '#contract/suggestions';
import { waysToWork } from '#contract/underway';
import { connection } from '../ui/connection.ts';
import { useTitle } from '../ui/hooks.ts';
import { Problem } from '../ui/Problem.tsx';
import { Switch } from '../ui/Switch.tsx';
import { UnderwayLine } from '../ui/UnderwayLine.tsx';
import { useUnderway } from '../ui/useUnderway.ts';
import type { SuggestionsAddress } from './findAddress.ts';
import { HowSuggested } from './HowSuggested.tsx';
import { LearnedTable } from './LearnedTable.tsx';
import { learnedQuery } from './queries.ts';
import { SuggestedPlaces } from './SuggestedPlaces.tsx';
import { useNames } from './useNames.ts';
import './find.css';
import './suggestions.css';

export interface SuggestionsPageProps {
  workspace: string;
  address: SuggestionsAddress;
  onAddress: (address: SuggestionsAddress) => void;
  sourcesLink: ReactNode;
  /** Leads to suggestions: of all codes, or of one. */
  suggestionsLink: (address: SuggestionsAddress, words: string, label?: string) => ReactNode;
  /** Leads to words at the desk. */
  placeLink: (place: Pick<Suggestion, 'source' | 'start' | 'end'>, words: string) => ReactNode;
}

/** The address says only what is otherwise than usual. */
export const addressOf = (unit: SuggestedUnit, coded?: string): SuggestionsAddress => ({
  ...(unit === 'turn' ? {} : { unit }),
  ...(coded === undefined ? {} : { coded }),
});

/** Codes that are suggested by what was coded before: how well each is, and the words that one of them is suggested for. */
export function SuggestionsPage(props: SuggestionsPageProps) {
  const { unit = 'turn', coded } = props.address;
  useTitle('Suggestions');
  return (
    <>
      {coded === undefined ? (
        <AllLearned key={unit} {...props} unit={unit} />
      ) : (
        <SuggestedPlaces key={`${unit} ${coded}`} {...props} unit={unit} coded={coded} />
      )}
      <HowSuggested />
    </>
  );
}

const unitChoices = [
  { value: 'turn', label: 'Turns' },
  { value: 'sentence', label: 'Sentences' },
] as const;

/** Whether codes are suggested for whole turns or for sentences. */
export function UnitSwitch({ address: { unit = 'turn', coded }, onAddress }: SuggestionsPageProps) {
  return (
    <Switch
      label="Suggest for"
      choices={unitChoices}
      value={unit}
      onChange={(chosen) => onAddress(addressOf(chosen, coded))}
    />
  );
}

function AllLearned(props: SuggestionsPageProps & { unit: SuggestedUnit }) {
  const { workspace, unit, sourcesLink, suggestionsLink } = props;
  const underway = useUnderway(waysToWork(connection, workspace));
  const { data, isFetching, isError, error, refetch } = useQuery(learnedQuery(workspace, unit, underway));
  const { names } = useNames(workspace, data?.codes.map(({ target }) => target.framework) ?? []);
  return (
    <>
      <div className="opening">
        <p className="kick">{sourcesLink} · Suggestions</p>
        <h1>What may speak of a code as well</h1>
        <p className="lede">
          Learned from the codes that were given here, on this machine.{' '}
          <b>Nothing is coded until somebody has looked and says so.</b>
        </p>
      </div>
      <section className="section first" aria-label="Codes that are suggested">
        {data === undefined && isError && !isFetching && (
          <Problem error={error} onRetry={() => void refetch()} />
        )}
        {data === undefined && isFetching && (
          <UnderwayLine underway={underway} words="Reading what was coded" />
        )}
        {data?.codes.length === 0 && <NothingCoded {...data} />}
        {data !== undefined && data.codes.length > 0 && (
          <LearnedTable
            learned={data}
            names={names}
            asked={{ workspace, unit }}
            unitSwitch={<UnitSwitch {...props} />}
            codeLink={(target, words, label) => suggestionsLink(addressOf(unit, keyOf(target)), words, label)}
          />
        )}
      </section>
    </>
  );
}

function NothingCoded({ sources }: Learned) {
  return (
    <div className="empty">
      <p className="lede">Nothing was coded yet, so there is nothing to learn from.</p>
      <p className="quiet">
        {sources === 0
          ? 'Bring what people said, and code some of it at the desk.'
          : 'Code some of it at the desk. A code is suggested once eight turns or sentences bear it.'}
      </p>
    </div>
  );
}
