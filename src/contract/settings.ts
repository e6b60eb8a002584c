import { z } from 'zod';
import { endpoint, id, nothing, words } from './endpoint.ts';
import { namedSchool } from './people.ts';
import { workspace } from './workspaces.ts';

/** A day of each year, as `09-01`. A leap day is a day too. */
const yearDay = z.string().regex(/^(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/, 'Give a day of the year.');

export const term = z.object({
  name: words(40).min(1, 'Give the term a name.'),
  starts: yearDay.refine(isDay, 'There is no such day.'),
  ends: yearDay.refine(isDay, 'There is no such day.'),
});
export type Term = z.output<typeof term>;

/** In days. What seems longer was meant to end before it begins. */
const longestTerm = 300;

/** The terms of one school year, which may begin in any month: each ends before the next begins. */
export const terms = z
  .array(term)
  .min(1, 'A school year has at least one term.')
  .max(12, 'A school year has twelve terms at most.')
  .superRefine((list, check) => {
    const first = list[0];
    if (first === undefined) return;
    const seen = new Set<string>();
    let before = -1;
    list.forEach((one, i) => {
      const name = one.name.toLowerCase();
      const starts = sinceDay(one.starts, first.starts);
      const ends = sinceDay(one.ends, first.starts);
      const fault = (key: keyof Term, message: string) =>
        check.addIssue({ code: 'custom', path: [i, key], message });
      if (seen.has(name)) fault('name', `Two terms are called ‘${one.name}’. Call one otherwise.`);
      if (starts <= before) fault('starts', `‘${one.name}’ begins before the term above it has ended.`);
      if (ends < starts || ends - starts > longestTerm) fault('ends', `‘${one.name}’ ends before it begins.`);
      seen.add(name);
      before = Math.max(ends, starts);
    });
  });

const monthDays = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

function isDay(text: string): boolean {
  const [month = 0, day = 0] = text.split('-').map(Number);
  return day <= (monthDays[month - 1] ?? 0);
}

/** How many days of a leap year lie between a day and the first of the school year. */
function sinceDay(text: string, first: string): number {
  const place = (one: string) => {
    const [month = 1, day = 1] = one.split('-').map(Number);
    return monthDays.slice(0, month - 1).reduce((sum, days) => sum + days, 0) + day;
  };
  return (place(text) - place(first) + 366) % 366;
}

export const settings = z.object({
  threshold: z
    .int('Give a whole number.')
    .min(3, 'Give at least 3: two people who know each other know the third.')
    .max(50, 'Give 50 at most.'),
  learners: workspace.shape.learners,
  firstQuantile: workspace.shape.firstQuantile,
  /** How schools are called on each other's pages. */
  neighbours: z.enum(['named', 'letters']),
  /** Who comes in only with a second step, or a passkey. */
  secondStep: z.enum(['own choice', 'whoever runs it', 'everybody']),
  terms,
});
export type Settings = z.output<typeof settings>;

export const readSettings = endpoint({
  id: 'workspaces.settings',
  method: 'GET',
  path: '/api/workspaces/{workspace}/settings',
  summary:
    'The threshold for small numbers, the words, the direction of quarters, names on schools’ pages, who needs a second step, the terms of the school year',
  act: 'workspace.read',
  input: z.object({ workspace: id }),
  output: settings,
});

export const changeSettings = endpoint({
  id: 'workspaces.changeSettings',
  method: 'PUT',
  path: '/api/workspaces/{workspace}/settings',
  summary: 'Change the settings of the workspace',
  act: 'workspace.change',
  input: z.object({ workspace: id, ...settings.shape }),
  output: settings,
});

export const otherNetwork = z.object({ id, name: z.string(), school: namedSchool });
export type OtherNetwork = z.output<typeof otherNetwork>;

export const listOtherNetworks = endpoint({
  id: 'workspaces.otherNetworks',
  method: 'GET',
  path: '/api/workspaces/{workspace}/other-networks',
  summary: 'Other networks that schools of this one belong to, as far as you may know these schools',
  act: 'schools.read',
  input: z.object({ workspace: id }),
  output: z.object({ networks: z.array(otherNetwork) }),
});

export const nameOtherNetwork = endpoint({
  id: 'workspaces.nameOtherNetwork',
  method: 'POST',
  path: '/api/workspaces/{workspace}/other-networks',
  summary: 'Say that a school belongs to another network too',
  act: 'schools.change',
  status: 201,
  input: z.object({ workspace: id, school: id, name: words(120).min(1, 'Give the network’s name.') }),
  output: otherNetwork,
});

export const removeOtherNetwork = endpoint({
  id: 'workspaces.removeOtherNetwork',
  method: 'DELETE',
  path: '/api/workspaces/{workspace}/other-networks/{network}',
  summary: 'Say that a school belongs to that other network no more',
  act: 'schools.change',
  input: z.object({ workspace: id, network: id }),
  output: nothing,
});
