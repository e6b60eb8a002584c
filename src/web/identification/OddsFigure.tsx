import { useCallback, useMemo } from 'react';
import type { Frame } from '#contract/identification';
import { drawScatter } from '#charts/oddsScatter';
import { cssPalette } from '#charts/palette';
import { layoutScatter } from '#charts/scatterLayout';
import { useMedia, useWidth } from '../ui/hooks.ts';
import { decimal, decimalsFor } from '#contract/words';
import type { Findings } from '#contract/identificationFindings';
import { weakLabels } from '#contract/identificationModelAnswer';
import { firmnessOf, inTen, toldOf, type Beside } from './beside.ts';
import { ScatterFigure, type Saying } from './ScatterFigure.tsx';
import {
  figureCaption,
  figureDescription,
  figureSubtitle,
  figureTitle,
  resilientNames,
  scatterOf,
  weakCaption,
} from '#contract/identificationWords';

interface OddsFigureProps {
  frame: Frame;
  findings: Findings;
  /** How firm labels are, where that is asked. */
  beside?: Beside;
  /** Id of the heading that says the finding already; without it the figure has one of its own, and a table below. */
  headedBy?: string;
}

/** The figure that proves the answer. */
export function OddsFigure({ frame, findings, beside, headedBy }: OddsFigureProps) {
  const told = beside === undefined ? null : toldOf(beside);
  const weak = useMemo(
    () => (told === null ? null : weakLabels(findings.result, told.firm)),
    [findings, told],
  );
  const [box, width] = useWidth<HTMLDivElement>(880);
  const narrow = useMedia('screen and (max-width: 700px)');
  const data = useMemo(() => scatterOf(frame, findings, weak), [frame, findings, weak]);
  const { layout, svg } = useMemo(() => {
    const options = {
      width,
      height: width < 560 ? 388 : Math.round(Math.min(600, Math.max(400, width * 0.6))),
      palette: cssPalette,
      title: figureTitle(findings),
      description: figureDescription(findings, resilientNames(frame, findings)),
      standalone: false,
      // Letters need the list beside them that says whose they are.
      keys: narrow && headedBy === undefined,
    };
    const made = layoutScatter(data, options);
    return { layout: made, svg: drawScatter(data, options, made) };
  }, [data, width, narrow, frame, findings, headedBy]);
  const say = useCallback((row: number) => sayOf(frame, findings, row, told), [frame, findings, told]);
  const named = layout.keyed ? layout.resilient.length : layout.labels.length;
  return (
    <figure aria-labelledby={headedBy ?? 'figure-title'}>
      {headedBy === undefined && (
        <h2 className="fig-title" id="figure-title">
          {figureTitle(findings)}
        </h2>
      )}
      <p className="fig-sub">{figureSubtitle(findings)}</p>
      <div ref={box}>
        <ScatterFigure svg={svg} layout={layout} width={width} say={say} />
      </div>
      <figcaption>
        {figureCaption(findings, frame.source, named)} {weak !== null && `${weakCaption(weak)} `}
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
function sayOf(frame: Frame, findings: Findings, row: number, told: ReturnType<typeof toldOf>): Saying {
  const { result, measure, grouping, groups, code, parts } = findings;
  const group = grouping === null ? undefined : groups[code[row] ?? -1]?.group;
  const struggling = result.kind[row] === 2;
  const value = measure.values[row] ?? null;
  const circumstances = parts.context[result.contextQuartile[row] ?? 0] ?? '';
  const results = parts.results[result.resultQuartile[row] ?? 0] ?? '';
  return {
    title: struggling ? 'A struggling school' : (frame.schools.name[row] ?? ''),
    lines: [
      ...(group === undefined || struggling ? [] : [group]),
      `Circumstances: ${circumstances} (${decimal(result.index[row] ?? null, 2)})`,
      `Results: ${results} (${decimal(value, value === null ? 0 : decimalsFor([value]))})`,
      ...(told === null || result.kind[row] === 0
        ? []
        : [`Label holds in ${inTen(firmnessOf(findings, told, row))} draws`]),
    ],
  };
}
