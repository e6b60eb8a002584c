import type { Like, OverYears, SchoolStanding, StandingMethod, StandingPage } from './standings.ts';
import {
  differenceUnit,
  figureWords,
  intervalWords,
  middleHalf,
  sideOf,
  signed,
  valueWords,
} from './standingsWords.ts';
import { counted, isPercent } from './words.ts';

/** What the figures of a school's page are drawn from, for the page and for files alike. */

/** Null where the school has no place among others. */
export function swarmOf(name: string, { place, others }: StandingPage, { result }: StandingMethod) {
  if (place === null) return null;
  const side = sideOf(place, result.highMeans);
  return {
    name,
    said: signed(place.effect, result.digits),
    interval: intervalWords(place, result.digits),
    place,
    others: others === null ? null : { ...others, middle: middleHalf(others) },
    isMerit: side === 'better' || side === 'likely better',
    highMeans: result.highMeans,
    unit: `${differenceUnit(result.unit)} of ${result.label}`,
  };
}

export function bandsOver({ points, unit, digits }: OverYears) {
  return {
    periods: points.map(({ period }) => period),
    value: points.map(({ value }) => value),
    low: points.map(({ low }) => low),
    high: points.map(({ high }) => high),
    band: points.map(({ band }) => band),
    say: (value: number) => valueWords(value, unit, digits),
  };
}

/** Reading: 101, 106, 105; the middle half of Northmarsh 99 to 106. */
export function bandsDescription({ label, points, unit, digits, among }: OverYears): string {
  const values = points.map(({ period, value }) => `${period} ${valueWords(value, unit, digits)}`);
  const last = points.findLast(({ band }) => band !== null)?.band ?? null;
  const middle =
    last === null || among === null
      ? ''
      : `; the middle half of ${among} ${valueWords(last.q1, unit, digits)} to ${valueWords(last.q3, unit, digits)}`;
  return `${label}: ${values.join(', ')}${middle}.`;
}

/** Null where nobody can be near. */
export function scatterOfLike(name: string, { like }: StandingPage) {
  if (like === null || like.neighbours.length === 0) return null;
  return {
    name,
    axes: like.indicators.slice(0, 2).map(({ label, unit }, i) => ({
      label,
      suffix: isPercent(unit) ? '%' : '',
      own: like.own[i] ?? 0,
    })),
    schools: like.neighbours.map(({ key, circumstances, better }) => ({
      key,
      at: circumstances,
      better: better.length > 0,
    })),
    field:
      like.field === null
        ? null
        : {
            at: like.field.at.map((at) => at.map((one, i) => one * (like.field?.steps[i] ?? 1))),
            times: like.field.times,
          },
  };
}

export function likeDescription(name: string, { like }: StandingPage): string {
  if (like === null) return '';
  const places = like.neighbours.map(
    ({ key, circumstances }) =>
      `${key} ${circumstances
        .slice(0, 2)
        .map((value, i) =>
          valueWords(value, like.indicators[i]?.unit ?? null, like.indicators[i]?.digits ?? 0),
        )
        .join(' and ')}`,
  );
  return `${name} and the schools nearest to it, by ${like.indicators
    .slice(0, 2)
    .map(({ label }) => label)
    .join(
      ' and ',
    )}: ${places.join('; ')}.${like.field === null ? '' : ` Behind them ${counted(like.field.schools, 'other school')} of the network, without names.`}`;
}

/** Rows of the tables that stand behind the figures; the first is the header. */
export type Rows = (string | number | null)[][];

export function standingRows({ school, page, published }: SchoolStanding): Rows {
  if (page === null || page.place === null || published === null)
    return [['What', 'Difference from what circumstances predict']];
  const { place, others } = page;
  const { unit, digits } = published.method.result;
  const of = (value: number) => Number(value.toFixed(digits + 1));
  return [
    ['What', `Difference from what circumstances predict (${differenceUnit(unit)})`, 'Schools'],
    [school.name, of(place.effect), 1],
    [`${school.name}: 95% interval begins`, of(place.low), null],
    [`${school.name}: 50% interval begins`, of(place.lowHalf), null],
    [`${school.name}: 50% interval ends`, of(place.highHalf), null],
    [`${school.name}: 95% interval ends`, of(place.high), null],
    [`${school.name}: before it was drawn towards the middle`, of(place.raw), null],
    ...(others === null
      ? []
      : others.at.map((at, i) => [
          'Other schools at',
          Number((at * others.step).toPrecision(6)),
          others.times[i] ?? 0,
        ])),
  ];
}

export function yearsRows({ page, school }: SchoolStanding): Rows {
  const header = [
    'Measure',
    'Unit',
    'Year',
    school.name,
    'Interval from',
    'Interval to',
    'Compared with',
    'Lower quarter ends',
    'Median',
    'Upper quarter begins',
  ];
  const rows = (page?.measures ?? []).flatMap((measure) =>
    measure.points.map(({ period, value, low, high, band }) => {
      const of = (one: number | null) => (one === null ? null : Number(one.toFixed(measure.digits + 1)));
      return [
        measure.label,
        measure.unit,
        period,
        value,
        of(low),
        of(high),
        band === null ? null : measure.among,
        band?.q1 ?? null,
        band?.median ?? null,
        band?.q3 ?? null,
      ];
    }),
  );
  return [header, ...rows];
}

export function likeRows({ page, school }: SchoolStanding): Rows {
  const like = page?.like ?? null;
  const labels = like?.indicators.map(({ label }) => label) ?? [];
  const rows = (like?.neighbours ?? []).map(({ key, name, circumstances, pupils, better }) => [
    key,
    name ?? `school ${key}`,
    ...circumstances,
    pupils,
    better.map(({ measure, by, digits }) => `${measure} ${signed(by, digits)}`).join('; '),
  ]);
  return [
    ['Letter', 'School', ...labels, 'Pupils', 'Does better by more than chance would explain'],
    ...(like === null ? [] : [['', school.name, ...like.own, page?.pupils ?? null, '']]),
    ...rows,
    ...fieldRows(like),
  ];
}

/** The places behind the ten, as rounded as they are drawn. */
function fieldRows(like: Like | null): Rows {
  if (like === null || like.field === null) return [];
  const { at, steps, times } = like.field;
  const rest = like.indicators.slice(steps.length).map(() => null);
  return at.map((cell, i) => [
    '',
    `${counted(times[i] ?? 0, 'other school')} at about`,
    ...cell.map((one, j) => Number((one * (steps[j] ?? 1)).toPrecision(6))),
    ...rest,
    null,
    '',
  ]);
}

/** What a file says beneath its figure. */
export function fileWords(standing: SchoolStanding): { title: string; caption: string } {
  const { school, page, published } = standing;
  if (page === null || published === null)
    return { title: school.name, caption: 'Nothing was published yet.' };
  const words = figureWords(school.name, page, published.method);
  return { title: words.title, caption: `${words.subtitle} ${words.caption}` };
}
