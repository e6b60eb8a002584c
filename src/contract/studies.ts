import { z } from 'zod';
import { endpoint, id, nothing, words } from './endpoint.ts';
import { settings } from './identification.ts';

/** How schools are drawn: so many of a group among both kinds together, of each kind and group, or in pairs. */
export const studyDesigns = ['both kinds together', 'each kind', 'matched pairs'] as const;
export const studyDesign = z.enum(studyDesigns);

export const mostPerGroup = 1000;
export const greatestSeed = 4_294_967_295;

export const studyKind = z.enum(['resilient', 'struggling']);
export type StudyKind = z.output<typeof studyKind>;

const perKind = z.object({ resilient: z.int(), struggling: z.int() });

/** A measure that the table shows, as it was called when the schools were drawn. */
export const studyColumn = z.object({
  key: z.string(),
  label: z.string(),
  period: z.string().nullable(),
  unit: z.string().nullable(),
  role: z.enum(['pupils', 'context', 'result']),
  /** Whether the answer was computed from it; the others are there to describe the schools. */
  used: z.boolean(),
});
export type StudyColumn = z.output<typeof studyColumn>;

export const studyGroup = z.object({
  /** Empty where all schools were drawn together. */
  name: z.string(),
  /** Schools with all values, over which quarters were cut and means are taken. */
  schools: z.int(),
  /** All that are known of the group. */
  known: z.int(),
  /** Of each kind, in this group. */
  found: perKind,
  drawn: perKind,
  /** Of matched pairs: schools of the two kinds without a partner, which could not be drawn. */
  unmatched: z.int(),
  /** Means over `schools`: of the context index, and of each column. */
  index: z.number().nullable(),
  means: z.array(z.number().nullable()),
});
export type StudyGroup = z.output<typeof studyGroup>;

/** Choices of the rule that have no place among the numbers; null for what is as usual. */
const studyRule = z.object({
  /** By hand, in the order of the indicators. */
  weights: z.array(z.number()).nullable(),
  /** The years, running, in each of which a label is held; oldest first. */
  held: z.array(z.string()).nullable(),
  /** Whether chance in small schools was reckoned with beside the rule, and from what. */
  chance: z.object({ pupils: z.string().nullable(), spread: z.number().nullable() }).nullable(),
});

/** What was found when the schools were drawn; kept as it was. */
export const studyFound = z.object({
  generator: z.string(),
  /** What the groups are called, `County`; null where all schools were drawn together. */
  grouping: z.string().nullable(),
  source: z.string().nullable(),
  /** The files that the answer rests on, and when they were brought. */
  files: z.array(z.object({ title: z.string(), at: z.string() })),
  /** What the index was made of, and the result, in words. */
  indicators: z.array(z.string()),
  result: z.string(),
  shareOfVariance: z.number().nullable(),
  quantileType: z.int(),
  /** What the hardest, the highest and the lowest were: a quarter each unless chosen otherwise. */
  cuts: z.object({ hardest: z.number(), top: z.number(), lowest: z.number() }),
  /** What became of schools that lack an indicator. */
  missing: z.enum(['listwise', 'mean', 'available']),
  rule: studyRule.default({ weights: null, held: null, chance: null }),
  /** As the answer told it, with loadings, means and warnings. */
  method: z.record(z.string(), z.unknown()),
  columns: z.array(studyColumn),
  groups: z.array(studyGroup),
});
export type StudyFound = z.output<typeof studyFound>;

export const studySchool = z.object({
  school: id,
  /** A letter, and the same for the reference, where the reader may not know names. */
  name: z.string(),
  reference: z.string(),
  /** Stands for the name in shared and printed copies. */
  letter: z.string(),
  group: z.string(),
  kind: studyKind,
  /** In the order of drawing within its group; null for one that was left out. */
  place: z.int().nullable(),
  pair: z.int().nullable(),
  /** Drawn at first. */
  drawn: z.boolean(),
  /** In the study now, after refusals. */
  chosen: z.boolean(),
  /** Why it was left out before the draw. */
  leftOut: z.string().nullable(),
  index: z.number().nullable(),
  /** One for each column. */
  values: z.array(z.number().nullable()),
  declined: z.object({ at: z.string(), why: z.string(), by: z.string().nullable() }).nullable(),
});
export type StudySchool = z.output<typeof studySchool>;

export const studySummary = z.object({
  id,
  name: z.string(),
  design: studyDesign,
  perGroup: z.int(),
  seed: z.int(),
  createdAt: z.string(),
  createdBy: z.string().nullable(),
  lockedAt: z.string().nullable(),
  /** As many were drawn. */
  drawn: perKind,
});
export type StudySummary = z.output<typeof studySummary>;

export const study = studySummary.extend({
  /** As many are in the study now, after refusals. */
  now: perKind,
  lockedBy: z.string().nullable(),
  /** The settings of the question with every choice made, and the names of the only groups drawn in. */
  settings: z.record(z.string(), z.unknown()),
  only: z.array(z.string()).nullable(),
  /** SHA-256 over the columns that the answer was computed from. */
  dataDigest: z.string(),
  programVersion: z.string(),
  comparedAt: z.string().nullable(),
  comparedSame: z.boolean().nullable(),
  found: studyFound,
  /** The two kinds: by group in the order of drawing, then those left out. */
  schools: z.array(studySchool),
});
export type Study = z.output<typeof study>;

const workspace = { workspace: id };
const one = { ...workspace, study: id };

/** What is asked for: the question and how to draw. */
const drawing = {
  ...workspace,
  settings: settings.strict(),
  /** Names of the only groups that schools are drawn in; null for all. Quarters stay those of all. */
  only: z.array(z.string().max(200)).min(1).max(10_000).nullable().default(null),
  design: studyDesign,
  perGroup: z.int().min(1).max(mostPerGroup),
  seed: z.int().min(0).max(greatestSeed),
  /** Schools taken out by hand before the draw, each with a reason. */
  leaveOut: z
    .array(z.object({ school: id, why: words(500).min(1, 'Say why this school is left out.') }))
    .max(500)
    .default([]),
};

export const listStudies = endpoint({
  id: 'studies.list',
  method: 'GET',
  path: '/api/workspaces/{workspace}/studies',
  summary: 'Studies: draws of schools that were kept, the newest first',
  act: 'studies.read',
  input: z.object(workspace),
  output: z.object({ studies: z.array(studySummary) }),
});

export const previewStudy = endpoint({
  id: 'studies.preview',
  method: 'POST',
  path: '/api/workspaces/{workspace}/studies/preview',
  summary:
    'How many schools a draw would hold, and of how many it would choose. Which ones, it tells nobody before it is kept',
  act: 'studies.draw',
  input: z.object(drawing),
  output: z.object({
    schools: z.int(),
    groups: z.array(
      z.object({
        name: z.string(),
        found: perKind,
        /** As many are drawn. */
        schools: z.int(),
        /** As many were asked for. */
        wanted: z.int(),
      }),
    ),
  }),
});
export type StudyPreview = z.output<typeof previewStudy.output>;

export const drawStudy = endpoint({
  id: 'studies.draw',
  method: 'POST',
  path: '/api/workspaces/{workspace}/studies',
  summary: 'Draw schools at random and keep them as a study',
  act: 'studies.draw',
  status: 201,
  input: z.object({
    ...drawing,
    /** Without one it is called after what was drawn: Six schools in two regions. */
    name: words(120).min(1, 'Give the study a name.').optional(),
  }),
  output: study,
});

export const readStudy = endpoint({
  id: 'studies.read',
  method: 'GET',
  path: '/api/workspaces/{workspace}/studies/{study}',
  summary: 'A study with its schools and numbers, as they were when they were drawn',
  act: 'studies.read',
  recorded: 'viewed',
  input: z.object(one),
  output: study,
});

export const renameStudy = endpoint({
  id: 'studies.rename',
  method: 'PUT',
  path: '/api/workspaces/{workspace}/studies/{study}',
  summary: 'Rename a study',
  act: 'studies.draw',
  input: z.object({ ...one, name: words(120).min(1, 'Give the study a name.') }),
  output: study,
});

export const deleteStudy = endpoint({
  id: 'studies.delete',
  method: 'DELETE',
  path: '/api/workspaces/{workspace}/studies/{study}',
  summary: 'Delete a study that is not locked',
  act: 'studies.draw',
  input: z.object(one),
  output: nothing,
});

export const lockStudy = endpoint({
  id: 'studies.lock',
  method: 'POST',
  path: '/api/workspaces/{workspace}/studies/{study}/lock',
  summary: 'Lock a study because the first interview was held: from then on a change makes a new study',
  act: 'studies.draw',
  input: z.object(one),
  output: study,
});

export const declineStudy = endpoint({
  id: 'studies.decline',
  method: 'POST',
  path: '/api/workspaces/{workspace}/studies/{study}/refusals',
  summary: 'Record that a school declined: the next in the order of drawing takes its place',
  act: 'studies.draw',
  input: z.object({
    ...one,
    school: id,
    why: words(500).min(1, 'Say why, in a few words: ‘no time this term’.'),
  }),
  output: study,
});

export const takeBackRefusal = endpoint({
  id: 'studies.takeBack',
  method: 'DELETE',
  path: '/api/workspaces/{workspace}/studies/{study}/refusals/{school}',
  summary: 'Take back that a school declined, while the study is not locked',
  act: 'studies.draw',
  input: z.object({ ...one, school: id }),
  output: study,
});

/** What drawing again from the data of today gives. */
export const studyComparison = z.object({
  /** The same schools drawn. */
  same: z.boolean(),
  /** And the same order of those who stand in. */
  sameOrder: z.boolean(),
  /** Names of those that are drawn no longer, and of those drawn instead. */
  gone: z.array(z.string()),
  come: z.array(z.string()),
  /** Whether the data and the program are those of then. */
  sameData: z.boolean(),
  sameVersion: z.boolean(),
  version: z.string(),
  /** Why nothing could be drawn from the data of today. */
  refusal: z.string().nullable(),
});
export type StudyComparison = z.output<typeof studyComparison>;

export const compareStudy = endpoint({
  id: 'studies.compare',
  method: 'POST',
  path: '/api/workspaces/{workspace}/studies/{study}/compare',
  summary: 'Draw again from the data of today, with the settings and the seed of then, and compare',
  act: 'studies.draw',
  input: z.object(one),
  output: z.object({ study, comparison: studyComparison }),
});
