import { modelInput } from '#contract/identificationModel';
import { drawLabels, fitModel, weakBelow, type ModelFit } from '#contract/identificationModelAnswer';
import { answerYears, type Years } from '#contract/identificationYears';
import * as stats from '#stats';
import type { Firmness, IdentifyResult } from '#stats';
import type { IdentifyOptions } from './options.ts';
import type { Question } from './question.ts';

/** What was asked for beside the rule’s answer. */
export interface Beside {
  years: Years | null;
  /** Null where it was not asked for. */
  model: { lacking: string } | { why: string; fit: ModelFit; firm: Firmness; weak: number } | null;
}

export const standings = ['worse than expected', 'as expected', 'better than expected'] as const;

/** Of one school; what was not asked for is left out, what is not known is null. */
export interface SchoolBeside {
  /** In how many of the years in which it was classified it had the type that it has. */
  yearsHeld?: number | null;
  yearsTold?: number;
  pupils?: number | null;
  expected?: number | null;
  adjusted?: number | null;
  difference?: number | null;
  differenceError?: number | null;
  standing?: (typeof standings)[number] | null;
  /** The share of draws in which its type holds; null for a school of neither type. */
  firmness?: number | null;
}

export function besideOf(options: IdentifyOptions, question: Question, computed: IdentifyResult) {
  const { frame, chosen } = question;
  const years = options.earlier.length === 0 ? null : answerYears(stats, frame, chosen);
  const input = options.rule.model === null ? null : modelInput(frame, chosen, computed.index);
  const model = input === null ? null : modelled(input, computed);
  const pupils = input === null || 'lacking' in input ? null : input.pupils;
  const ofSchool = (i: number): SchoolBeside => ({
    ...(years !== null && yearsOf(years, computed, i)),
    ...(model !== null && !('lacking' in model) && modelOf(model, computed, i)),
    ...(pupils !== null && { pupils: known(pupils.values[i]) }),
  });
  return { beside: { years, model } satisfies Beside, ofSchool };
}

function modelled(input: ReturnType<typeof modelInput>, computed: IdentifyResult): Beside['model'] {
  if ('lacking' in input) return input;
  const fit = fitModel(stats, input, computed);
  if ('lacking' in fit) return fit;
  const firm = drawLabels(stats, input, fit, { identified: computed });
  const weak = computed.kind.filter((kind, i) => kind !== 0 && (firm.held[i] ?? NaN) < weakBelow).length;
  return { why: input.why, fit, firm, weak };
}

const known = (value: number | undefined) => (value === undefined || Number.isNaN(value) ? null : value);

function yearsOf({ stability }: Years, { kind }: IdentifyResult, i: number): SchoolBeside {
  const held = [undefined, stability.resilient[i], stability.struggling[i]][kind[i] ?? 0];
  return { yearsHeld: held ?? null, yearsTold: stability.told[i] ?? 0 };
}

function modelOf(
  { fit, firm }: Extract<NonNullable<Beside['model']>, { fit: ModelFit }>,
  { kind }: IdentifyResult,
  i: number,
): SchoolBeside {
  const { prediction, effects } = fit.fit;
  const isIn = !Number.isNaN(effects.effect[i]);
  return {
    expected: known(prediction.expected[i]),
    adjusted: known(prediction.estimate[i]),
    difference: known(effects.effect[i]),
    differenceError: known(effects.fullError[i]),
    standing: isIn ? (standings[1 + (fit.views.standing[i] ?? 0)] ?? null) : null,
    firmness: kind[i] === 0 ? null : known(firm.held[i]),
  };
}
