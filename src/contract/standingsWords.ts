import type { Better, Others, Place, StandingMethod, StandingPage } from './standings.ts';
import { partsOf } from './identificationParts.ts';
import { oneGroupOf } from './groupingWords.ts';
import { count, counted, decimal, isPercent, listed } from './words.ts';

/** What is written on a school's page and in its figures, on the screen and in files alike. */

/** Words with those that matter most in bold. */
export type Phrase = { text: string; bold: boolean };
export const plain = (text: string): Phrase => ({ text, bold: false });
export const bold = (text: string): Phrase => ({ text, bold: true });

/** Reading, without the year that its label may name. */
export function measureTitleOver({ label, period }: { label: string; period: string | null }): string {
  if (period === null) return label;
  return label
    .replace(period, ' ')
    .replaceAll(/\s+/g, ' ')
    .replaceAll(/^[\s,–-]+|[\s,–-]+$/g, '');
}

/** Reading, 2024–25: a measure in its latest period. */
export function measureWords({ label, periods }: { label: string; periods: readonly string[] }): string {
  const last = periods.at(-1);
  return last === undefined || label === last ? label : `${label}, ${last}`;
}

/** 46%, 204, 12.5 kg. */
export function valueWords(value: number | null, unit: string | null, digits: number): string {
  const number = decimal(value, digits);
  if (value === null || unit === null) return number;
  return isPercent(unit) ? `${number}%` : number;
}

/** Of a school under a letter two digits of a figure are told: a third one would be a nought that nobody knows. */
export function coarseDigits(value: number | null, digits: number): number {
  if (value === null || value === 0) return 0;
  return Math.max(0, Math.min(digits, 1 - Math.floor(Math.log10(Math.abs(value)))));
}

/** 6 points, 1 percentage point: always of what differs, so without a sign. */
export function differenceWords(value: number, unit: string | null, digits: number): string {
  const number = decimal(Math.abs(value), digits);
  const one = number === '1';
  if (isPercent(unit)) return `${number} percentage ${one ? 'point' : 'points'}`;
  return `${number} ${isOneWord(unit) ? unit : one ? 'point' : 'points'}`;
}

/** Days, euros. What describes a scale ('mean scaled score, 80 to 120') is no word to count in. */
const isOneWord = (unit: string | null): unit is string => unit !== null && /^\p{L}+$/u.test(unit.trim());

/** What differences are counted in. */
export const differenceUnit = (unit: string | null) => differenceWords(2, unit, 0).slice(2);

/** +6, −1.4, 0. */
export function signed(value: number, digits: number): string {
  const number = decimal(value, digits);
  return value > 0 && /[1-9]/.test(number) ? `+${number}` : number;
}

type Side = 'better' | 'likely better' | 'about' | 'likely lower' | 'lower';

/** On which side of what circumstances predict the school stands, and whether chance could have put it there. */
export function sideOf(place: Place, highMeans: 'better' | 'worse'): Side {
  const up = highMeans === 'better' ? 1 : -1;
  const ends = (a: number, b: number) => [Math.min(up * a, up * b), Math.max(up * a, up * b)] as const;
  const [low, high] = ends(place.low, place.high);
  const [lowHalf, highHalf] = ends(place.lowHalf, place.highHalf);
  if (low > 0) return 'better';
  if (high < 0) return 'lower';
  if (lowHalf > 0) return 'likely better';
  return highHalf < 0 ? 'likely lower' : 'about';
}

/** The heading is the finding. */
export function findingWords(name: string, page: StandingPage | null, method: StandingMethod | null): string {
  if (page === null || method === null) return name;
  if (page.place === null) {
    if (page.circumstances === 0) return `Where ${name} stands${yearOf(method)} cannot be told`;
    return `${name}: ${quarterWords(page, method)}`;
  }
  switch (sideOf(page.place, method.result.highMeans)) {
    case 'better':
      return `${name} does better than its circumstances predict`;
    case 'likely better':
      return `${name} does better than its circumstances predict, most likely`;
    case 'about':
      return `${name} does about as well as its circumstances predict`;
    case 'likely lower':
      return `The results of ${name} are below what its circumstances predict, most likely`;
    case 'lower':
      return `The results of ${name} are below what its circumstances predict`;
  }
}

function yearOf({ result }: StandingMethod): string {
  const year = result.periods.at(-1);
  return year === undefined ? '' : ` in ${year}`;
}

/** In the hardest quarter of circumstances and the second highest quarter of results. */
function quarterWords({ circumstances, results }: StandingPage, { outer }: StandingMethod): string {
  const parts = partsOf(outer ?? {});
  return `in the ${parts.context[circumstances] ?? ''} of circumstances and the ${parts.results[results] ?? ''} of results`;
}

export function ledeWords(page: StandingPage, method: StandingMethod): Phrase[] {
  const { place, pupils } = page;
  const { unit, digits } = method.result;
  if (place === null) return page.lacking.slice(0, 1).map(plain);
  const size = differenceWords(place.effect, unit, digits);
  const nothing = !/[1-9]/.test(size);
  const first = nothing
    ? [plain('Its results are '), bold('as those of schools facing the same odds')]
    : [
        plain('Its results are about '),
        bold(`${size} ${place.effect > 0 ? 'higher' : 'lower'}`),
        plain(' than those of schools facing the same odds'),
      ];
  const tested =
    pupils === null ? 'Chance has a part in this: the' : `With ${counted(pupils, 'pupil')} behind them, the`;
  return [
    ...first,
    plain(`. ${tested} true figure may be anything `),
    bold(`from ${endWords(place.low, digits)} to ${endWords(place.high, digits)}`),
    plain('.'),
  ];
}

/** 1 below, 13 above, exactly what is predicted. */
function endWords(value: number, digits: number): string {
  const number = decimal(Math.abs(value), digits);
  if (!/[1-9]/.test(number)) return 'just what is predicted';
  return `${number} ${value < 0 ? 'below' : 'above'}`;
}

export const plainText = (phrases: readonly Phrase[]) => phrases.map(({ text }) => text).join('');

/** `0.78, 95% interval 0.71 to 0.84` of the effect. */
export function intervalWords({ low, high }: Place, digits: number): string {
  return `${signed(low, digits)} to ${signed(high, digits)}`;
}

export function figureWords(name: string, page: StandingPage, method: StandingMethod) {
  const { place, others } = page;
  const { result } = method;
  const latest = result.periods.at(-1);
  const years = latest === undefined ? '' : `, ${latest}`;
  const beside = others === null ? 0 : others.schools + 1;
  const up = place === null ? 0 : Math.sign(Number(place.effect.toFixed(result.digits)));
  const stands = up === 0 ? 'in the middle' : `on the ${up > 0 ? 'higher' : 'lower'} side`;
  const quarter = `${partsOf(method.outer ?? {}).context[page.circumstances] ?? ''} of circumstances`;
  return {
    title:
      others === null
        ? `${name} stands ${stands}`
        : `Among ${counted(beside, 'school')} in the ${quarter}, ${name} stands ${stands}`,
    subtitle:
      `${result.label}${years}, against what circumstances predict. ` +
      (others === null ? '' : 'Each circle is a school. ') +
      'Bar: 95% interval; between its ticks: 50%.',
    description:
      place === null
        ? ''
        : `${result.label} against what circumstances predict${others === null ? '' : `, for ${counted(beside, 'school')} in the ${quarter}`}. ` +
          `${name}: ${signed(place.effect, result.digits)}, 95 per cent interval ${intervalWords(place, result.digits)}.`,
    caption: captionOf(name, page, method),
  };
}

function captionOf(name: string, { place, others }: StandingPage, method: StandingMethod): string {
  const { indicators, result, grouping } = method;
  const drawn = place === null ? 0 : Math.abs(place.raw - place.effect);
  const size = differenceWords(drawn, result.unit, result.digits);
  const pulled = /[1-9]/.test(size) ? `by ${size}` : 'hardly at all';
  return [
    `Multilevel model with ${indicators.length === 1 ? 'one measure' : `${count(indicators.length)} measures`} of circumstances${grouping === null ? '' : `, within each ${oneGroupOf(grouping)}`}; uncertain results are drawn towards the middle, that of ${name} ${pulled}.`,
    others === null
      ? 'Too few other schools are in such circumstances to draw them.'
      : 'Shaded: the middle half of these schools. Their places are rounded, and they are not named here.',
    ...(result.highMeans === 'worse' ? ['Lower is better.'] : []),
  ].join(' ');
}

/** Where the middle half of anonymous schools begins and ends. */
export function middleHalf({ step, at, times, schools }: Others): [number, number] {
  const placeAt = (wanted: number) => {
    let passed = 0;
    for (const [i, one] of at.entries()) {
      passed += times[i] ?? 0;
      if (passed >= wanted) return one * step;
    }
    return (at.at(-1) ?? 0) * step;
  };
  return [placeAt(schools * 0.25), placeAt(schools * 0.75)];
}

/** How sure we are, as terms and values. */
export function sureRows(page: StandingPage, method: StandingMethod): { term: string; value: string }[] {
  const { onePupil, held, years } = page;
  const rows: { term: string; value: string }[] = [];
  const parts = partsOf(method.outer ?? {});
  const now = years.at(-1)?.kind ?? null;
  const named = now === 2 ? 2 : 1;
  const known = years.filter(({ kind }) => kind !== null);
  const times = known.filter(({ kind }) => kind === named).length;
  if (known.length > 0 && (times > 0 || now !== null)) {
    rows.push({
      term:
        named === 1
          ? 'Called resilient'
          : `In the ${parts.context[1] ?? ''} of circumstances and the ${parts.results[1] ?? ''} of results`,
      value: yearsWords(times, known.length),
    });
  }
  if (held !== null && now !== null) {
    rows.push({ term: heldTerms[now] ?? '', value: timesInTen(held) });
  }
  if (onePupil !== null) {
    const digits = onePupil < 1 ? 1 : method.result.digits;
    rows.push({
      term: 'One pupil moves the result by',
      value: differenceWords(onePupil, method.result.unit, digits),
    });
  }
  return rows;
}

const heldTerms = [
  'Would stay as it is with other pupils of the same kind',
  'Would keep the name with other pupils of the same kind',
  'Would stay there with other pupils of the same kind',
];

function yearsWords(times: number, of: number): string {
  if (of === 1) return times === 1 ? 'this year; no other is known' : 'not this year; no other is known';
  return times === 0 ? `in none of ${count(of)} years` : `${count(times)} of the last ${count(of)} years`;
}

function timesInTen(share: number): string {
  const tenths = Math.round(share * 10);
  if (tenths === 0) return 'less than once in 10';
  if (tenths === 10) return 'nearly always';
  return tenths === 1 ? 'once in 10' : `${String(tenths)} times in 10`;
}

/** What ten times as many pupils would do to the interval. */
export function tenfoldWords({ place, pupils }: StandingPage): string | null {
  if (place === null || place.tenfold === null) return null;
  const share = (place.tenfold[1] - place.tenfold[0]) / (place.high - place.low);
  const size = pupils === null ? 'ten times as many pupils' : `${count(pupils * 10)} pupils`;
  const width = share > 0.9 ? 'nearly as wide' : `${fractionWords(share)} as wide`;
  return `A school with ${size} would have an interval ${width}. Look at several years, not at one.`;
}

function fractionWords(share: number): string {
  const fractions: [number, string][] = [
    [0.2, 'a fifth'],
    [0.25, 'a quarter'],
    [1 / 3, 'a third'],
    [0.4, 'two fifths'],
    [0.5, 'half'],
    [0.6, 'three fifths'],
    [2 / 3, 'two thirds'],
    [0.75, 'three quarters'],
    [0.85, 'five sixths'],
  ];
  const nearest = fractions.toSorted((a, b) => Math.abs(a[0] - share) - Math.abs(b[0] - share))[0];
  return nearest?.[1] ?? 'half';
}

/** + Writing, +5. */
export function betterWords({ measure, by, unit, digits }: Better): string {
  const places = Math.abs(by) >= 10 ? 0 : digits;
  return `${measure}, ${signed(by, places)}${isPercent(unit) ? ' points' : ''}`;
}

/** How the ten were found. */
export function likeWords(method: StandingMethod, candidates: number, neighbours: number): string {
  const names = listed(method.indicators.map(({ label }) => label));
  const measures =
    method.indicators.length === 1 ? names : `${count(method.indicators.length)} measures together: ${names}`;
  return `The ${counted(neighbours, 'school')} nearest in circumstances among ${count(candidates - 1)}, nearest first. Near means few standard deviations apart on ${measures}.`;
}
