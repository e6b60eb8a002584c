import type { ReactNode } from 'react';
import type { Agreement } from '#contract/agreement';
import { count, counted } from '#contract/words';
import { Scroll } from '../ui/Scroll.tsx';
import { leftWords } from './compared.ts';

interface ComparedSourcesProps extends Pick<Agreement, 'sources' | 'left' | 'coders'> {
  /** Leads to the agreement in one source. */
  link: ((source: string, words: string) => ReactNode) | null;
}

/** So many of those that are not compared are named. */
const mostLeft = 12;

/** The sources that are compared, with who coded each, and those that are not, with why. */
export function ComparedSources({ sources, left, coders, link }: ComparedSourcesProps) {
  if (sources.length + left.length === 0) return null;
  return (
    <section className="section" aria-labelledby="sources-title">
      <h2 id="sources-title">
        {sources.length === 0 ? 'Not compared yet' : `Compared in ${counted(sources.length, 'source')}`}
      </h2>
      <Scroll label="Sources that are compared, and those that are not">
        <table className="table agreement-table">
          <thead>
            <tr>
              <th>Source</th>
              <th className="n">Units</th>
              <th>Coded by</th>
            </tr>
          </thead>
          <tbody>
            {sources.map((one) => (
              <tr key={one.id}>
                <th scope="row">{link === null ? one.title : link(one.id, one.title)}</th>
                <td className="n">{count(one.units)}</td>
                <td>
                  {one.coders.map((place) => coders[place]?.name ?? '').join(', ')}
                  {one.blind && <small> blindly</small>}
                </td>
              </tr>
            ))}
            {left.slice(0, mostLeft).map((one) => (
              <tr key={one.id}>
                <th scope="row">{one.title}</th>
                <td className="n">–</td>
                <td className="quiet">not compared: {leftWords(one)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </Scroll>
      {left.length > mostLeft && (
        <p className="note">{counted(left.length - mostLeft, 'more source')} not compared.</p>
      )}
    </section>
  );
}
