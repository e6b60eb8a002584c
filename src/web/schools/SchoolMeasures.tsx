import type { ReactNode } from 'react';
import { measureTitle, type Point, type Series } from '#contract/schools';
import { Scroll } from '../ui/Scroll.tsx';
import { intervalWords, kindTitles, originsOf, valueWords, type KeyedOrigin } from './sentences.ts';

interface SchoolMeasuresProps {
  series: readonly Series[];
  file: (id: string, words: string) => ReactNode;
}

const noPeriod = 'No period';

/** Every measure in a row and every period in a column, the latest at the right; letters lead to where a value came from. */
export function SchoolMeasures({ series, file }: SchoolMeasuresProps) {
  const periods = [
    ...new Set(series.flatMap(({ points }) => points.map(({ period }) => period ?? noPeriod))),
  ].toSorted();
  const origins = originsOf(series.flatMap(({ points }) => points));
  return (
    <section aria-labelledby="measures-title">
      <h2 id="measures-title">Measures over the years</h2>
      {series.length === 0 ? (
        <p className="quiet">No file has brought a value of this school yet.</p>
      ) : (
        <>
          <p className="note">
            A value that is missing says why; none is read as zero. The letter beside a value stands for the
            file and row that it came from, listed beneath.
          </p>
          <Scroll label="Measures">
            <table className="table stacks over-years">
              <thead>
                <tr>
                  <th scope="col">Measure</th>
                  {periods.map((period) => (
                    <th scope="col" className="n" key={period}>
                      {period}
                    </th>
                  ))}
                </tr>
              </thead>
              {kindTitles.map(({ kind, title }) => {
                const rows = series.filter((one) => one.kind === kind);
                if (rows.length === 0) return null;
                return (
                  <tbody key={kind}>
                    <tr className="of-kind">
                      <th scope="rowgroup" colSpan={periods.length + 1}>
                        {title}
                      </th>
                    </tr>
                    {rows.map((one) => (
                      <Row
                        key={`${one.label} ${one.pupilGroup} ${one.unit ?? ''}`}
                        series={one}
                        periods={periods}
                        origins={origins}
                      />
                    ))}
                  </tbody>
                );
              })}
            </table>
          </Scroll>
          <Origins origins={origins} file={file} />
        </>
      )}
    </section>
  );
}

interface RowProps {
  series: Series;
  periods: readonly string[];
  origins: readonly KeyedOrigin[];
}

function Row({ series, periods, origins }: RowProps) {
  const { points, unit, highMeans } = series;
  const notes = [unit ?? '', highMeans === 'neither' ? '' : `higher is ${highMeans}`];
  return (
    <tr>
      <th scope="row">
        {measureTitle(series)}
        <small>{notes.filter((one) => one !== '').join(', ')}</small>
      </th>
      {periods.map((period) => {
        const point = points.find((one) => (one.period ?? noPeriod) === period);
        return (
          <td className="n" key={period} data-label={period}>
            {point === undefined ? (
              <span className="none">–</span>
            ) : (
              <Value point={point} letter={origins.find((one) => one.holds(point))?.letter ?? null} />
            )}
          </td>
        );
      })}
    </tr>
  );
}

function Value({ point, letter }: { point: Point; letter: string | null }) {
  const interval = intervalWords(point);
  return (
    <>
      <span className={point.value === null ? 'with-letter quietly' : 'with-letter'}>
        {valueWords(point)}
        <sup className="from-letter">{letter}</sup>
      </span>
      {interval !== null && <small>{interval}</small>}
      {point.predecessor !== null && <small>as {point.predecessor}</small>}
    </>
  );
}

/** Each file and row once, under its letter. */
function Origins({ origins, file }: { origins: readonly KeyedOrigin[]; file: SchoolMeasuresProps['file'] }) {
  return (
    <>
      <h3 className="origins-title">Where the values come from</h3>
      <dl className="origins">
        {origins.map(({ letter, id, words }) => (
          <div key={letter}>
            <dt>{letter}</dt>
            <dd>{id === null ? words : file(id, words)}</dd>
          </div>
        ))}
      </dl>
    </>
  );
}
