import { columnMoments } from '../describe/columnMoments.ts';
import type { Column } from '../describe/completeRows.ts';
import { StatsError, type StatsWarning } from '../errors.ts';
import { leastUniqueness, oneFactor, type OneFactor } from './oneFactor.ts';
import { correlationMatrix, type Direction } from './principalComponent.ts';

export interface McdonaldOmega {
  /** For a sum of the items in their own units. */
  raw: number;
  /** For a sum of standardised items. */
  standardised: number;
  /** Of each item as it is (not reversed) on the factor, which points the way the directions say. */
  loadings: Float64Array;
  uniquenesses: Float64Array;
  /** How far the correlations are from those of one factor: the likelihood's discrepancy; 0 is exact. */
  discrepancy: number;
  items: number;
  n: number;
  /** Rows left out because an item is NaN. */
  dropped: number;
  warnings: StatsWarning[];
  convergence: OneFactor['convergence'];
}

/**
 * McDonald's omega of a scale with one factor: the share of the variance of the sum that the factor makes,
 * (Σ loadings)² ∕ ((Σ loadings)² + Σ unique variances), over the rows that have all items. Unlike Cronbach's alpha it
 * does not ask all items to measure equally well; where they do, both are the same. Items whose entry in `directions`
 * is −1 are reversed first.
 *
 * Warns with `heywood` where an item's unique variance ran to its border, and with `direction-contradicted` where an
 * item loads against its direction.
 *
 * Throws as `columnMoments`, `too-few-items` below three items (two do not determine a factor), `dependent-items` and
 * `no-convergence`.
 *
 * Source: McDonald (1999), Test Theory, eq. 6.20b; the factor as in `oneFactor`.
 */
export function mcdonaldOmega(
  items: readonly Column[],
  directions: readonly Direction[] = items.map(() => 1),
): McdonaldOmega {
  const size = items.length;
  if (size < 3) throw new StatsError('too-few-items', 'McDonald’s omega needs at least three items.');
  const { moments, standardDeviations, complete } = columnMoments(items);
  const factor = oneFactor(correlationMatrix(moments, size), size);
  const towards = factor.loadings.reduce((sum, loading, i) => sum + directions[i] * loading, 0);
  const loadings = factor.loadings.map((loading) => (towards < 0 ? -loading : loading));
  const share = (scale: (i: number) => number) => {
    let common = 0;
    let unique = 0;
    for (let i = 0; i < size; i++) {
      common += directions[i] * scale(i) * loadings[i];
      unique += scale(i) ** 2 * factor.uniquenesses[i];
    }
    return common ** 2 / (common ** 2 + unique);
  };
  return {
    raw: share((i) => standardDeviations[i]),
    standardised: share(() => 1),
    loadings,
    uniquenesses: factor.uniquenesses,
    discrepancy: factor.discrepancy,
    items: size,
    n: moments.n,
    dropped: complete.length - moments.n,
    warnings: warningsOf(items, directions, loadings, factor.uniquenesses),
    convergence: factor.convergence,
  };
}

function warningsOf(
  items: readonly Column[],
  directions: readonly Direction[],
  loadings: Float64Array,
  uniquenesses: Float64Array,
): StatsWarning[] {
  const namesOf = (holds: (i: number) => boolean) =>
    items
      .filter((_, i) => holds(i))
      .map(({ name }) => `‘${name}’`)
      .join(', ');
  const warnings: StatsWarning[] = [];
  const heywood = namesOf((i) => uniquenesses[i] <= leastUniqueness * 1.0001);
  if (heywood !== '') {
    warnings.push({
      code: 'heywood',
      message: `One factor explains these items completely, which is hard to believe: ${heywood}. Do not trust omega.`,
    });
  }
  const against = namesOf((i) => directions[i] * loadings[i] < 0);
  if (against !== '') {
    warnings.push({
      code: 'direction-contradicted',
      message: `These items go against the direction that was given to them: ${against}.`,
    });
  }
  return warnings;
}
