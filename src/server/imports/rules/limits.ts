const megabyte = 1024 * 1024;

/** What a file may be at most. Beyond it a file is refused with its size, before memory is spent on it. */
export const limits = {
  fileBytes: 64 * megabyte,
  /** After unpacking: a few packed kilobytes can hold gigabytes. */
  unpackedBytes: 256 * megabyte,
  rows: 200_000,
  columns: 2_000,
  cells: 30_000_000,
  /** Of one person, within a day: more than a network's tables of twenty years, and no full disk. */
  filesADay: 500,
  bytesADay: 2048 * megabyte,
} as const;

export function inMegabytes(bytes: number): string {
  return `${Math.ceil(bytes / megabyte).toLocaleString('en-GB')} MB`;
}
