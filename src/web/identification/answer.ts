import type { Answer } from '#contract/identification';
import type { IdentifyResult } from '#stats';

/** The server's answer in the shape that the browser's own computation has. */
export function fromAnswer(answer: Answer): IdentifyResult {
  return {
    ...answer,
    index: Float64Array.from(answer.index, (value) => value ?? NaN),
    contextQuartile: Uint8Array.from(answer.contextQuartile),
    resultQuartile: Uint8Array.from(answer.resultQuartile),
    kind: Uint8Array.from(answer.kind),
  };
}

const tolerance = 1e-9;

/** Whether two results say the same of every school: the same quarters, and an index equal but for rounding. */
export function agree(a: IdentifyResult, b: IdentifyResult): boolean {
  if (a.index.length !== b.index.length) return false;
  for (let i = 0; i < a.index.length; i++) {
    if (a.kind[i] !== b.kind[i]) return false;
    if (a.contextQuartile[i] !== b.contextQuartile[i] || a.resultQuartile[i] !== b.resultQuartile[i])
      return false;
    if (!close(a.index[i] ?? NaN, b.index[i] ?? NaN)) return false;
  }
  return true;
}

function close(a: number, b: number): boolean {
  if (Number.isNaN(a) || Number.isNaN(b)) return Number.isNaN(a) && Number.isNaN(b);
  return Math.abs(a - b) <= tolerance * Math.max(1, Math.abs(a), Math.abs(b));
}
