import { useMemo } from 'react';
import type { Frame } from '#contract/identification';
import type { Findings } from '#contract/identificationFindings';
import { answerYears } from '#contract/identificationYears';
import { identify, labelStability, StatsError } from '#stats';
import type { Beside } from './beside.ts';
import { useModel } from './useModel.ts';

/** What is known beside the answer. The years follow one frame after it, the model when its thread has told. */
export function useBeside(frame: Frame, findings: Findings, painted: Findings): Beside {
  const { chosen } = painted;
  const years = useMemo(() => {
    try {
      return answerYears({ identify, labelStability }, frame, chosen);
    } catch (error) {
      // In another year the question may have no answer; this year's stands.
      if (error instanceof StatsError) return null;
      throw error;
    }
  }, [frame, chosen]);
  const model = useModel(frame, findings);
  return useMemo(() => ({ years, model }), [years, model]);
}
