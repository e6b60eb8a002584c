/**
 * Below this share of its variance left over from the covariates before it, a covariate says nothing of its own. It is
 * the square of a ratio of norms, and lies above what rounding leaves of a sum of products.
 */
const leastVariance = 1e-11;

/** Of (standardised) sums of squares, the share per row that is only rounding. */
export const roundingShare = 1e-24;

/**
 * Which of the first `covariates` columns are not determined by those before them, in their order, as R drops them; and
 * how much of each column's sum of squares the kept ones leave. From sums of squares and products about the means,
 * row-major, with `width` entries a row. Sums of squares up to `nothing` count as 0.
 */
export function independent(
  crossProducts: Float64Array,
  width: number,
  covariates: number,
  nothing = 0,
): { kept: number[]; left: Float64Array } {
  const left = crossProducts.slice(0, width * width);
  const kept: number[] = [];
  for (let j = 0; j < covariates; j++) {
    const own = crossProducts[j * width + j];
    const pivot = left[j * width + j];
    if (!(own > nothing) || pivot <= leastVariance * own) continue;
    kept.push(j);
    for (let i = j + 1; i < width; i++) {
      const factor = left[i * width + j] / pivot;
      for (let k = j + 1; k < width; k++) left[i * width + k] -= factor * left[j * width + k];
    }
  }
  return { kept, left: Float64Array.from({ length: width }, (_, j) => left[j * width + j]) };
}
