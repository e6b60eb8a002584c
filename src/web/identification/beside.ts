import { weakBelow } from '#contract/identificationModelAnswer';
import type { Findings } from '#contract/identificationFindings';
import type { Years } from '#contract/identificationYears';
import type { ModelState, Modelled } from './useModel.ts';

/** What is known beside the rule’s answer: the same rule in other years, and the model. */
export interface Beside {
  years: Years | null;
  model: ModelState;
}

export function toldOf({ model }: Beside): Modelled | null {
  return model.state === 'told' ? model : null;
}

/** In how many of the years in which it was classified a school had the label that it has; NaN without a label. */
export function yearsHeld({ result }: Findings, years: Years, row: number): number {
  const { stability } = years;
  const kind = result.kind[row];
  if (kind === 1) return stability.resilient[row] ?? NaN;
  return kind === 2 ? (stability.struggling[row] ?? NaN) : NaN;
}

/** The share of draws in which the label holds; NaN without a label or where it is not told. */
export function firmnessOf({ result }: Findings, { firm }: Modelled, row: number): number {
  return result.kind[row] === 0 ? NaN : (firm.held[row] ?? NaN);
}

/** `8 in 10`; `–` where there is none. What holds in fewer than half is not rounded up to half. */
export function inTen(share: number): string {
  if (Number.isNaN(share)) return '–';
  const tenths = share < weakBelow ? Math.min(4, Math.round(share * 10)) : Math.round(share * 10);
  return `${String(tenths)} in 10`;
}

export function isWeak(findings: Findings, told: Modelled | null, row: number): boolean {
  return told !== null && firmnessOf(findings, told, row) < weakBelow;
}
