/** A year in a column's name: `_18`, `2018-19`, `2000`. */
const inHeader =
  /(?:(?<=_)(?:1[0-9]|2[0-9]|3[0-9])(?![0-9A-Za-z]))|(?<![0-9])(?:19|20)\d{2}(?:[-_/–](?:\d{4}|\d{2})(?![0-9]))?(?![0-9])|(?<=^api)\d{2}$/;

/** The name without its year, so that the columns of two years can be told to be the same. */
export function withoutYear(header: string): string {
  return header.replace(inHeader, '#');
}
