import { z } from 'zod';
import { endpoint, id, queryList } from './endpoint.ts';
import { highMeans, measureKind } from './measureKinds.ts';
import { outerShare } from './identificationParts.ts';

/** Everything the page needs to compute live: schools, groupings and measures, as columns in one order. */
export const frame = z.object({
  source: z.string().nullable(),
  schools: z.object({ id: z.array(id), reference: z.array(z.string()), name: z.array(z.string()) }),
  /**
   * Those that the registry says have closed, by their place among the schools, and from which first day of a year or school
   * year they were no more; null where only their status says so. Left out where there are none.
   */
  closed: z.array(z.object({ row: z.int(), on: z.string().nullable() })).optional(),
  groupings: z.array(
    z.object({
      key: z.string(),
      label: z.string(),
      /** The names of the groups, sorted; `code[i]` indexes them, −1 where a school has none. */
      groups: z.array(z.string()),
      code: z.array(z.int()),
    }),
  ),
  measures: z.array(
    z.object({
      key: z.string(),
      label: z.string(),
      /** Whom it is about, which the label says too; left out where it is about all pupils. */
      pupilGroup: z.string().optional(),
      kind: measureKind,
      highMeans,
      period: z.string().nullable(),
      unit: z.string().nullable(),
      /** In the schools' order, null where there is none; empty where the values were not asked for. */
      values: z.array(z.number().nullable()),
      /**
       * Of how many pupils each value of a result is the share or mean, where its file said so; empty where the values
       * were not asked for, and left out where it is not known.
       */
      denominator: z.array(z.number().nullable()).optional(),
    }),
  ),
});
export type Frame = z.output<typeof frame>;

const weightWords =
  'A weight is a number above 0 and at most 1,000,000. Leave out an indicator that is not to count.';

/** The settings of the question; they live in the page's address, so a link shows the same answer. */
export const settings = z.object({
  /** Keys of context measures. One is used as it is; several make an index by their first principal component. */
  context: queryList(z.string().min(1).max(120)),
  /** Key of the result measure. */
  result: z.string().min(1).max(120).optional(),
  /** Key of the grouping within which quarters are cut; `all` cuts them over all schools together. */
  within: z.string().min(1).max(120).optional(),
  /** A weight for each indicator, in their order, in place of the first principal component. */
  weights: queryList(
    z.coerce.number(weightWords).positive(weightWords).max(1_000_000, weightWords),
  ).optional(),
  /** What becomes of schools that lack an indicator; `listwise` leaves them out. */
  missing: z.enum(['listwise', 'mean', 'available']).optional(),
  /** How many are in the hardest circumstances, and in the top and the lowest results: a quarter each. */
  hardest: outerShare.optional(),
  top: outerShare.optional(),
  /** In how many of the latest years, running, a school must hold its label; 1. */
  hold: z.coerce.number().int().min(1).max(50).optional(),
  /** Whether chance in the results of small schools is reckoned with. */
  model: z.literal('on').optional(),
  /** Key of the measure that says how many pupils stand behind a result. */
  pupils: z.string().min(1).max(120).optional(),
  /** Standard deviation of single pupils, in the unit of the result. */
  spread: z.coerce.number().positive().max(1_000_000).optional(),
});
export type Settings = z.output<typeof settings>;

export const kinds = ['other', 'resilient', 'struggling'] as const;

const cuts = z.object({ q1: z.number(), median: z.number(), q3: z.number() });

export const groupCount = z.object({
  group: z.string(),
  schools: z.int(),
  hardest: z.int(),
  resilient: z.int(),
  struggling: z.int(),
  /** The cut points of this group, on the index and on the result; null where it has no school with all values. */
  index: cuts.nullable(),
  result: cuts.nullable(),
});
export type GroupCount = z.output<typeof groupCount>;

/** What was chosen otherwise than usual, and what came of it. */
const choices = z.object({
  weights: z.array(z.number()).nullable(),
  componentCorrelation: z.number().nullable(),
  cuts: z.object({ hardest: z.number(), top: z.number(), lowest: z.number() }),
  missing: z
    .object({
      indicators: z.array(z.object({ name: z.string(), schools: z.int() })),
      schools: z.int(),
      listwise: z.object({ schools: z.int(), labelsDiffer: z.int(), labelsAdded: z.int() }).nullable(),
    })
    .nullable(),
});

export const method = z.object({
  /** Indicators as used, in order; `name` is the measure's key. */
  context: z.array(
    z.object({
      name: z.string(),
      highMeans: z.enum(['harder', 'easier']),
      /** Null when there is one indicator and so no component. */
      loading: z.number().nullable(),
      mean: z.number(),
      standardDeviation: z.number(),
      missing: z.int(),
    }),
  ),
  result: z.object({ name: z.string(), highMeans: z.enum(['better', 'worse']), missing: z.int() }),
  /** `harder` for a component; a single indicator keeps its own units and direction. */
  indexHighMeans: z.enum(['harder', 'easier']),
  shareOfVariance: z.number().nullable(),
  cronbachAlpha: z.number().nullable(),
  /** Pearson correlation of the index, as given, with the result. */
  correlation: z.number().nullable(),
  /** Hyndman & Fan (1996); a school on a cut point is inside the outer quarter. */
  quantileType: z.literal([1, 2, 3, 4, 5, 6, 7, 8, 9]),
  missing: z.enum(['listwise', 'mean', 'available']),
  choices: choices.optional(),
  /** Schools without a group, which are among the excluded. */
  ungrouped: z.int(),
  warnings: z.array(z.object({ code: z.string(), message: z.string() })),
});
export type Method = z.output<typeof method>;

/** The server's answer, per school in the frame's order, without those that had closed before its year. */
export const answer = z.object({
  /** The places in the frame of those, which the columns here pass over. */
  closed: z.array(z.int()),
  method,
  counts: z.object({
    schools: z.int(),
    hardest: z.int(),
    resilient: z.int(),
    struggling: z.int(),
    excluded: z.int(),
  }),
  groups: z.array(groupCount),
  index: z.array(z.number().nullable()),
  /** 1 = hardest circumstances, 4 = easiest, 0 where a value is missing. */
  contextQuartile: z.array(z.int()),
  /** 1 = lowest results, 4 = highest, 0 where a value is missing. */
  resultQuartile: z.array(z.int()),
  /** Indexes `kinds`. */
  kind: z.array(z.int()),
});
export type Answer = z.output<typeof answer>;

const input = z.object({ workspace: id, ...settings.shape });

export const readFrame = endpoint({
  id: 'identification.frame',
  method: 'GET',
  path: '/api/workspaces/{workspace}/identification/frame',
  summary: 'Schools with their groups and measures, as columns; values of the measures asked for',
  act: 'schools.read',
  recorded: 'viewed',
  seenWith: 'identification.identify',
  input: z.object({
    workspace: id,
    /** Keys of the measures whose values are wanted; none: those that the page begins with. */
    measure: queryList(z.string().min(1).max(120)),
  }),
  output: frame,
});

export const identify = endpoint({
  id: 'identification.identify',
  method: 'GET',
  path: '/api/workspaces/{workspace}/identification',
  summary: 'Which schools beat the odds: the quartile method with these settings',
  act: 'schools.read',
  recorded: 'viewed',
  input,
  output: answer,
});

export const identificationTable = endpoint({
  id: 'identification.table',
  method: 'GET',
  path: '/api/workspaces/{workspace}/identification/schools.csv',
  summary: 'Every school with its index, quarters and type, as CSV',
  act: 'schools.read',
  form: 'download',
  recorded: 'exported',
  input,
  output: z.string(),
});

export const identificationFigure = endpoint({
  id: 'identification.figure',
  method: 'GET',
  path: '/api/workspaces/{workspace}/identification/figure.svg',
  summary: 'The scatter of circumstances and results, as SVG',
  act: 'schools.read',
  form: 'download',
  recorded: 'exported',
  input: z.object({
    ...input.shape,
    /** Names of the only groups drawn, or of those left out; neither draws all. The numbers stay those of all. */
    only: queryList(z.string().max(200)),
    without: queryList(z.string().max(200)),
  }),
  output: z.string(),
});

export const effectsFigure = endpoint({
  id: 'identification.effects',
  method: 'GET',
  path: '/api/workspaces/{workspace}/identification/effects.svg',
  summary: 'How far schools are from what circumstances predict, in their order and without names, as SVG',
  act: 'schools.read',
  form: 'download',
  recorded: 'exported',
  input,
  output: z.string(),
});

export const effectsTable = endpoint({
  id: 'identification.effectsTable',
  method: 'GET',
  path: '/api/workspaces/{workspace}/identification/effects.csv',
  summary: 'How many schools are how far from what circumstances predict, as CSV',
  act: 'schools.read',
  form: 'download',
  recorded: 'exported',
  input,
  output: z.string(),
});
