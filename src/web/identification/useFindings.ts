import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import type { Frame } from '#contract/identification';
import { chooseSettings, identifyInput, type ChosenSettings } from '#contract/identificationInput';
import { identify, StatsError, type IdentifyResult } from '#stats';
import { useRested } from '../ui/hooks.ts';
import { settingsOf, shownGroups, type Address } from './address.ts';
import { agree } from './answer.ts';
import { findingsOf, groupNames, type Findings } from './findings.ts';
import { answerQuery } from './queries.ts';

/** Whose numbers are on the page: the browser's preview, or the server's, which are the ones that count. */
export type Checked = 'not yet' | 'same' | 'replaced' | 'unreachable';

export interface State {
  chosen: ChosenSettings;
  findings: Findings | null;
  /** Why these settings give no answer, in words. */
  refusal: string | null;
  checked: Checked;
}

const restMilliseconds = 400;

/**
 * Answers the question at once in the browser, and when the controls have rested asks the server, whose numbers stay.
 * Null where the data cannot answer yet.
 */
export function useFindings(workspace: string, frame: Frame, address: Address): State | null {
  const { context, result, within } = address;
  const chosen = useMemo(
    () => chooseSettings(frame, settingsOf({ context, result, within })),
    // Lists from the address are new at every reading; their words are what matters.
    [frame, context?.join('\n'), result, within],
  );
  const local = useMemo(() => (chosen === null ? null : compute(frame, chosen)), [frame, chosen]);
  const rested = useRested(chosen, restMilliseconds) === chosen;
  const server = useQuery({
    ...answerQuery(workspace, chosen ?? { context: [], result: '', within: '' }),
    enabled: chosen !== null && local?.result !== null && rested,
  });
  const same = useMemo(
    () => local?.result != null && server.data !== undefined && agree(local.result, server.data),
    [local, server.data],
  );
  // Equal numbers keep the object that is drawn already.
  const shownResult = server.data === undefined || same ? (local?.result ?? null) : server.data;
  const hidden = `${(address.only ?? ['*']).join('\n')}\n\n${(address.without ?? []).join('\n')}`;
  const findings = useMemo(() => {
    if (chosen === null || shownResult === null) return null;
    return findingsOf(frame, chosen, shownResult, shownGroups(groupNames(frame, chosen), address));
    // `hidden` stands for the two lists of the address.
  }, [frame, chosen, shownResult, hidden]);
  if (chosen === null) return null;
  const checked =
    server.data !== undefined ? (same ? 'same' : 'replaced') : server.isError ? 'unreachable' : 'not yet';
  return { chosen, findings, refusal: local?.refusal ?? null, checked };
}

function compute(
  frame: Frame,
  chosen: ChosenSettings,
): { result: IdentifyResult | null; refusal: string | null } {
  try {
    return { result: identify(identifyInput(frame, chosen)), refusal: null };
  } catch (error) {
    if (error instanceof StatsError) return { result: null, refusal: error.message };
    throw error;
  }
}
