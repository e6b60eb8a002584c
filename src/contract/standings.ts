import { z } from 'zod';
import { endpoint, id } from './endpoint.ts';
import { settings } from './identification.ts';
import { highMeans } from './measureKinds.ts';
import { job } from './jobs.ts';

/** Where each school stands, as somebody published it who sees all of them. */

const indicator = z.object({ label: z.string(), unit: z.string().nullable(), digits: z.int() });

/** What was asked and how it was computed, in words that everybody may read. */
export const standingMethod = z.object({
  result: z.object({
    label: z.string(),
    unit: z.string().nullable(),
    highMeans: z.enum(['better', 'worse']),
    /** Of the periods that labels were given for, the latest last. */
    periods: z.array(z.string()),
    /** Decimals that its differences are written with. */
    digits: z.int(),
  }),
  indicators: z.array(indicator),
  /** What the hardest circumstances and the top results are; a quarter each where it is left out. */
  outer: z.object({ hardest: z.string(), top: z.string() }).optional(),
  /** What the groups are called within which quarters are cut; null over all schools together. */
  grouping: z.string().nullable(),
  /** How much of a result is chance, in words; null where the data do not tell. */
  chance: z.object({ rule: z.string(), why: z.string() }).nullable(),
  /** What would tell, where they do not. */
  lacking: z.string().nullable(),
  model: z
    .object({
      schools: z.int(),
      /** Standard deviation between schools, and whether chance and circumstances explain everything. */
      between: z.number(),
      singular: z.boolean(),
    })
    .nullable(),
  /** What was counted as the pupils behind a result. */
  pupils: z.string().nullable(),
  warnings: z.array(z.string()),
});
export type StandingMethod = z.output<typeof standingMethod>;

const published = z.object({
  id,
  at: z.string(),
  /** Null where the reader may not know of them. */
  by: z.string().nullable(),
  version: z.string(),
  schools: z.int(),
  settings: z.record(z.string(), z.unknown()),
  method: standingMethod,
});
export type Published = z.output<typeof published>;

/** Results against what circumstances predict, in the unit of the result. */
export const place = z.object({
  effect: z.number(),
  /** Ends of the intervals that hold the true figure with 95 and with 50 per cent. */
  low: z.number(),
  high: z.number(),
  lowHalf: z.number(),
  highHalf: z.number(),
  /** Before it was drawn towards the middle. */
  raw: z.number(),
  /** Ends of the 95 per cent interval, were ten times as many pupils tested; null where schools do not differ. */
  tenfold: z.tuple([z.number(), z.number()]).nullable(),
});
export type Place = z.output<typeof place>;

/** How many schools stand at each multiple of a step: positions without names, and too coarse to tell one by. */
export const others = z.object({
  step: z.number(),
  schools: z.int(),
  at: z.array(z.int()),
  times: z.array(z.int()),
});
export type Others = z.output<typeof others>;

export const band = z.object({ q1: z.number(), median: z.number(), q3: z.number(), schools: z.int() });
export type Band = z.output<typeof band>;

const measurePoint = z.object({
  period: z.string(),
  value: z.number().nullable(),
  low: z.number().nullable(),
  high: z.number().nullable(),
  band: band.nullable(),
});

export const overYears = z.object({
  label: z.string(),
  unit: z.string().nullable(),
  highMeans,
  digits: z.int(),
  /** Whose middle half is drawn; null where too few schools have a value. */
  among: z.string().nullable(),
  points: z.array(measurePoint),
});
export type OverYears = z.output<typeof overYears>;

export const better = z.object({
  /** Label and period of the measure. */
  measure: z.string(),
  by: z.number(),
  unit: z.string().nullable(),
  digits: z.int(),
});
export type Better = z.output<typeof better>;

export const neighbour = z.object({
  /** The letter in its mark; a number would look like a rank. */
  key: z.string(),
  /** Only for those who see it by name. */
  school: id.nullable(),
  name: z.string().nullable(),
  circumstances: z.array(z.number()),
  pupils: z.number().nullable(),
  better: z.array(better),
});
export type Neighbour = z.output<typeof neighbour>;

/** How many other schools stand in each cell of a grid over the first two indicators: places without names. */
export const likeField = z.object({
  /** Width of a cell, by indicator. */
  steps: z.array(z.number()),
  schools: z.int(),
  /** Places in steps, one for each indicator; and how many schools are at each. */
  at: z.array(z.array(z.int())),
  times: z.array(z.int()),
});
export type LikeField = z.output<typeof likeField>;

export const like = z.object({
  indicators: z.array(indicator),
  /** The schools behind the ten; null where they are too few to be drawn without telling who they are. */
  field: likeField.nullable(),
  /** Schools that could have been among the ten. */
  candidates: z.int(),
  own: z.array(z.number()),
  neighbours: z.array(neighbour),
});
export type Like = z.output<typeof like>;

export const standingPage = z.object({
  group: z.string().nullable(),
  /** 1 = hardest circumstances … 4; 0 where a value is missing. */
  circumstances: z.int(),
  /** 1 = lowest results … 4; 0 where a value is missing. */
  results: z.int(),
  pupils: z.number().nullable(),
  place: place.nullable(),
  onePupil: z.number().nullable(),
  /** Share of draws with other pupils of the same kind in which its type stays. */
  held: z.number().nullable(),
  /** Its type by the quarter rule in each period: an index of `kinds`; null where a value was missing. */
  years: z.array(z.object({ period: z.string(), kind: z.int().nullable() })),
  others: others.nullable(),
  measures: z.array(overYears),
  like: like.nullable(),
  /** What is missing, and what to do about it. */
  lacking: z.array(z.string()),
});
export type StandingPage = z.output<typeof standingPage>;

export const schoolStanding = z.object({
  school: z.object({ id, name: z.string() }),
  /** Null unless the registry says that it has closed; the day is null where it does not tell it. */
  closed: z.object({ on: z.string().nullable() }).nullable(),
  /** How schools are called on each other's pages. */
  neighbours: z.enum(['named', 'letters']),
  /** The reader may ask for a conversation in the name of this school. */
  mayAsk: z.boolean(),
  published: published.nullable(),
  /** Null where nothing is published, the school came afterwards, or had closed before the year. */
  page: standingPage.nullable(),
});
export type SchoolStanding = z.output<typeof schoolStanding>;

export const readStanding = endpoint({
  id: 'standings.read',
  method: 'GET',
  path: '/api/workspaces/{workspace}/standing',
  summary: 'What was published last about where schools stand, and whether the data have changed since',
  act: 'schools.read',
  input: z.object({ workspace: id }),
  output: z.object({
    published: published.nullable(),
    /** Null for those who see no more than their own school. */
    changed: z.boolean().nullable(),
  }),
});

export const publishStanding = endpoint({
  id: 'standings.publish',
  method: 'POST',
  path: '/api/workspaces/{workspace}/standing',
  summary: 'Show every school where it stands, with these settings; replaces what was published before',
  act: 'standings.publish',
  status: 202,
  input: z.object({ workspace: id, ...settings.shape }),
  output: job,
});

const ofSchool = z.object({ workspace: id, school: id });

export const readSchoolStanding = endpoint({
  id: 'standings.school',
  method: 'GET',
  path: '/api/workspaces/{workspace}/schools/{school}/standing',
  summary: 'Where a school stands and how sure we are, its measures over the years, schools like it',
  act: 'schools.read',
  recorded: 'viewed',
  input: ofSchool,
  output: schoolStanding,
});

const figure = z.enum(['standing', 'years', 'like']);

export const standingFigure = endpoint({
  id: 'standings.figure',
  method: 'GET',
  path: '/api/workspaces/{workspace}/schools/{school}/standing/figure.svg',
  summary: 'A figure of the school’s page, as SVG',
  act: 'schools.read',
  form: 'download',
  recorded: 'exported',
  input: z.object({ ...ofSchool.shape, figure }),
  output: z.string(),
});

export const standingTable = endpoint({
  id: 'standings.table',
  method: 'GET',
  path: '/api/workspaces/{workspace}/schools/{school}/standing/table.csv',
  summary: 'What a figure of the school’s page shows, as CSV',
  act: 'schools.read',
  form: 'download',
  recorded: 'exported',
  input: z.object({ ...ofSchool.shape, figure }),
  output: z.string(),
});
