/** A year in a column's name: `_18`, `2018-19`, `2000`. */
const inHeader =
  /(?:(?<=_)(?:1[0-9]|2[0-9]|3[0-9])(?![0-9A-Za-z]))|(?<![0-9])(?:19|20)\d{2}(?:[-_/–](?:\d{4}|\d{2})(?![0-9]))?(?![0-9])|(?<=^api)\d{2}$/;

/** The name without its year, so that the columns of two years can be told to be the same. */
export function withoutYear(header: string): string {
  return header.replace(inHeader, '#');
}
/** The year that stands in a column's name, in full; of a school year the one in which it ends. */
export function yearIn(header: string): number | null {
  const found = inHeader.exec(header)?.[0];
  if (found === undefined) return null;
  const first = fullYear(found.slice(0, /^(?:19|20)\d{2}/.test(found) ? 4 : 2));
  return found.length > 4 ? first + 1 : first;
}

function fullYear(digits: string): number {
  const number = Number(digits);
  return digits.length === 4 ? number : number + (number > 50 ? 1900 : 2000);
}

/** The school year that ends in a year: 2019 → 2018/19. */
export function schoolYear(end: number): string {
  return `${String(end - 1)}/${String(end % 100).padStart(2, '0')}`;
}

/** The year in which a period ends: 2018/19 → 2019, 2000 → 2000. */
export function endOf(period: string): number | null {
  const match = /^(\d{4})(?:\/(\d{2}))?$/.exec(period);
  if (match === null) return null;
  return Number(match[1]) + (match[2] === undefined ? 0 : 1);
}

/** A year in the name of a file: `ks2_2019.csv`, `edubasealldata20220420.csv`, `2018-2019_ks4.csv`. */
export function yearInFileName(fileName: string): number | null {
  const span = /(?<!\d)(20\d{2})[-_](?:20)?(\d{2})(?!\d)/.exec(fileName);
  if (span !== null && Number(span[2]) === (Number(span[1]) + 1) % 100) return Number(span[1]) + 1;
  const day = /(?<!\d)(20\d{2})(0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])(?!\d)/.exec(fileName);
  if (day !== null) return Number(day[1]) + (Number(day[2]) >= 9 ? 1 : 0);
  const year = /(?<!\d)((?:19|20)\d{2})(?!\d)/.exec(fileName);
  return year === null ? null : Number(year[1]);
}

/** The name with another year in it, written as the old one was: `_18` becomes `_19`, `2018-19` becomes `2019-20`. */
export function withYear(header: string, end: number): string {
  return header.replace(inHeader, (written) => {
    const short = (year: number) => String(year % 100).padStart(2, '0');
    if (written.length === 2) return short(end);
    if (written.length === 4) return String(end);
    const mark = written.charAt(4);
    return `${String(end - 1)}${mark}${written.length > 7 ? String(end) : short(end)}`;
  });
}

/** The period of England's open data: 202425 is the school year 2024/25. */
export function periodOf(timePeriod: string): string {
  const match = /^(\d{4})(\d{2})$/.exec(timePeriod);
  if (match === null || Number(match[2]) !== (Number(match[1]) + 1) % 100) return timePeriod;
  return `${match[1] ?? ''}/${match[2] ?? ''}`;
}
