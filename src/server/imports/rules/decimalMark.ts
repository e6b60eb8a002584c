/** Which mark stands before the decimals. The other one may then only divide thousands. */
export type DecimalMark = 'point' | 'comma';

const certainComma = /^[-+−]?\d+,(?:\d{1,2}|\d{4,})\s*%?$/;
const certainPoint = /^[-+−]?\d+\.(?:\d{1,2}|\d{4,})\s*%?$/;

/**
 * Numbers such as 12,5 or 0,1234 can only have a decimal comma, 12.5 only a point; 1,234 tells nothing.
 * The majority of those that tell decides, and `otherwise` where none does.
 */
export function decimalMark(rows: readonly string[][], otherwise: DecimalMark): DecimalMark {
  let balance = 0;
  for (const row of rows.slice(0, 2_000)) {
    for (const cell of row) {
      const text = cell.trim();
      if (certainComma.test(text)) balance++;
      else if (certainPoint.test(text)) balance--;
    }
  }
  return balance === 0 ? otherwise : balance > 0 ? 'comma' : 'point';
}
