import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import type { StudySummary } from '#contract/studies';
import { counted } from '#contract/words';
import { dayOf } from '../ui/days.ts';
import { useTitle } from '../ui/hooks.ts';
import { Problem } from '../ui/Problem.tsx';
import { Scroll } from '../ui/Scroll.tsx';
import { studiesQuery } from './queries.ts';
import './studies.css';

interface StudiesPageProps {
  workspace: string;
  /** Whether the reader may draw schools here. */
  draws: boolean;
  /** Whether the reader sees the schools of the whole network, and so its studies. */
  seesAll: boolean;
  /** Back to the question, and from there to the draw. */
  identify: (words: string, className?: string) => ReactNode;
  link: (study: string, name: string) => ReactNode;
}

/** Every draw that was kept, the newest first. */
export function StudiesPage({ workspace, draws, seesAll, identify, link }: StudiesPageProps) {
  const { data, isError, error, refetch } = useQuery(studiesQuery(workspace));
  useTitle('Studies');
  if (isError) return <Problem error={error} onRetry={() => void refetch()} />;
  return (
    <>
      <div className="opening">
        <p className="kick">{identify('Identify')} · Studies</p>
        <h1>Studies</h1>
        {data !== undefined && data.studies.length > 0 && (
          <p className="lede">
            {counted(data.studies.length, 'draw')} of schools,{' '}
            <b>kept so that anybody can draw them again.</b>
          </p>
        )}
      </div>
      {data === undefined && <div className="waiting figure-place" />}
      {data?.studies.length === 0 && (
        <div className="empty">
          <p className="lede">
            {seesAll
              ? 'No studies yet. Schools that are drawn to be studied will be here.'
              : 'Studies are for those who see the whole network.'}
          </p>
          <p className="quiet">
            {seesAll
              ? 'A draw by lot keeps anybody from choosing the schools that suit them, and anybody can repeat it.'
              : 'They name schools of every kind, so people of a single school do not see them.'}
          </p>
          {draws && <p>{identify('Choose schools to study', 'btn')}</p>}
        </div>
      )}
      {data !== undefined && data.studies.length > 0 && <Studies studies={data.studies} link={link} />}
    </>
  );
}

function Studies({ studies, link }: { studies: readonly StudySummary[]; link: StudiesPageProps['link'] }) {
  return (
    <section aria-label="Studies">
      <Scroll label="Studies">
        <table className="table studies">
          <thead>
            <tr>
              <th scope="col">Study</th>
              <th scope="col">How</th>
              <th scope="col" className="n">
                Resilient
              </th>
              <th scope="col" className="n">
                Struggling
              </th>
              <th scope="col" className="n">
                Seed
              </th>
              <th scope="col">Drawn</th>
              <th scope="col">State</th>
            </tr>
          </thead>
          <tbody>
            {studies.map((study) => (
              <tr key={study.id}>
                <th scope="row">{link(study.id, study.name)}</th>
                <td>
                  {study.design}, {study.perGroup} a group
                </td>
                <td className="n">{study.drawn.resilient}</td>
                <td className="n">{study.drawn.struggling}</td>
                <td className="n">{study.seed}</td>
                <td>
                  {dayOf(study.createdAt)}
                  {study.createdBy === null ? '' : ` by ${study.createdBy}`}
                </td>
                <td>{study.lockedAt === null ? 'open' : `locked ${dayOf(study.lockedAt)}`}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </Scroll>
    </section>
  );
}
