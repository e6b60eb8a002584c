import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState, type ReactNode } from 'react';
import { call } from '#contract/client';
import { changeMeasure, measureTitle, type DictionaryMeasure } from '#contract/schools';
import { counted } from '#contract/words';
import { connection } from '../ui/connection.ts';
import { useTitle } from '../ui/hooks.ts';
import { Problem, wordsOf } from '../ui/Problem.tsx';
import { Scroll } from '../ui/Scroll.tsx';
import { measuresQuery } from './queries.ts';

interface DictionaryPageProps {
  workspace: string;
  nav: ReactNode;
  mayChange: boolean;
}

/** What each measure is, about whom, of when, from where, and until when it is kept. */
export function DictionaryPage({ workspace, nav, mayChange }: DictionaryPageProps) {
  useTitle('Measures');
  const { data, isError, error, refetch } = useQuery(measuresQuery(workspace));
  if (isError) return <Problem error={error} onRetry={() => void refetch()} />;
  return (
    <>
      <div className="opening">
        {nav}
        <h1>Measures</h1>
        <p className="lede">
          {data === undefined
            ? 'Reading the dictionary.'
            : data.length === 0
              ? 'No measures yet. They come with the files that are brought.'
              : `${counted(data.length, 'measure')}: what each is, and from where.`}
        </p>
      </div>
      {data !== undefined && data.length > 0 && (
        <Scroll label="Measures">
          <table className="table registry">
            <thead>
              <tr>
                <th scope="col">Measure</th>
                <th scope="col">Period</th>
                <th scope="col">Kind</th>
                <th scope="col">High means</th>
                <th scope="col">Unit</th>
                <th scope="col">From</th>
                <th scope="col">Kept until</th>
                <th scope="col">Shared with partners</th>
              </tr>
            </thead>
            <tbody>
              {data.map((measure) => (
                <Row key={measure.id} workspace={workspace} measure={measure} mayChange={mayChange} />
              ))}
            </tbody>
          </table>
        </Scroll>
      )}
    </>
  );
}

const kinds: Record<DictionaryMeasure['kind'], string> = {
  context: 'circumstances',
  result: 'result',
  process: 'process',
  inspection: 'inspection',
  governance: 'governance',
  outcome: 'outcome',
};

function Row({
  workspace,
  measure,
  mayChange,
}: {
  workspace: string;
  measure: DictionaryMeasure;
  mayChange: boolean;
}) {
  const client = useQueryClient();
  const [until, setUntil] = useState(measure.retainUntil ?? '');
  const change = useMutation({
    mutationFn: (words: Partial<DictionaryMeasure>) =>
      call(connection, changeMeasure, { ...measure, ...words, workspace, measure: measure.id }),
    onSettled: () => client.invalidateQueries({ queryKey: ['schools', workspace, 'measures'] }),
  });
  const title = `${measureTitle(measure)}${measure.period === null ? '' : `, ${measure.period}`}`;
  return (
    <tr>
      <th scope="row">
        {measureTitle(measure)}
        {measure.definition !== null && <span className="quietly"> {measure.definition}</span>}
        {change.isError && (
          <p className="err" role="alert">
            {wordsOf(change.error).detail}
          </p>
        )}
      </th>
      <td>{measure.period ?? '–'}</td>
      <td>{kinds[measure.kind]}</td>
      <td>{measure.highMeans}</td>
      <td>{measure.unit ?? '–'}</td>
      <td>{measure.source ?? measure.origin?.fileName ?? '–'}</td>
      <td>
        {mayChange ? (
          <input
            className="input low"
            type="date"
            aria-label={`${title} is kept until`}
            value={until}
            onChange={(event) => setUntil(event.target.value)}
            onBlur={() => {
              if (until !== (measure.retainUntil ?? ''))
                change.mutate({ retainUntil: until === '' ? null : until });
            }}
          />
        ) : (
          (measure.retainUntil ?? 'no date')
        )}
      </td>
      <td>
        {mayChange ? (
          <input
            className="check"
            type="checkbox"
            aria-label={`${title} is shared with partners`}
            checked={measure.shared}
            disabled={change.isPending}
            onChange={(event) => change.mutate({ shared: event.target.checked })}
          />
        ) : measure.shared ? (
          'yes'
        ) : (
          'no'
        )}
      </td>
    </tr>
  );
}
