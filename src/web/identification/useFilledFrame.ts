import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import type { Frame } from '#contract/identification';
import { schoolsAsked, type Asked } from '#contract/identificationClosed';
import { chooseSettings, hasValues, neededMeasures } from '#contract/identificationInput';
import { modelMeasures } from '#contract/identificationModel';
import { ProblemError } from '#contract/problem';
import { useStable } from '../ui/hooks.ts';
import { settingsOf, type Address } from './address.ts';
import { frameQuery } from './queries.ts';

interface Filled {
  /** The schools of the question; null while values are on their way. */
  frame: Frame | null;
  /** How many more are known, and had closed before its year. */
  closed: number;
  error: Error | null;
  retry: () => void;
}

/**
 * The frame with the values that the settings of the address need. A page begins with as many as can be sent at once;
 * of a national file with hundreds of measures the others are fetched when they are chosen.
 */
export function useFilledFrame(workspace: string, frame: Frame, address: Address): Filled {
  const settings = useStable(settingsOf(address));
  // As long as the same values are lacking the frame with them is the same, and with it what was reckoned from it.
  const lacking = useStable(useMemo(() => lackingOf(frame, settings), [frame, settings]));
  const more = useQuery({ ...frameQuery(workspace, lacking.all), enabled: lacking.all.length > 0 });
  const filled = useMemo(() => {
    if (lacking.all.length === 0) return frame;
    if (more.data !== undefined) return merged(frame, more.data);
    // What only the model needs is no reason to take the page away.
    return lacking.needed.length === 0 ? frame : null;
  }, [frame, lacking, more.data]);
  const asked = useMemo(() => filled && askedOf(filled, settings), [filled, settings]);
  return {
    frame: asked?.frame ?? null,
    closed: asked?.closed.length ?? 0,
    error: more.error,
    retry: () => void more.refetch(),
  };
}

/** An address that asks nothing, or what is not here, is about all schools. */
function askedOf(frame: Frame, settings: ReturnType<typeof settingsOf>): Asked {
  try {
    const chosen = chooseSettings(frame, settings);
    return chosen === null ? { frame, closed: [] } : schoolsAsked(frame, chosen.result);
  } catch (error) {
    if (error instanceof ProblemError) return { frame, closed: [] };
    throw error;
  }
}

interface Lacking {
  /** What the answer needs, and what is wanted with it. */
  needed: string[];
  all: string[];
}

const nothing: Lacking = { needed: [], all: [] };

function lackingOf(frame: Frame, settings: ReturnType<typeof settingsOf>): Lacking {
  try {
    const chosen = chooseSettings(frame, settings);
    if (chosen === null) return nothing;
    const model = chosen.model === undefined ? [] : modelMeasures(frame, chosen);
    const needed = neededMeasures(frame, settings);
    const lack = (keys: readonly string[]) =>
      frame.measures
        .filter((measure) => keys.includes(measure.key) && !hasValues(frame, measure))
        .map((measure) => measure.key);
    return { needed: lack(needed), all: lack([...needed, ...model]) };
  } catch (error) {
    // An address can name what is not here; the page says so itself.
    if (error instanceof ProblemError) return nothing;
    throw error;
  }
}

/** Measures keep the object they were, so that what was computed of them stays. */
function merged(frame: Frame, more: Frame): Frame {
  const filled = new Map(more.measures.map((measure) => [measure.key, measure]));
  return {
    ...frame,
    measures: frame.measures.map((measure) =>
      hasValues(frame, measure) ? measure : (filled.get(measure.key) ?? measure),
    ),
  };
}
