/** Invented schools in two regions of 32: eight in the hardest quarter of each, two of which do best, the others least well. */
export const lines = Array.from({ length: 64 }, (_, i) => {
  const hard = i % 32 < 8;
  const score = !hard ? 50 + (i % 9) : i % 32 < 2 ? 90 + i / 7 : 20 + i / 3;
  const region = i < 32 ? 'Eastfold' : 'Northmarsh';
  return `${String(1000 + i)},Zq School ${String(i + 1)},${region},${String(hard ? 70 + i / 10 : 20 + i / 10)},${String(score)}`;
});
export const csvOf = (rows: readonly string[]) => `URN,SCHNAME,REGION,FSM,SCORE\n${rows.join('\n')}\n`;
