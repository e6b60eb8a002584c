import type { Findings } from '#contract/identificationFindings';

/**
 * How far a result lies from the median of its group, where better is above 0 whichever way the measure runs; null where
 * a school has no value or its group is not cut.
 */
export function fromMiddle({ result, groups, code, measure }: Findings, row: number): number | null {
  const value = measure.values[row] ?? null;
  const median = groups[code[row] ?? -1]?.result?.median;
  if (value === null || median === undefined || result.contextQuartile[row] === 0) return null;
  return result.method.result.highMeans === 'better' ? value - median : median - value;
}

/** The greatest distance of all schools shown, so that bars stay as long however the table is filtered. */
export function mostFromMiddle(findings: Findings): number {
  return findings.drawn.reduce(
    (most, drawn, row) => (drawn === 1 ? Math.max(most, Math.abs(fromMiddle(findings, row) ?? 0)) : most),
    0,
  );
}
