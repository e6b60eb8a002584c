import type { AreaProfile } from './areaProfile.ts';
import type { AreaRows } from './areaRows.ts';
import type { FayHerriot } from './areaTypes.ts';
import { bilinear } from '../linalg/bilinear.ts';
import type { Method } from './criterion.ts';
import { emptyEffects } from './mixedFit.ts';

/**
 * The effects and predictions of all schools with their errors.
 *
 * γ = τ² ∕ (τ² + v); q = xᵀ(XᵀWX)⁻¹x. Of the effect, g2 is γ² q; of the true outcome it is (1 − γ)² q, because what the
 * coefficients miss the effect makes good in part. g3 = v² ∕ (τ² + v)³ · 2 ∕ Σ w². ML's estimate of τ² is too low by
 * tr((XᵀWX)⁻¹ XᵀW²X) ∕ Σ w² on average, which g1 passes on times (1 − γ)².
 */
export function areaEffects(
  rows: AreaRows,
  profile: AreaProfile,
  method: Method,
  outcome: Float64Array,
): Pick<FayHerriot, 'effects' | 'prediction'> {
  const column = () => new Float64Array(outcome.length).fill(NaN);
  const effects = {
    ...emptyEffects(outcome.length),
    raw: column(),
    samplingError: column(),
    fullError: column(),
  };
  const prediction = {
    expected: column(),
    estimate: column(),
    comparativeError: column(),
    fullError: column(),
  };
  const deviation = rows.scales[rows.width - 1];
  const tooLow = method === 'ML' ? profile.leverage / profile.squares : 0;
  const place = placer(rows, profile);
  let reliabilities = 0;
  for (let i = 0; i < rows.n; i++) {
    const { raw, uncertain } = place(i);
    const v = rows.variances[i];
    const w = 1 / (profile.between + v);
    const kept = profile.between * w;
    const own = kept * v;
    const fromVariance = (4 * v * v * w * w * w) / profile.squares + tooLow * (v * w) ** 2;
    const ofEffect = own + kept * kept * uncertain;
    const ofOutcome = own + (v * w) ** 2 * uncertain;
    const row = rows.row[i];
    reliabilities += kept;
    effects.raw[row] = deviation * raw;
    effects.samplingError[row] = deviation * Math.sqrt(v);
    effects.effect[row] = deviation * kept * raw;
    effects.reliability[row] = kept;
    effects.conditionalError[row] = deviation * Math.sqrt(own);
    effects.comparativeError[row] = deviation * Math.sqrt(ofEffect);
    effects.fullError[row] = deviation * Math.sqrt(ofEffect + fromVariance);
    effects.diagnosticError[row] =
      deviation * Math.sqrt(Math.max(0, kept * profile.between - kept * kept * uncertain));
    prediction.expected[row] = outcome[row] - effects.raw[row];
    prediction.estimate[row] = prediction.expected[row] + effects.effect[row];
    prediction.comparativeError[row] = deviation * Math.sqrt(ofOutcome);
    prediction.fullError[row] = deviation * Math.sqrt(ofOutcome + fromVariance);
  }
  return { effects: { ...effects, averageReliability: reliabilities / rows.n }, prediction };
}

/** A way to look at one school after another: its raw residual and xᵀ(XᵀWX)⁻¹x. */
function placer({ table, width, code }: AreaRows, { coefficients, inverse, sums }: AreaProfile) {
  const fixed = width - 1;
  const d = new Float64Array(fixed);
  return (i: number) => {
    const mean = code[i] * width;
    let raw = table[i * width + fixed] - sums.means[mean + fixed];
    for (let k = 0; k < fixed; k++) {
      d[k] = table[i * width + k] - sums.means[mean + k];
      raw -= coefficients[k] * d[k];
    }
    return { raw, uncertain: 1 / sums.weights[code[i]] + bilinear(inverse, fixed, d, d) };
  };
}
