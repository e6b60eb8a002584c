/** The line at the end of an answer that makes two schools known to each other. */

const before = '\n\nThis introduces ';
const after = ' to each other.';

export const introduction = (asking: string, wanted: string) => `${before}${asking} and ${wanted}${after}`;

/** What the line calls both; null for a name that is not known. */
export interface Known {
  asking: string | null;
  wanted: string | null;
}

/**
 * Both names for a school that knows its own. Neither may look the other up, so the answer that each was given is where
 * its name stands. A school that was called otherwise on the day of the answer is not found in it.
 */
export function introduced(answer: string, { asking, wanted }: Known): Known {
  const at = answer.lastIndexOf(before);
  if (at < 0 || !answer.endsWith(after)) return { asking, wanted };
  const pair = answer.slice(at + before.length, -after.length);
  const [start, end] = [`${asking ?? ''} and `, ` and ${wanted ?? ''}`];
  return {
    asking: asking === null && wanted !== null && pair.endsWith(end) ? pair.slice(0, -end.length) : asking,
    wanted: wanted === null && asking !== null && pair.startsWith(start) ? pair.slice(start.length) : wanted,
  };
}
