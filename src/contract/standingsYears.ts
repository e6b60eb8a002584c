import type { OverYears } from './standings.ts';
import { bold, plain, type Phrase } from './standingsWords.ts';
import { count } from './words.ts';

/** A measure over the years against the middle half, in a sentence. */
export function yearsSentence({ points, highMeans }: OverYears): Phrase[] {
  const known = points.filter(({ value }) => value !== null);
  if (known.length === 0) return [plain('No value of this school is known.')];
  const sides = known.flatMap(({ value, band }) => {
    if (value === null || band === null) return [];
    return [value > band.q3 ? 1 : value < band.q1 ? -1 : 0];
  });
  if (sides.length === 0) return [plain('Too few schools have a value to show their middle half.')];
  const last = sides.at(-1) ?? 0;
  const lower = highMeans === 'worse' ? ' Lower is better.' : '';
  if (sides.every((side) => side === 0)) {
    return [plain(`Within the middle half${sides.length > 1 ? ' throughout' : ''}.${lower}`)];
  }
  const side = last === 0 ? (sides.findLast((one) => one !== 0) ?? 1) : last;
  const times = sides.filter((one) => one === side).length;
  const where = side > 0 ? 'Above the middle half' : 'Below the middle half';
  const when =
    sides.length === 1
      ? ''
      : times === sides.length
        ? ' throughout'
        : ` in ${count(times)} of ${count(sides.length)} years${last === 0 ? ', and within it now' : ''}`;
  return [bold(where), plain(`${when}${last === 0 ? '' : chanceWords(known.at(-1), side)}.${lower}`)];
}

function chanceWords(point: OverYears['points'][number] | undefined, side: number): string {
  const { band = null, low = null, high = null } = point ?? {};
  if (band === null || low === null || high === null) return '';
  const touches = side > 0 ? low <= band.q3 : high >= band.q1;
  return touches ? '; the interval reaches into it' : ', by more than chance would explain';
}
