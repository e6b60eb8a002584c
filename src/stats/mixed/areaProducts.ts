/** Weighted sums over schools about the weighted means of their groups, for weights w and their powers. */
export interface AreaProducts {
  /** By group, Σ w, Σ w² and Σ w³. */
  weights: Float64Array;
  squares: Float64Array;
  cubes: Float64Array;
  /** By group, means of the columns weighted by w; 0 without schools. */
  means: Float64Array;
  /** By group, Σ w² d, where d are deviations from these means. */
  tilt: Float64Array;
  /** Σ w d dᵀ, Σ w² d dᵀ and Σ w³ d dᵀ over all schools, row-major. */
  products: Float64Array;
  products2: Float64Array;
  products3: Float64Array;
}

export interface GroupedTable {
  table: Float64Array;
  width: number;
  code: Int32Array;
  groups: number;
  n: number;
}

/** In two passes, means first, so that no digits are lost where groups lie far apart. */
export function areaProducts(rows: GroupedTable, w: Float64Array): AreaProducts {
  const { width, groups } = rows;
  const sums: AreaProducts = {
    weights: new Float64Array(groups),
    squares: new Float64Array(groups),
    cubes: new Float64Array(groups),
    means: new Float64Array(groups * width),
    tilt: new Float64Array(groups * width),
    products: new Float64Array(width * width),
    products2: new Float64Array(width * width),
    products3: new Float64Array(width * width),
  };
  addMeans(rows, w, sums);
  addProducts(rows, w, sums);
  for (const matrix of [sums.products, sums.products2, sums.products3]) mirror(matrix, width);
  return sums;
}

function addMeans({ table, width, code, n }: GroupedTable, w: Float64Array, sums: AreaProducts): void {
  const { weights, squares, cubes, means } = sums;
  for (let i = 0, at = 0; i < n; i++) {
    const weight = w[i];
    const group = code[i];
    weights[group] += weight;
    squares[group] += weight * weight;
    cubes[group] += weight * weight * weight;
    for (let entry = group * width; entry < (group + 1) * width; entry++)
      means[entry] += weight * table[at++];
  }
  for (let entry = 0; entry < means.length; entry++) {
    const weight = weights[(entry / width) | 0];
    if (weight > 0) means[entry] /= weight;
  }
}

function addProducts({ table, width, code, n }: GroupedTable, w: Float64Array, sums: AreaProducts): void {
  const { means, tilt, products, products2, products3 } = sums;
  const d = new Float64Array(width);
  for (let i = 0, at = 0; i < n; i++) {
    const w1 = w[i];
    const w2 = w1 * w1;
    const group = code[i] * width;
    for (let k = 0; k < width; k++) {
      d[k] = table[at++] - means[group + k];
      tilt[group + k] += w2 * d[k];
    }
    for (let k = 0; k < width; k++) {
      const own = w1 * d[k];
      const own2 = w1 * own;
      const own3 = w1 * own2;
      for (let l = k, entry = k * width + k; l < width; l++, entry++) {
        products[entry] += own * d[l];
        products2[entry] += own2 * d[l];
        products3[entry] += own3 * d[l];
      }
    }
  }
}

/** Copies the upper triangle to the lower one. */
function mirror(matrix: Float64Array, width: number): void {
  for (let j = 0; j < width; j++) {
    for (let k = 0; k < j; k++) matrix[j * width + k] = matrix[k * width + j];
  }
}
