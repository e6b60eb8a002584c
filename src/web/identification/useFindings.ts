import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import type { Frame, Settings } from '#contract/identification';
import { ProblemError } from '#contract/problem';
import { chooseSettings, shownGroups, type ChosenSettings } from '#contract/identificationInput';
import { inPlainNames } from '#contract/identificationWords';
import { answerQuestion } from '#contract/identificationYears';
import { identify, labelStability, StatsError, type IdentifyResult } from '#stats';
import { useRested, useStable } from '../ui/hooks.ts';
import { settingsOf, type Address } from './address.ts';
import { agree } from './answer.ts';
import { findingsOf, groupNames, type Findings } from '#contract/identificationFindings';
import { answerQuery } from './queries.ts';

/** Whose numbers are on the page: the browser's preview, or the server's, which are the ones that count. */
export type Checked = 'not yet' | 'same' | 'replaced' | 'unreachable';

export interface State {
  chosen: ChosenSettings | null;
  findings: Findings | null;
  /** Why these settings give no answer, in words; with `chosen` null they name what this workspace does not have. */
  refusal: string | null;
  checked: Checked;
}

/** So long the controls rest before more than the answer is asked for: the server's numbers, and the model. */
export const restMilliseconds = 400;

/**
 * Answers the question at once in the browser, and when the controls have rested asks the server, whose numbers stay.
 * Null where the data cannot answer yet.
 */
export function useFindings(workspace: string, frame: Frame, address: Address): State | null {
  // An address is read anew at every change; only other words in it are other settings.
  const settings = useStable(settingsOf(address));
  const visible = useStable({ only: address.only, without: address.without });
  const choice = useMemo(() => choose(frame, settings), [frame, settings]);
  const { chosen } = choice;
  const local = useMemo(() => (chosen === null ? null : compute(frame, chosen)), [frame, chosen]);
  const computed = local?.result ?? null;
  const rested = useRested(chosen, restMilliseconds) === chosen;
  const server = useQuery({
    ...answerQuery(workspace, chosen ?? { context: [], result: '', within: '' }),
    enabled: computed !== null && rested,
  });
  const same = useMemo(
    () => computed !== null && server.data !== undefined && agree(computed, server.data),
    [computed, server.data],
  );
  // Equal numbers keep the object that is drawn already.
  const result = server.data === undefined || same ? computed : server.data;
  const findings = useMemo(() => {
    if (chosen === null || result === null) return null;
    return findingsOf(frame, chosen, result, shownGroups(groupNames(frame, chosen), visible));
  }, [frame, chosen, result, visible]);
  if (choice.unknown !== null) return { chosen, findings: null, refusal: choice.unknown, checked: 'not yet' };
  if (chosen === null) return null;
  const checked =
    server.data !== undefined ? (same ? 'same' : 'replaced') : server.isError ? 'unreachable' : 'not yet';
  return { chosen, findings, refusal: local?.refusal ?? null, checked };
}

/** An address can name a measure or grouping that is not, or no longer, here. */
function choose(frame: Frame, settings: Settings): { chosen: ChosenSettings | null; unknown: string | null } {
  try {
    return { chosen: chooseSettings(frame, settings), unknown: null };
  } catch (error) {
    if (error instanceof ProblemError) return { chosen: null, unknown: error.message };
    throw error;
  }
}

function compute(
  frame: Frame,
  chosen: ChosenSettings,
): { result: IdentifyResult | null; refusal: string | null } {
  try {
    return { result: answerQuestion({ identify, labelStability }, frame, chosen), refusal: null };
  } catch (error) {
    if (error instanceof StatsError || error instanceof ProblemError)
      return { result: null, refusal: inPlainNames(frame, error.message) };
    throw error;
  }
}
