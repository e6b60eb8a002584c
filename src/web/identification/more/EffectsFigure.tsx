import { useMemo } from 'react';
import { caterpillarSvg } from '#charts/caterpillar';
import { cssPalette } from '#charts/palette';
import { urlOf } from '#contract/client';
import { effectsFigure, effectsTable } from '#contract/identification';
import { effectsOf, effectsRows, effectsWords } from '#contract/identificationEffects';
import type { Findings } from '#contract/identificationFindings';
import { caterpillar } from '#stats';
import { FigureFoot } from '../../ui/FigureFoot.tsx';
import { useWidth } from '../../ui/hooks.ts';
import type { Modelled } from '../useModel.ts';

interface EffectsFigureProps {
  workspace: string;
  findings: Findings;
  told: Modelled;
}

/** How far schools are from what circumstances predict, with intervals: in their order, without names. */
export function EffectsFigure({ workspace, findings, told }: EffectsFigureProps) {
  const [box, width] = useWidth<HTMLDivElement>(838);
  const { chosen, measure, result } = findings;
  const { highMeans } = result.method.result;
  const effects = useMemo(
    () => effectsOf({ caterpillar }, told.model, { measure, highMeans }),
    [told, measure, highMeans],
  );
  const { title, caption, description } = effectsWords(effects);
  const svg = caterpillarSvg(effects, { width, palette: cssPalette, description });
  const asked = { workspace, ...chosen };
  return (
    <figure className="effects" aria-labelledby="effects-title">
      <h3 id="effects-title">{title}</h3>
      <div ref={box} dangerouslySetInnerHTML={{ __html: svg }} />
      <FigureFoot
        csv={urlOf(effectsTable, asked)}
        svg={urlOf(effectsFigure, asked)}
        rows={effectsRows(effects)}
        label="Differences from what circumstances predict"
      >
        {caption}
      </FigureFoot>
    </figure>
  );
}
