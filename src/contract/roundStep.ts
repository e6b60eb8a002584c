/** The smallest of 1, 2 or 5 times a power of ten that is not below what is wanted; 1 where nothing is. */
export function roundStep(wanted: number): number {
  if (!(wanted > 0) || !Number.isFinite(wanted)) return 1;
  const power = 10 ** Math.floor(Math.log10(wanted));
  return ([1, 2, 5].find((one) => one * power >= wanted) ?? 10) * power;
}
