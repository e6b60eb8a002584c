/** One thing that was looked at. `wrong` needs somebody to act, a `note` somebody to know. */
export interface Finding {
  check: string;
  state: 'well' | 'note' | 'wrong';
  /** What was found. */
  what: string;
  /** Why it matters, and what to do; empty where all is well. */
  why: string;
  todo: string;
}

export const well = (check: string, what: string): Finding => ({
  check,
  state: 'well',
  what,
  why: '',
  todo: '',
});

export const note = (check: string, what: string, why: string, todo: string): Finding => ({
  check,
  state: 'note',
  what,
  why,
  todo,
});

export const wrong = (check: string, what: string, why: string, todo: string): Finding => ({
  check,
  state: 'wrong',
  what,
  why,
  todo,
});

export const megabytes = (bytes: number): string =>
  `${Math.round(bytes / 2 ** 20).toLocaleString('en-GB')} MB`;

/** The first few, and how many more. */
export function few(names: readonly string[]): string {
  const shown = names.slice(0, 5).join(', ');
  return names.length > 5 ? `${shown} and ${String(names.length - 5)} more` : shown;
}
