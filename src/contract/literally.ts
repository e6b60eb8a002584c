/** Text as a part of a regular expression that stands for exactly that text, also with the flag `u`, which forbids needless escapes. */
export const literally = (text: string): string =>
  text.replaceAll(/[\\^$.*+?()[\]{}|/]/g, (sign) => `\\${sign}`);
