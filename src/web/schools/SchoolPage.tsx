import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { capital } from '#contract/words';
import { useTitle } from '../ui/hooks.ts';
import { Problem } from '../ui/Problem.tsx';
import { schoolQuery } from './queries.ts';
import { SchoolLinks } from './SchoolLinks.tsx';
import { SchoolMeasures } from './SchoolMeasures.tsx';
import { factWords, whoItIs } from './sentences.ts';
import './registry.css';

interface SchoolPageProps {
  workspace: string;
  school: string;
  nav: ReactNode;
  /** Whether the reader may say what a school followed. */
  mayChange: boolean;
  link: (school: string, name: string) => ReactNode;
  /** A link to the file that a value came from. */
  file: (id: string, words: string) => ReactNode;
}

/** A school as the registry knows it: who it is, what it followed, and its measures over their periods. */
export function SchoolPage({ workspace, school, nav, mayChange, link, file }: SchoolPageProps) {
  const { data, isError, error, refetch } = useQuery(schoolQuery(workspace, school));
  useTitle(data?.name ?? 'School');
  if (isError) return <Problem error={error} onRetry={() => void refetch()} />;
  if (data === undefined) return <div className="waiting figure-place" />;
  const { bold, after } = whoItIs(data);
  return (
    <>
      <div className="opening">
        {nav}
        <h1>{data.name}</h1>
        <p className="lede">
          <b>{bold}</b>
          {after} Reference {data.reference}.
        </p>
      </div>
      <div className="split registry-split">
        <SchoolMeasures series={data.series} file={file} />
        <aside className="side" aria-label="Who it is">
          <section>
            <h3>Who it is</h3>
            <dl className="facts">
              <Fact name="Reference" value={data.reference} />
              {data.facts.map((one) => (
                <Fact key={one.fact} name={one.fact} value={factWords(one)} />
              ))}
            </dl>
          </section>
          {data.groups.length > 0 && (
            <section>
              <h3>Groups</h3>
              <dl className="facts">
                {data.groups.map(({ key, label, name }) => (
                  <Fact key={key} name={label} value={name} />
                ))}
              </dl>
            </section>
          )}
          <SchoolLinks workspace={workspace} school={data} mayChange={mayChange} link={link} />
        </aside>
      </div>
    </>
  );
}

function Fact({ name, value }: { name: string; value: string }) {
  return (
    <div>
      <dt>{capital(name)}</dt>
      <dd>{value}</dd>
    </div>
  );
}
