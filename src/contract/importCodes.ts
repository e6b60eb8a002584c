import { z } from 'zod';

/**
 * Why a value is absent. Sources write these in many ways; each is kept as what it means, and none is read as zero.
 * Storage keeps one letter a value, `.` where there is one; a letter that was given once never changes its meaning.
 */
export const missingReasons = {
  blank: { letter: 'b', words: 'Empty', meaning: 'Nothing is written there' },
  suppressed: {
    letter: 's',
    words: 'Suppressed',
    meaning: 'Held back by the source, because too few pupils stand behind it',
  },
  confidential: { letter: 'c', words: 'Confidential', meaning: 'Held back by the source as confidential' },
  'not-available': { letter: 'x', words: 'Not available', meaning: 'The source has no value' },
  'not-applicable': {
    letter: 'z',
    words: 'Not applicable',
    meaning: 'The question does not arise for this school',
  },
  'no-entries': {
    letter: 'e',
    words: 'No entries',
    meaning: 'Nobody was entered, so there is nothing to report',
  },
  'not-published': { letter: 'p', words: 'Not published', meaning: 'The source does not publish it' },
  'low-coverage': {
    letter: 'v',
    words: 'Low coverage',
    meaning: 'Too few of the pupils have a value for a figure of the school',
  },
  low: { letter: 'k', words: 'Rounds to zero', meaning: 'More than zero, but rounds to it' },
  'low-reliability': { letter: 'u', words: 'Low reliability', meaning: 'The source calls it unreliable' },
  new: { letter: 'n', words: 'New school', meaning: 'The school is too new to have a value' },
} as const;
export type MissingReason = keyof typeof missingReasons;
export const missingReason = z.enum(Object.keys(missingReasons) as [MissingReason, ...MissingReason[]]);

/** Stands in storage where a value is present. */
export const presentLetter = '.';

const reasons = new Map<string, MissingReason>(
  Object.entries(missingReasons).map(([reason, { letter }]) => [letter, reason as MissingReason]),
);

/** Null where a value is present. */
export function reasonOf(letter: string): MissingReason | null {
  return reasons.get(letter) ?? null;
}

/** What a register says of a school besides reference and name. Dates are ISO; England's authority code and
 * establishment number together are its LAESTAB. */
export const schoolFact = z.enum([
  'authority code',
  'authority name',
  'establishment number',
  'phase',
  'type',
  'status',
  'opened',
  'closed',
  'postcode',
  'town',
  'lowest age',
  'highest age',
  'successor',
  'successor date',
  'predecessor',
]);
export type SchoolFact = z.output<typeof schoolFact>;
export type SchoolFacts = Partial<Record<SchoolFact, string>>;

/** Files that are known by their columns; `generic` is any other table. */
export const layoutId = z.enum([
  'gias',
  'ks2-wide',
  'ks2-long',
  'ks4',
  'census',
  'absence',
  'destinations',
  'ofsted',
  'california-api',
  'pisa-schools',
  'generic',
]);
export type LayoutId = z.output<typeof layoutId>;

/** What kind of file this seems to be. */
export const fileLayout = z.object({
  id: layoutId,
  /** For a heading: `Key stage 2, England, 2018/19`. */
  title: z.string(),
  /** The school year or year that the file is about, where its columns, cells or name tell. */
  period: z.string().nullable(),
  /** How many of the file's columns the layout knows. */
  matched: z.int(),
  columns: z.int(),
  /** The same for the next year's file of the same columns: what a mapping is kept under. */
  signature: z.string(),
});
export type FileLayout = z.output<typeof fileLayout>;
