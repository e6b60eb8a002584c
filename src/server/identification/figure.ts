import { oddsScatterSvg } from '#charts/oddsScatter';
import { lightPalette } from '#charts/palette';
import { layoutScatter, type ScatterOptions } from '#charts/scatterLayout';
import type { Frame } from '#contract/identification';
import { findingsOf, groupNames } from '#contract/identificationFindings';
import { shownGroups } from '#contract/identificationInput';
import {
  figureCaption,
  figureDescription,
  figureSubtitle,
  figureTitle,
  resilientNames,
  scatterOf,
  weakCaption,
} from '#contract/identificationWords';
import { weakLabels } from '#contract/identificationModelAnswer';
import type { Identified } from './answer.ts';
import type { ModelOutcome } from './model.ts';

/** Which groups are drawn; the numbers stay those of all. */
interface Wanted {
  only: readonly string[];
  without: readonly string[];
}

/** The page's scatter as a file of its own, with the page's words. */
export function figureSvg(
  frame: Frame,
  { chosen, result }: Identified,
  wanted: Wanted,
  model: ModelOutcome | null,
): string {
  const shown = shownGroups(groupNames(frame, chosen), wanted);
  const findings = findingsOf(frame, chosen, result, shown);
  const weak = model === null || 'lacking' in model ? null : weakLabels(result, model.firm);
  const data = scatterOf(frame, findings, weak);
  const resilient = resilientNames(frame, findings);
  const withNames = (named: number): ScatterOptions => ({
    width: 980,
    height: 660,
    palette: lightPalette,
    title: figureTitle(findings),
    description: figureDescription(findings, resilient),
    standalone: true,
    caption: `${figureSubtitle(findings)} ${figureCaption(findings, frame.source, named)}${weak === null ? '' : ` ${weakCaption(weak)}`}`,
  });
  // Whether all names fit is known only once they are placed.
  const { labels } = layoutScatter(data, withNames(resilient.length));
  return oddsScatterSvg(data, withNames(labels.length));
}
