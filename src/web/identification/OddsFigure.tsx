import { useCallback, useMemo } from 'react';
import type { Frame } from '#contract/identification';
import { drawScatter } from '#charts/oddsScatter';
import { cssPalette } from '#charts/palette';
import { layoutScatter } from '#charts/scatterLayout';
import { useMedia, useWidth } from '../ui/hooks.ts';
import { decimal, decimalsFor } from '#contract/words';
import type { Findings } from '#contract/identificationFindings';
import { ScatterFigure, type Saying } from './ScatterFigure.tsx';
import {
  figureCaption,
  figureDescription,
  figureSubtitle,
  figureTitle,
  resilientNames,
  scatterOf,
} from '#contract/identificationWords';
import { contextQuarters, resultQuarters } from './sentences.ts';

interface OddsFigureProps {
  frame: Frame;
  findings: Findings;
  /** Id of the heading that says the finding already; without it the figure has one of its own, and a table below. */
  headedBy?: string;
}

/** The figure that proves the answer. */
export function OddsFigure({ frame, findings, headedBy }: OddsFigureProps) {
  const [box, width] = useWidth<HTMLDivElement>(880);
  const narrow = useMedia('screen and (max-width: 700px)');
  const data = useMemo(() => scatterOf(frame, findings), [frame, findings]);
  const { layout, svg } = useMemo(() => {
    const options = {
      width,
      height: width < 560 ? 388 : Math.round(Math.min(600, Math.max(400, width * 0.6))),
      palette: cssPalette,
      title: figureTitle(findings.tally),
      description: figureDescription(findings, resilientNames(frame, findings)),
      standalone: false,
      // Letters need the list beside them that says whose they are.
      keys: narrow && headedBy === undefined,
    };
    const made = layoutScatter(data, options);
    return { layout: made, svg: drawScatter(data, options, made) };
  }, [data, width, narrow, frame, findings, headedBy]);
  const say = useCallback((row: number) => sayOf(frame, findings, row), [frame, findings]);
  const named = layout.keyed ? layout.resilient.length : layout.labels.length;
  return (
    <figure aria-labelledby={headedBy ?? 'figure-title'}>
      {headedBy === undefined && (
        <h2 className="fig-title" id="figure-title">
          {figureTitle(findings.tally)}
        </h2>
      )}
      <p className="fig-sub">{figureSubtitle(findings)}</p>
      <div ref={box}>
        <ScatterFigure svg={svg} layout={layout} width={width} say={say} />
      </div>
      <figcaption>
        {figureCaption(findings, frame.source, named)}{' '}
        {headedBy === undefined && (
          <a href="#schools" className="no-print">
            Show as table
          </a>
        )}
      </figcaption>
    </figure>
  );
}

/** Name and values of a school; a struggling school is not named in the figure. */
function sayOf(frame: Frame, findings: Findings, row: number): Saying {
  const { result, measure, grouping, groups, code } = findings;
  const group = grouping === null ? undefined : groups[code[row] ?? -1]?.group;
  const struggling = result.kind[row] === 2;
  const value = measure.values[row] ?? null;
  const circumstances = contextQuarters[result.contextQuartile[row] ?? 0] ?? '';
  const results = resultQuarters[result.resultQuartile[row] ?? 0] ?? '';
  return {
    title: struggling ? 'A struggling school' : (frame.schools.name[row] ?? ''),
    lines: [
      ...(group === undefined || struggling ? [] : [group]),
      `Circumstances: ${circumstances} quarter (${decimal(result.index[row] ?? null, 2)})`,
      `Results: ${results} quarter (${decimal(value, value === null ? 0 : decimalsFor([value]))})`,
    ],
  };
}
