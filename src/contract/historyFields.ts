import type { z } from 'zod';
import type { measureWords } from './schools.ts';
import type { Settings } from './settings.ts';

type Words = Readonly<Record<string, string>>;

/** The name, and every setting. */
const workspaceFields = {
  name: 'its name',
  threshold: 'the smallest number of people behind a figure',
  learners: 'the word for pupils',
  firstQuantile: 'the direction of quantiles',
  neighbours: 'how schools are called on each other’s pages',
  secondStep: 'who signs in with a second step',
  terms: 'the terms of the school year',
} satisfies Record<keyof Settings | 'name', string>;

/** What people call that which is said of a measure, in the order of the form. */
export const measureFields = {
  kind: 'what it tells of',
  highMeans: 'its direction',
  unit: 'its unit',
  definition: 'what it is',
  numerator: 'what is counted',
  denominator: 'out of what',
  source: 'its source',
  retainUntil: 'until when it is kept',
  shared: 'whether it is shared',
} satisfies Record<keyof z.output<typeof measureWords>, string>;

export const accountFields = { name: 'the name', email: 'the e-mail address' };

/** Which words each field that the trail keeps has, by the kind of what was changed. */
const fieldsOf: Readonly<Record<string, Words>> = {
  workspace: workspaceFields,
  measure: measureFields,
  person: { roles: 'roles' },
  invitation: { roles: 'roles', email: 'e-mail address', name: 'name', message: 'what for' },
  school_grant: { school: 'school', until: 'until', reason: 'why' },
  other_network: { school: 'school', name: 'name of the network' },
  study: { name: 'its name' },
};

/** What people call a field; null where nobody has given it words. */
export const fieldWords = (objectKind: string, field: string): string | null =>
  fieldsOf[objectKind]?.[field] ?? null;

/** What people call a value that a program chose the name of. */
const valuesOf: Readonly<Record<string, Words>> = {
  neighbours: { named: 'by name', letters: 'by a letter' },
  secondStep: { 'own choice': 'nobody must' },
  firstQuantile: {
    lowest: 'the first holds the lowest values',
    highest: 'the first holds the highest values',
  },
  kind: { context: 'circumstances' },
};

export const valueWords = (field: string, value: string): string => valuesOf[field]?.[value] ?? value;
