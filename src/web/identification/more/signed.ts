import { decimal } from '#contract/words';

/** +12.3, −4.00. */
export function signed(value: number | undefined): string {
  const text = decimal(value ?? NaN, Math.abs(value ?? 0) < 10 ? 2 : 1);
  return (value ?? 0) > 0 ? `+${text}` : text;
}
