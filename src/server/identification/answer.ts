import * as stats from '#stats';
import type { IdentifyResult } from '#stats';
import type { Answer, Frame, Settings } from '#contract/identification';
import { schoolsAsked, type Asked } from '#contract/identificationClosed';
import { chooseSettings, type ChosenSettings } from '#contract/identificationInput';
import { inPlainNames } from '#contract/identificationWords';
import { answerQuestion } from '#contract/identificationYears';
import { ProblemError } from '#contract/problem';

/** The quartile method on the schools of a question: these, the settings as chosen and the numbers. */
export interface Identified extends Asked {
  chosen: ChosenSettings;
  result: IdentifyResult;
}

export function identifyFrame(all: Frame, settings: Settings): Identified {
  const chosen = chooseSettings(all, settings);
  if (chosen === null) {
    throw new ProblemError(
      'conflict',
      'The question needs at least one measure of circumstances and one result. Bring a file that has them.',
    );
  }
  const asked = schoolsAsked(all, chosen.result);
  return { ...asked, chosen, result: told(all, () => answerQuestion(stats, asked.frame, chosen)) };
}

/** What cannot be computed from these data is for people to know, not a fault of the server. */
export function told<T>(frame: Frame, compute: () => T): T {
  try {
    return compute();
  } catch (error) {
    if (error instanceof stats.StatsError)
      throw new ProblemError('conflict', inPlainNames(frame, error.message), { cause: error });
    throw error;
  }
}

/** As it crosses the wire: typed arrays as lists, NaN as null. */
export function answerOf({ closed, result }: Identified): Answer {
  return {
    closed,
    method: result.method,
    counts: result.counts,
    groups: result.groups,
    index: Array.from(result.index, (value) => (Number.isNaN(value) ? null : value)),
    contextQuartile: Array.from(result.contextQuartile),
    resultQuartile: Array.from(result.resultQuartile),
    kind: Array.from(result.kind),
  };
}
