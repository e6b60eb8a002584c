const sampleLength = 101;

/**
 * A value near the middle of a column, for use as a provisional centre: the median of up to 101 evenly spaced values.
 *
 * Unlike a mean it is one of the values, so a constant column has deviations of exactly zero, and it stays near the
 * middle whatever the outliers. NaN is skipped; 0 where nothing is left.
 */
export function provisionalCentre(values: Float64Array): number {
  const step = Math.max(1, Math.floor(values.length / sampleLength));
  const sample: number[] = [];
  for (let i = 0; i < values.length && sample.length < sampleLength; i += step) {
    if (Number.isFinite(values[i])) sample.push(values[i]);
  }
  sample.sort((one, other) => one - other);
  return sample[sample.length >> 1] ?? 0;
}
