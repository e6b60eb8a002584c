import * as stats from '#stats';
import { caterpillarSvg } from '#charts/caterpillar';
import { lightPalette } from '#charts/palette';
import type { Frame } from '#contract/identification';
import { effectsOf, effectsRows, effectsWords, type Effects } from '#contract/identificationEffects';
import { measureOf } from '#contract/identificationFindings';
import { ProblemError } from '#contract/problem';
import { csvText } from '../imports/index.ts';
import type { Identified } from './answer.ts';
import { modelOf } from './model.ts';

/** The differences of all schools, by settings that ask for the model. */
async function effectsFor(frame: Frame, identified: Identified): Promise<Effects> {
  const { chosen, result } = identified;
  const model = await modelOf(frame, identified);
  if (model === null || 'lacking' in model) {
    throw new ProblemError('conflict', model?.lacking ?? 'These data do not allow the model.');
  }
  const { highMeans } = result.method.result;
  return effectsOf(stats, model.model, { measure: measureOf(frame, chosen.result), highMeans });
}

export async function effectsSvg(frame: Frame, identified: Identified): Promise<string> {
  const effects = await effectsFor(frame, identified);
  const { title, caption, description } = effectsWords(effects);
  const source = frame.source === null ? '' : ` ${frame.source}`;
  return caterpillarSvg(effects, {
    width: 838,
    palette: lightPalette,
    description,
    file: { title, caption: `${caption}${source}` },
  });
}

export async function effectsCsv(frame: Frame, identified: Identified): Promise<string> {
  return csvText(effectsRows(await effectsFor(frame, identified)), { byteOrderMark: true });
}
