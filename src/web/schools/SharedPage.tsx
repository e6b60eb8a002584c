import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import type { OutputOf } from '#contract/endpoint';
import { measureTitle, type sharedSummaries, type SharedMeasure } from '#contract/schools';
import { count, counted, decimal } from '#contract/words';
import { useTitle } from '../ui/hooks.ts';
import { Problem } from '../ui/Problem.tsx';
import { sharedQuery } from './queries.ts';
import { kindTitles, sentences } from './sentences.ts';
import './registry.css';

interface SharedPageProps {
  workspace: { id: string; name: string };
  /** Whom to ask. */
  people: ReactNode;
}

const title = 'What this network shares';

/** For partners of the community: shared measures as figures of all schools together, and no single school. */
export function SharedPage({ workspace, people }: SharedPageProps) {
  useTitle(title);
  const { data, isError, error, refetch } = useQuery(sharedQuery(workspace.id));
  if (isError) return <Problem error={error} onRetry={() => void refetch()} />;
  return (
    <>
      <div className="opening">
        <h1>{title}</h1>
        <p className="lede">
          {data === undefined ? 'Reading the figures.' : <Words name={workspace.name} data={data} />}
        </p>
      </div>
      {data === undefined ? (
        <div className="waiting figure-place" />
      ) : (
        data.measures.length > 0 && <Shared {...data} />
      )}
      <p className="under">{people}</p>
    </>
  );
}

type Data = OutputOf<typeof sharedSummaries>;

function Words({ name, data: { measures } }: { name: string; data: Data }) {
  if (measures.length === 0) {
    return (
      <>
        {name} shares no measure with its partners yet. When it does, you see it here: for all schools
        together, and no single school.
      </>
    );
  }
  return (
    <>
      <b>{counted(measures.length, 'measure')}</b> of all schools of {name} together: the middle one, and the
      two between which the middle half of the schools lies. No single school is shown.
    </>
  );
}

function Shared({ threshold, measures }: Data) {
  const hidden = measures.some((one) => !one.ordinal && one.median === null);
  const drawn = measures.some((one) => one.unit === 'percent' && one.median !== null);
  return (
    <section aria-labelledby="shared-title">
      <h2 id="shared-title">The figures</h2>
      <p className="note">
        Where fewer than {count(threshold)} schools stand behind a figure, it is hidden
        {hidden ? ', as some are here.' : '. None is hidden here.'}
      </p>
      <table className="table stacks shared">
        <thead>
          <tr>
            <th scope="col">Measure</th>
            <th scope="col">Period</th>
            <th scope="col" className="n">
              Schools
            </th>
            <th scope="col" className="n">
              A quarter lies below
            </th>
            <th scope="col" className="n">
              Middle
            </th>
            <th scope="col" className="n">
              A quarter lies above
            </th>
            {drawn && (
              <th scope="col">
                <span className="scale" aria-hidden="true">
                  <span>0</span>
                  <span>100 percent</span>
                </span>
                <span className="vh">As a drawing</span>
              </th>
            )}
          </tr>
        </thead>
        {kindTitles.map(({ kind, title: kindTitle }) => {
          const rows = measures.filter((one) => one.kind === kind);
          if (rows.length === 0) return null;
          return (
            <tbody key={kind}>
              <tr className="of-kind">
                <th scope="rowgroup" colSpan={drawn ? 7 : 6}>
                  {kindTitle}
                </th>
              </tr>
              {rows.map((one) => (
                <Row key={one.id} measure={one} threshold={threshold} drawn={drawn} />
              ))}
            </tbody>
          );
        })}
      </table>
      <p className="note under">
        Half of the schools lie between the two quarters. A dash: a measure in words, such as grades, which
        has no middle.
      </p>
    </section>
  );
}

interface RowProps {
  measure: SharedMeasure;
  threshold: number;
  /** Whether there is a column for drawings. */
  drawn: boolean;
}

function Row({ measure, threshold, drawn }: RowProps) {
  const { lowerQuartile, median, upperQuartile, unit, highMeans, definition, source, ordinal } = measure;
  const figures = [lowerQuartile, median, upperQuartile];
  // A tenth is as fine as a quarter of schools can be told apart.
  const digits = figures.every((one) => one === null || Number.isInteger(one)) ? 0 : 1;
  const direction = highMeans === 'neither' ? null : `higher is ${highMeans}`;
  const notes = [
    [unit, direction].filter((one) => one !== null).join(', '),
    definition ?? '',
    source === null ? '' : `Source: ${source}`,
  ];
  const hidden = median === null && !ordinal;
  return (
    <tr>
      <th scope="row">
        {measureTitle(measure)}
        <small>{sentences(notes)}</small>
      </th>
      <td data-label="Period">{measure.period ?? <span className="none">–</span>}</td>
      <td className="n" data-label="Schools">
        {hidden ? `fewer than ${count(threshold)}` : measure.schools === null ? '–' : count(measure.schools)}
      </td>
      {hidden ? (
        <td colSpan={3} className="n" data-label="Figures">
          hidden
        </td>
      ) : (
        ['A quarter lies below', 'Middle', 'A quarter lies above'].map((label, i) => (
          <td className="n" key={label} data-label={label}>
            {i === 1 ? <b>{decimal(median, digits)}</b> : decimal(figures[i] ?? null, digits)}
          </td>
        ))
      )}
      {drawn && (
        <td className="drawn">
          {unit === 'percent' && <Quarters lower={lowerQuartile} middle={median} upper={upperQuartile} />}
        </td>
      )}
    </tr>
  );
}

interface QuartersProps {
  lower: number | null;
  middle: number | null;
  upper: number | null;
}

/** The middle half as a bar and the middle as a line, on one scale down the column. The figures beside it say the same. */
function Quarters({ lower, middle, upper }: QuartersProps) {
  if (lower === null || middle === null || upper === null) return null;
  const x = (value: number) => `${String(Math.max(0, Math.min(100, value)))}%`;
  return (
    <svg className="quarters" width="100%" height="18" aria-hidden="true">
      <line x1="0" x2="100%" y1="9" y2="9" className="ground" />
      <rect x={x(lower)} width={x(upper - lower)} y="4" height="10" />
      <line x1={x(middle)} x2={x(middle)} y1="1" y2="17" className="middle" />
    </svg>
  );
}
