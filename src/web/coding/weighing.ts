import { strengths } from '#contract/codingChanges';
import type { Desk } from './desk.ts';

/** One step more; from the strongest back to none. */
export function nextStrength(strength: number | null): number | null {
  const at = strengths.findIndex(({ value }) => value === strength);
  return strengths[at + 1]?.value ?? null;
}

/** Weighs the code that was given last to words of one's own. */
export function weighLast(desk: Desk, quotation: string): boolean {
  const code = desk.hanging.codesOn(quotation).at(-1);
  if (code === undefined) return false;
  desk.do({ do: 'weigh', evidence: code.id, strength: nextStrength(code.strength ?? null) });
  return true;
}
