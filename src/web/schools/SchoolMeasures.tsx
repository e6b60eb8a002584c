import type { ReactNode } from 'react';
import { measureTitle, type Point, type Series } from '#contract/schools';
import { Scroll } from '../ui/Scroll.tsx';
import { intervalWords, kindTitles, valueWords } from './sentences.ts';

interface SchoolMeasuresProps {
  series: readonly Series[];
  file: (id: string, words: string) => ReactNode;
}

const noPeriod = 'No period';

/** Every measure in a row and every period in a column, the latest at the right, with where the values came from. */
export function SchoolMeasures({ series, file }: SchoolMeasuresProps) {
  const periods = [
    ...new Set(series.flatMap(({ points }) => points.map(({ period }) => period ?? noPeriod))),
  ].toSorted();
  return (
    <section aria-labelledby="measures-title">
      <h2 id="measures-title">Measures over the years</h2>
      {series.length === 0 ? (
        <p className="quiet">No file has brought a value of this school yet.</p>
      ) : (
        <>
          <p className="note">
            A value that is missing says why; none is read as zero. At the right, the file and row that it
            came from.
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
                  <th scope="col" className="from">
                    From
                  </th>
                </tr>
              </thead>
              {kindTitles.map(({ kind, title }) => {
                const rows = series.filter((one) => one.kind === kind);
                if (rows.length === 0) return null;
                return (
                  <tbody key={kind}>
                    <tr className="of-kind">
                      <th scope="rowgroup" colSpan={periods.length + 2}>
                        {title}
                      </th>
                    </tr>
                    {rows.map((one) => (
                      <Row
                        key={`${one.label} ${one.pupilGroup} ${one.unit ?? ''}`}
                        series={one}
                        periods={periods}
                        file={file}
                      />
                    ))}
                  </tbody>
                );
              })}
            </table>
          </Scroll>
        </>
      )}
    </section>
  );
}

function Row({
  series,
  periods,
  file,
}: {
  series: Series;
  periods: readonly string[];
  file: SchoolMeasuresProps['file'];
}) {
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
            {point === undefined ? <span className="none">–</span> : <Value point={point} />}
          </td>
        );
      })}
      <td className="from" data-label="From">
        {origins(points).map(({ key, id, words }) => (
          <small key={key}>{id === null ? words : file(id, words)}</small>
        ))}
      </td>
    </tr>
  );
}

function Value({ point }: { point: Point }) {
  const interval = intervalWords(point);
  return (
    <>
      {point.value === null ? <span className="quietly">{valueWords(point)}</span> : valueWords(point)}
      {interval !== null && <small>{interval}</small>}
      {point.predecessor !== null && <small>as {point.predecessor}</small>}
    </>
  );
}

/** Each file and row once, the latest period first. */
function origins(points: readonly Point[]): { key: string; id: string | null; words: string }[] {
  const found = points.toReversed().flatMap(({ origin }) => {
    if (origin === null) return [];
    const words = `${origin.fileName}${origin.row === null ? '' : `, row ${String(origin.row)}`}`;
    return [{ key: `${origin.import ?? ''} ${words}`, id: origin.import, words }];
  });
  return [...new Map(found.map((one) => [one.key, one])).values()];
}
