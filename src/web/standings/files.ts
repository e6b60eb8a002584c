import { urlOf } from '#contract/client';
import { standingFigure, standingTable } from '#contract/standings';

export interface OfSchool {
  workspace: string;
  school: string;
}

/** Where the files of a figure of a school's page are. */
export function filesOf(of: OfSchool, figure: 'standing' | 'years' | 'like'): { csv: string; svg: string } {
  const input = { ...of, figure };
  return { csv: urlOf(standingTable, input), svg: urlOf(standingFigure, input) };
}
