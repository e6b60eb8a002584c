import { useQuery } from '@tanstack/react-query';
import { useState, type ReactNode } from 'react';
import type { SchoolList } from '#contract/schools';
import { count } from '#contract/words';
import { useRested, useTitle } from '../ui/hooks.ts';
import { Problem } from '../ui/Problem.tsx';
import { Chosen } from './Chosen.tsx';
import { Groupings } from './Groupings.tsx';
import { choiceOf, schoolsQuery } from './queries.ts';
import { SchoolsTable } from './SchoolsTable.tsx';
import { registryLede } from './sentences.ts';
import './registry.css';

const atOnce = 100;
const restMilliseconds = 250;

interface RegistryPageProps {
  workspace: string;
  nav: ReactNode;
  /** Whether the reader may put schools into groups. */
  mayChange: boolean;
  /** Whether there may be schools that the reader does not see. */
  onlyOwn: boolean;
  /** A link to the page of a school. */
  link: (school: string, name: string) => ReactNode;
  /** The way to bring a file, where there is no school yet. */
  bring: ReactNode;
}

/** Every school that the reader may see, by name, and the groups that it belongs to. */
export function RegistryPage(props: RegistryPageProps) {
  useTitle('Schools');
  const { workspace, nav, bring, onlyOwn } = props;
  const [wanted, setWanted] = useState({ find: '', group: '', from: 0 });
  const rested = useRested(wanted.find, restMilliseconds);
  const list = useQuery(schoolsQuery(workspace, { ...wanted, find: rested }));
  if (list.isError) return <Problem error={list.error} onRetry={() => void list.refetch()} />;
  const { data } = list;
  const words = data === undefined ? null : registryLede(data, onlyOwn);
  return (
    <>
      <div className="opening">
        {nav}
        <h1>Schools</h1>
        <p className="lede">
          {data === undefined ? (
            'Reading the registry.'
          ) : (
            <>
              <b>{words?.bold}</b>
              {words?.after}
            </>
          )}
        </p>
      </div>
      {data === undefined ? (
        <div className="waiting figure-place" />
      ) : data.total === 0 ? (
        <div className="empty">
          <p className="lede">No schools yet. When somebody brings a file of them, they are listed here.</p>
          <p className="quiet">Each with who it is, what it followed, and its measures over the years.</p>
          {bring}
        </div>
      ) : (
        <Listed
          {...props}
          data={data}
          wanted={wanted}
          onWanted={(change) => setWanted((before) => ({ ...before, from: 0, ...change }))}
        />
      )}
    </>
  );
}

interface Asked {
  find: string;
  group: string;
  from: number;
}

interface ListedProps extends RegistryPageProps {
  data: SchoolList;
  wanted: Asked;
  onWanted: (change: Partial<Asked>) => void;
}

function Listed({ workspace, mayChange, link, data, wanted, onWanted }: ListedProps) {
  // Kept over pages and searches, so that schools can be gathered from several.
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  return (
    <div className="split registry-split">
      <section aria-labelledby="registry-title">
        <h2 id="registry-title" className="vh">
          The registry
        </h2>
        <Find data={data} wanted={wanted} onWanted={onWanted} />
        {mayChange && chosen.size > 0 && (
          <Chosen
            workspace={workspace}
            groupings={data.groupings}
            chosen={chosen}
            onClear={() => setChosen(new Set())}
          />
        )}
        <SchoolsTable data={data} link={link} chosen={mayChange ? chosen : null} onChosen={setChosen} />
        <Pages data={data} from={wanted.from} onFrom={(from) => onWanted({ from })} />
      </section>
      <Groupings
        workspace={workspace}
        groupings={data.groupings}
        mayChange={mayChange}
        group={wanted.group}
        onGroup={(group) => onWanted({ group })}
      />
    </div>
  );
}

function Find({ data, wanted, onWanted }: Pick<ListedProps, 'data' | 'wanted' | 'onWanted'>) {
  return (
    <div className="registry-find no-print">
      <input
        className="input"
        type="search"
        aria-label="Name, town or reference"
        placeholder="Name, town or reference"
        value={wanted.find}
        onChange={(event) => onWanted({ find: event.target.value })}
      />
      <select
        className="input"
        aria-label="Group"
        value={wanted.group}
        onChange={(event) => onWanted({ group: event.target.value })}
      >
        <option value="">All groups</option>
        {data.groupings.map((grouping) => (
          <optgroup key={grouping.key} label={grouping.label}>
            {grouping.groups.map(({ name, schools }) => (
              <option key={name} value={choiceOf(grouping.key, name)}>
                {name} ({count(schools)})
              </option>
            ))}
          </optgroup>
        ))}
      </select>
    </div>
  );
}

function Pages({ data, from, onFrom }: { data: SchoolList; from: number; onFrom: (from: number) => void }) {
  const { found, schools } = data;
  return (
    <output className="note under">
      {found === 0
        ? 'No school fits. Clear the search or choose another group.'
        : `Showing ${count(from + 1)} to ${count(from + schools.length)} of ${count(found)}. `}
      {from > 0 && (
        <button type="button" className="linkish" onClick={() => onFrom(from - atOnce)}>
          Show those before
        </button>
      )}
      {from + atOnce < found && (
        <button type="button" className="linkish" onClick={() => onFrom(from + atOnce)}>
          Show the next {count(Math.min(atOnce, found - from - atOnce))}
        </button>
      )}
    </output>
  );
}
