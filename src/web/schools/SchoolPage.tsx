import { useQuery } from '@tanstack/react-query';
import { Fragment, type ReactNode } from 'react';
import { missingReasons } from '#contract/importCodes';
import { measureTitle, type Point, type SchoolPage as School } from '#contract/schools';
import { decimal, listed } from '#contract/words';
import { useTitle } from '../ui/hooks.ts';
import { Problem } from '../ui/Problem.tsx';
import { Scroll } from '../ui/Scroll.tsx';
import { schoolQuery } from './queries.ts';

interface SchoolPageProps {
  workspace: string;
  school: string;
  nav: ReactNode;
  link: (school: string, name: string) => ReactNode;
  /** A link to the file that a value came from. */
  file: (id: string, words: string) => ReactNode;
}

/** A school: who it is, what it followed, and its measures over their periods. */
export function SchoolPage({ workspace, school, nav, link, file }: SchoolPageProps) {
  const { data, isError, error, refetch } = useQuery(schoolQuery(workspace, school));
  useTitle(data?.name ?? 'School');
  if (isError) return <Problem error={error} onRetry={() => void refetch()} />;
  if (data === undefined) return <div className="waiting figure-place" />;
  return (
    <>
      <div className="opening">
        {nav}
        <h1>{data.name}</h1>
        <p className="lede">{ledeOf(data)}</p>
      </div>
      <Identity data={data} link={link} />
      <section className="section" aria-labelledby="measures-title">
        <h2 id="measures-title">Measures over the years</h2>
        <p className="note">
          Each value leads to the file and row that it came from. None missing is read as zero.
        </p>
        {data.series.length === 0 ? (
          <p className="quiet">No file has brought a value of this school yet.</p>
        ) : (
          <Scroll label="Measures">
            <table className="table registry">
              <thead>
                <tr>
                  <th scope="col">Measure</th>
                  <th scope="col">Period</th>
                  <th scope="col" className="n">
                    Value
                  </th>
                  <th scope="col">From</th>
                </tr>
              </thead>
              <tbody>
                {data.series.map((one) => (
                  <Fragment key={`${one.label} ${one.pupilGroup} ${one.unit ?? ''}`}>
                    {one.points.map((point, i) => (
                      <tr key={point.key}>
                        <th scope="row">
                          {i === 0 ? measureTitle(one) : <span className="vh">{measureTitle(one)}</span>}
                          {i === 0 && one.unit !== null && <span className="quietly"> {one.unit}</span>}
                        </th>
                        <td>{point.period ?? '–'}</td>
                        <td className="n">{valueWords(point)}</td>
                        <td>{originWords(point, file)}</td>
                      </tr>
                    ))}
                  </Fragment>
                ))}
              </tbody>
            </table>
          </Scroll>
        )}
      </section>
    </>
  );
}

function ledeOf({ reference, groups }: School): string {
  const where = groups.map(({ label, name }) => `${label}: ${name}`);
  return `Reference ${reference}${where.length === 0 ? '' : `. ${listed(where)}`}.`;
}

function Identity({ data, link }: { data: School; link: SchoolPageProps['link'] }) {
  const { facts, predecessors, successors } = data;
  if (facts.length + predecessors.length + successors.length === 0) return null;
  return (
    <section className="section" aria-labelledby="identity-title">
      <h2 id="identity-title">Who it is</h2>
      <table className="table registry">
        <tbody>
          {facts.map(({ fact, value }) => (
            <tr key={fact}>
              <th scope="row">{fact.charAt(0).toUpperCase() + fact.slice(1)}</th>
              <td>{value}</td>
            </tr>
          ))}
          {predecessors.map((one) => (
            <tr key={one.link}>
              <th scope="row">Followed</th>
              <td>
                {link(one.id, one.name)} ({one.reference}){one.on === null ? '' : `, ${one.on}`}. {one.source}
              </td>
            </tr>
          ))}
          {successors.map((one) => (
            <tr key={one.link}>
              <th scope="row">Followed by</th>
              <td>
                {link(one.id, one.name)} ({one.reference}){one.on === null ? '' : `, ${one.on}`}. {one.source}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

function valueWords(point: Point): string {
  if (point.value === null) return point.missing === null ? '–' : missingReasons[point.missing].words;
  if (point.level !== null) return point.level;
  const digits = Number.isInteger(point.value) ? 0 : 2;
  const interval =
    point.lower === null || point.upper === null
      ? ''
      : `, ${decimal(point.lower, 2)} to ${decimal(point.upper, 2)}`;
  return `${decimal(point.value, digits)}${interval}`;
}

function originWords(point: Point, file: SchoolPageProps['file']): ReactNode {
  const { origin, predecessor } = point;
  if (origin === null) return '–';
  const words = `${origin.fileName}${origin.row === null ? '' : `, row ${String(origin.row)}`}`;
  return (
    <>
      {origin.import === null ? words : file(origin.import, words)}
      {predecessor !== null && <span className="quietly"> as {predecessor}</span>}
    </>
  );
}
