/** leftᵀ · matrix · right. */
export function bilinear(
  matrix: Float64Array,
  size: number,
  left: Float64Array,
  right: Float64Array,
): number {
  let sum = 0;
  for (let i = 0; i < size; i++) {
    for (let j = 0; j < size; j++) sum += left[i] * matrix[i * size + j] * right[j];
  }
  return sum;
}
