import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { call } from '#contract/client';
import type { CallOf } from '#contract/endpoint';
import { changeMeasure, measureTitle, type DictionaryMeasure } from '#contract/schools';
import { connection } from '../ui/connection.ts';
import { dayWritten } from '../ui/days.ts';
import { wordsOf } from '../ui/Problem.tsx';
import { aboutMeasure, nationalWords } from './sentences.ts';

interface MeasureRowProps {
  workspace: string;
  measure: DictionaryMeasure;
  mayChange: boolean;
  /** The row above is of the same measure in another period. */
  again: boolean;
  /** Somebody who may wants to say anew what it is. */
  onSay: () => void;
}

export function MeasureRow({ workspace, measure, mayChange, again, onSay }: MeasureRowProps) {
  const client = useQueryClient();
  // As it was just chosen, until the list says so too: a box that falls back for a moment looks refused.
  const [shared, setShared] = useState<boolean | null>(null);
  const change = useMutation({
    mutationFn: (words: Partial<Words>) =>
      call(connection, changeMeasure, {
        ...wordsOfMeasure(measure),
        ...words,
        workspace,
        measure: measure.id,
      }),
    onSettled: async () => {
      await client.invalidateQueries({ queryKey: ['schools', workspace] });
      setShared(null);
    },
  });
  const title = `${measureTitle(measure)}${measure.period === null ? '' : `, ${measure.period}`}`;
  const { highMeans } = measure;
  return (
    <tr>
      <th scope="row">
        {mayChange ? (
          <button
            type="button"
            className={again ? 'linkish named again' : 'linkish named'}
            title="Say what it is"
            onClick={onSay}
          >
            {measureTitle(measure)}
            <span className="vh">{measure.period === null ? '' : `, ${measure.period}`}: say what it is</span>
          </button>
        ) : (
          <span className={again ? 'again' : undefined}>{measureTitle(measure)}</span>
        )}
        {!again && <small>{aboutMeasure(measure)}</small>}
        {measure.national.length > 0 && <small>{nationalWords(measure)}</small>}
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
        {measure.retainUntil === null ? (
          <span className="none">no date</span>
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
            checked={shared ?? measure.shared}
            disabled={change.isPending}
            onChange={(event) => {
              setShared(event.target.checked);
              change.mutate({ shared: event.target.checked });
            }}
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

type Words = Omit<CallOf<typeof changeMeasure>, 'workspace' | 'measure'>;

/** What may be said anew of a measure; the rest of it comes from its file, and the request takes no more. */
function wordsOfMeasure(measure: DictionaryMeasure): Words {
  const { kind, highMeans, unit, definition, numerator, denominator, source, retainUntil, shared } = measure;
  return { kind, highMeans, unit, definition, numerator, denominator, source, retainUntil, shared };
}
