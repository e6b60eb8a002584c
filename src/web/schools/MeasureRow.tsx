import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { call } from '#contract/client';
import { changeMeasure, measureTitle, type DictionaryMeasure } from '#contract/schools';
import { connection } from '../ui/connection.ts';
import { wordsOf } from '../ui/Problem.tsx';
import { dayWritten } from './sentences.ts';

interface MeasureRowProps {
  workspace: string;
  measure: DictionaryMeasure;
  mayChange: boolean;
  /** The row above is of the same measure in another period. */
  again: boolean;
}

export function MeasureRow({ workspace, measure, mayChange, again }: MeasureRowProps) {
  const client = useQueryClient();
  const change = useMutation({
    mutationFn: (words: Partial<DictionaryMeasure>) =>
      call(connection, changeMeasure, { ...measure, ...words, workspace, measure: measure.id }),
    onSettled: () => client.invalidateQueries({ queryKey: ['schools', workspace] }),
  });
  const title = `${measureTitle(measure)}${measure.period === null ? '' : `, ${measure.period}`}`;
  const { unit, definition, highMeans } = measure;
  return (
    <tr>
      <th scope="row">
        <span className={again ? 'again' : undefined}>{measureTitle(measure)}</span>
        {!again && <small>{[unit ?? '', definition ?? ''].filter((one) => one !== '').join('. ')}</small>}
        {change.isError && (
          <p className="err" role="alert">
            {wordsOf(change.error).detail}
          </p>
        )}
      </th>
      <td data-label="Period">{measure.period ?? <span className="none">–</span>}</td>
      <td data-label="High means">{highMeans === 'neither' ? <span className="none">–</span> : highMeans}</td>
      <td data-label="From">
        <small>{measure.source ?? measure.origin?.fileName ?? '–'}</small>
      </td>
      <td data-label="Kept until">
        {mayChange ? (
          <Until
            label={`${title} is kept until`}
            value={measure.retainUntil}
            onChange={(retainUntil) => change.mutate({ retainUntil })}
          />
        ) : measure.retainUntil === null ? (
          'no date'
        ) : (
          dayWritten(measure.retainUntil)
        )}
      </td>
      <td data-label="Shared">
        {mayChange ? (
          <input
            className="check"
            type="checkbox"
            aria-label={`${title} is shared with partners`}
            checked={change.isPending ? (change.variables.shared ?? measure.shared) : measure.shared}
            disabled={change.isPending}
            onChange={(event) => change.mutate({ shared: event.target.checked })}
          />
        ) : measure.shared ? (
          <b>yes</b>
        ) : (
          '–'
        )}
      </td>
    </tr>
  );
}

interface UntilProps {
  label: string;
  value: string | null;
  onChange: (value: string | null) => void;
}

/** A day is sent when it is left, not at every digit that is typed. */
function Until({ label, value, onChange }: UntilProps) {
  const [until, setUntil] = useState(value ?? '');
  return (
    <input
      className="input low"
      type="date"
      aria-label={label}
      value={until}
      onChange={(event) => setUntil(event.target.value)}
      onBlur={() => {
        if (until !== (value ?? '')) onChange(until === '' ? null : until);
      }}
    />
  );
}
