import { cssPalette } from '#charts/palette';
import { standingSwarmSvg } from '#charts/standingSwarm';
import type { SchoolStanding, StandingMethod, StandingPage } from '#contract/standings';
import { standingRows, swarmOf } from '#contract/standingsFigures';
import { figureWords } from '#contract/standingsWords';
import { useWidth } from '../ui/hooks.ts';
import { FigureFoot } from '../ui/FigureFoot.tsx';
import { filesOf, type OfSchool } from './files.ts';

interface SwarmFigureProps extends OfSchool {
  standing: SchoolStanding;
  page: StandingPage;
  method: StandingMethod;
}

/** The figure that proves the finding: one school with its interval, the others without names. */
export function SwarmFigure({ standing, page, method, ...of }: SwarmFigureProps) {
  const [box, width] = useWidth<HTMLDivElement>(838);
  const { name } = standing.school;
  const data = swarmOf(name, page, method);
  if (data === null) return null;
  const { title, subtitle, caption, description } = figureWords(name, page, method);
  const svg = standingSwarmSvg(data, { width, palette: cssPalette, description });
  return (
    <figure aria-labelledby="swarm-title">
      <h2 className="fig-title" id="swarm-title">
        {title}
      </h2>
      <p className="fig-sub">{subtitle}</p>
      <div ref={box} dangerouslySetInnerHTML={{ __html: svg }} />
      <FigureFoot {...filesOf(of, 'standing')} rows={standingRows(standing)} label="Where the school stands">
        {caption}
      </FigureFoot>
    </figure>
  );
}
