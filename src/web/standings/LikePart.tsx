import type { ReactNode } from 'react';
import { likeScatterSvg } from '#charts/likeScatter';
import { cssPalette } from '#charts/palette';
import type { Like, Neighbour, SchoolStanding, StandingMethod, StandingPage } from '#contract/standings';
import { likeDescription, scatterOfLike } from '#contract/standingsFigures';
import { coarseDigits, likeWords, valueWords } from '#contract/standingsWords';
import { count, counted } from '#contract/words';
import { useWidth } from '../ui/hooks.ts';
import { Scroll } from '../ui/Scroll.tsx';
import { FigureFoot } from '../ui/FigureFoot.tsx';
import { betterThings, nothingBetter, yearOfAll } from './compared.ts';
import { filesOf, type OfSchool } from './files.ts';

interface LikePartProps extends OfSchool {
  standing: SchoolStanding;
  page: StandingPage;
  method: StandingMethod;
  /** A link to the page of a school that the reader may open. */
  link: (school: string, name: string) => ReactNode;
}

/** The schools nearest in circumstances, and what each does better by more than chance would explain. */
export function LikePart({ standing, page, method, link, ...of }: LikePartProps) {
  const [box, width] = useWidth<HTMLDivElement>(420);
  const { like } = page;
  const data = scatterOfLike(standing.school.name, page);
  if (like === null || data === null) return null;
  const year = yearOfAll(like.neighbours, method.result.periods.at(-1) ?? null);
  const description = likeDescription(standing.school.name, page);
  const svg = likeScatterSvg(data, { width, palette: cssPalette, description });
  return (
    <section className="section like-ours" aria-labelledby="like-title">
      <h2 id="like-title">Schools like ours</h2>
      <p className="note">
        {likeWords(method, like.candidates, like.neighbours.length)} Filled: does better in something, by more
        than chance would explain.
      </p>
      <div className="like">
        <figure aria-label="Schools like ours, by two measures of circumstances">
          <div ref={box} dangerouslySetInnerHTML={{ __html: svg }} />
          <FigureFoot {...filesOf(of, 'like')} rows={null} label="Schools like ours">
            {captionOf(like)}
          </FigureFoot>
        </figure>
        <Scroll label="The schools like ours, as a table">
          <table className="table">
            <thead>
              <tr>
                <th scope="col">
                  <span className="vh">Letter</span>
                </th>
                <th scope="col">School</th>
                {shown(like).map(({ label }) => (
                  <th key={label} scope="col" className="n">
                    {label}
                  </th>
                ))}
                {like.neighbours.some(({ pupils }) => pupils !== null) && (
                  <th scope="col" className="n">
                    Pupils
                  </th>
                )}
                <th scope="col">Compared with us{year === null ? '' : `, ${year}`}</th>
              </tr>
            </thead>
            <tbody>
              {like.neighbours.map((one) => (
                <Row key={one.key} neighbour={one} {...{ like, link, year }} />
              ))}
            </tbody>
          </table>
        </Scroll>
      </div>
    </section>
  );
}

/** Those of the figure: six columns of circumstances would hide what is compared. Files have all. */
const shown = ({ indicators }: Like) => indicators.slice(0, 2);

function captionOf({ indicators, field }: Like): string {
  const words =
    indicators.length < 3
      ? 'A line leads from a letter to its place where letters would lie on each other.'
      : `Figure and list show two of the ${count(indicators.length)} measures, the file shows all.`;
  if (field === null) return words;
  return `${words} Faint circles: ${counted(field.schools, 'other school')}, places rounded.`;
}

interface RowProps {
  neighbour: Neighbour;
  like: Like;
  link: LikePartProps['link'];
  /** As the heading says it. */
  year: string | null;
}

function Row({ neighbour, like, link, year }: RowProps) {
  const { key, school, name, circumstances, pupils, better } = neighbour;
  const sized = like.neighbours.some((one) => one.pupils !== null);
  return (
    <tr>
      <td>
        <span className={better.length > 0 ? 'letter p' : 'letter'}>{key}</span>
      </td>
      <th scope="row">{name === null ? `School ${key}` : school === null ? name : link(school, name)}</th>
      {shown(like).map(({ label, unit, digits }, i) => (
        <td key={label} className="n">
          {valueWords(
            circumstances[i] ?? null,
            unit,
            name === null ? coarseDigits(circumstances[i] ?? null, digits) : digits,
          )}
        </td>
      ))}
      {sized && <td className="n">{valueWords(pupils, null, 0)}</td>}
      <td className={better.length > 0 ? undefined : 'sim'}>
        {better.length === 0
          ? nothingBetter
          : betterThings(neighbour, year).map((words) => (
              <span key={words} className="thing">
                <span className="pos" aria-hidden="true">
                  +
                </span>{' '}
                {words}
              </span>
            ))}
      </td>
    </tr>
  );
}
