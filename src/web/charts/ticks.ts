/** Round tick values (1, 2 or 5 times a power of ten) inside `[min, max]`, about `count` of them. */
export function ticks(min: number, max: number, count: number): number[] {
  const span = max - min;
  if (!(span > 0) || !Number.isFinite(span) || count < 1) return [];
  const power = 10 ** Math.floor(Math.log10(span / count));
  const error = span / count / power;
  const step = power * (error >= 7.07 ? 10 : error >= 3.16 ? 5 : error >= 1.41 ? 2 : 1);
  // Plus 0 turns −0 into 0.
  const first = Math.ceil(min / step - 1e-9) + 0;
  const last = Math.floor(max / step + 1e-9);
  const values: number[] = [];
  // Multiples of an integer keep 0.3 from becoming 0.30000000000000004.
  for (let i = first; i <= last; i++) values.push(step >= 1 ? i * step : i / Math.round(1 / step));
  return values;
}

const plain = new Intl.NumberFormat('en-GB', { maximumFractionDigits: 6 });

/** A tick as people write it: thousands parted, a true minus sign, as many decimals as the step needs. */
export function tickLabel(value: number): string {
  const text = plain.format(Math.abs(value));
  return value < 0 ? `−${text}` : text;
}
