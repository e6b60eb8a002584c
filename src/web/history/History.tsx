import { useInfiniteQuery } from '@tanstack/react-query';
import { urlOf } from '#contract/client';
import { historyTable } from '#contract/history';
import { count, counted } from '#contract/words';
import { useStable } from '../ui/hooks.ts';
import { Problem } from '../ui/Problem.tsx';
import { filterOf, spans, whats, type HistoryAddress, type Span } from './address.ts';
import { CheckTrail } from './CheckTrail.tsx';
import { HistoryTable } from './HistoryTable.tsx';
import { historyQuery } from './queries.ts';
import './history.css';

interface HistoryProps {
  workspace: string;
  address: HistoryAddress;
  onAddress: (change: Partial<HistoryAddress>) => void;
}

/** What happened in the workspace, and who did it: for those who answer for it. */
export function History({ workspace, address, onAddress }: HistoryProps) {
  const filter = useStable(filterOf(address));
  const history = useInfiniteQuery({
    ...historyQuery(workspace, filter),
    placeholderData: (before) => before,
  });
  const pages = history.data?.pages ?? [];
  const [first] = pages;
  return (
    <section className="section history" aria-labelledby="history-title">
      <div className="tabhead">
        <div>
          <h2 id="history-title">What happened, and who did it</h2>
          <p className="note">Kept for two years. Nobody can edit or delete a line, the owner included.</p>
        </div>
        <a className="btn line small no-print" href={urlOf(historyTable, { workspace, ...filter })} download>
          Download the list
        </a>
      </div>
      <Filters people={first?.people ?? []} address={address} onAddress={onAddress}>
        {first !== undefined && (
          <output className="note">
            {first.matching === first.total
              ? counted(first.total, 'line')
              : `${count(first.matching)} of ${counted(first.total, 'line')}`}
          </output>
        )}
      </Filters>
      {history.isError && <Problem error={history.error} onRetry={() => void history.refetch()} />}
      {history.isPending && <div className="waiting history-place" />}
      {first?.matching === 0 && (
        <Nothing onAll={() => onAddress({ who: undefined, what: undefined, when: 'all' })} />
      )}
      {first !== undefined && first.matching > 0 && <HistoryTable pages={pages} />}
      {history.hasNextPage && (
        <p className="under no-print">
          <button
            type="button"
            className="linkish"
            disabled={history.isFetchingNextPage}
            onClick={() => void history.fetchNextPage()}
          >
            Show the next 50
          </button>
        </p>
      )}
      <CheckTrail workspace={workspace} />
    </section>
  );
}

interface FiltersProps {
  people: readonly { id: string; name: string }[];
  address: HistoryAddress;
  onAddress: HistoryProps['onAddress'];
  children: React.ReactNode;
}

function Filters({ people, address, onAddress, children }: FiltersProps) {
  return (
    <div className="filt">
      <Choice
        label="Who"
        value={address.who ?? ''}
        choices={{
          '': 'Everybody',
          ...Object.fromEntries(
            people.map(({ id, name }) => [id, name === '' ? `erased (${id.slice(-4)})` : name]),
          ),
          nobody: 'Nobody signed in',
        }}
        onChange={(who) => onAddress({ who: who === '' ? undefined : who })}
      />
      <Choice
        label="What"
        value={address.what ?? ''}
        choices={{ '': 'Everything', ...whats }}
        onChange={(what) => onAddress({ what: what === '' ? undefined : (what as keyof typeof whats) })}
      />
      <Choice
        label="When"
        value={address.when ?? 'week'}
        choices={Object.fromEntries(Object.entries(spans).map(([key, { label }]) => [key, label]))}
        onChange={(when) => onAddress({ when: when === 'week' ? undefined : (when as Span) })}
      />
      {children}
    </div>
  );
}

interface ChoiceProps {
  label: string;
  value: string;
  choices: Record<string, string>;
  onChange: (value: string) => void;
}

function Choice({ label, value, choices, onChange }: ChoiceProps) {
  return (
    <label className="field">
      <span className="label">{label}</span>
      <select className="input" value={value} onChange={(event) => onChange(event.target.value)}>
        {Object.entries(choices).map(([key, name]) => (
          <option key={key} value={key}>
            {name}
          </option>
        ))}
      </select>
    </label>
  );
}

function Nothing({ onAll }: { onAll: () => void }) {
  return (
    <p className="nothing">
      Nothing of this kind happened in that time.{' '}
      <button type="button" className="linkish no-print" onClick={onAll}>
        Show all that is kept
      </button>
    </p>
  );
}
