import { z } from 'zod';
import { endpoint, id, nothing, words } from './endpoint.ts';
import { missingReason, schoolFact } from './importCodes.ts';
import { allPupils, highMeans, measureKind } from './measureKinds.ts';

/** What people read of a measure: about whom it is, unless it is about all. */
export function measureTitle({ label, pupilGroup }: { label: string; pupilGroup: string }): string {
  return pupilGroup === allPupils ? label : `${label}: ${pupilGroup}`;
}

const workspace = { workspace: id };

export const listedSchool = z.object({
  id,
  /** A letter, and the same for the reference, where the reader may not know names. */
  name: z.string(),
  reference: z.string(),
  type: z.string().nullable(),
  status: z.string().nullable(),
  town: z.string().nullable(),
  /** By the key of the grouping. */
  groups: z.record(z.string(), z.string()),
});

export const schoolList = z.object({
  /** In the workspace, as far as the reader may see. */
  total: z.int(),
  /** Of those, the ones that fit the search. */
  found: z.int(),
  schools: z.array(listedSchool),
  groupings: z.array(
    z.object({
      id,
      key: z.string(),
      label: z.string(),
      /** Made here, and not by a file. */
      own: z.boolean(),
      groups: z.array(z.object({ name: z.string(), schools: z.int() })),
    }),
  ),
  statuses: z.array(z.string()),
});
export type SchoolList = z.output<typeof schoolList>;

export const listSchools = endpoint({
  id: 'schools.list',
  method: 'GET',
  path: '/api/workspaces/{workspace}/schools',
  summary: 'The registry: schools by name, with their groups; a hundred at a time',
  act: 'schools.read',
  input: z.object({
    ...workspace,
    /** Part of a name or town, or the beginning of a reference. */
    find: words(120).default(''),
    /** Key of a grouping, and the name of one of its groups. */
    grouping: words(120).optional(),
    group: words(200).optional(),
    status: words(120).optional(),
    from: z.coerce.number().int().min(0).default(0),
  }),
  output: schoolList,
});

export const linkKind = z.enum(['academy', 'merger', 'split', 'reopened', 'other']);

export const linkedSchool = z.object({
  link: id,
  id,
  name: z.string(),
  reference: z.string(),
  kind: linkKind,
  on: z.string().nullable(),
  source: z.string(),
  /** Said by a person, and not by a file. */
  byHand: z.boolean(),
});

/** Where a value came from, to be followed there. */
export const origin = z.object({
  fileName: z.string(),
  /** Null where the file was deleted since. */
  import: id.nullable(),
  row: z.int().nullable(),
  at: z.string(),
});

export const point = z.object({
  /** Key of the measure. */
  key: z.string(),
  period: z.string().nullable(),
  value: z.number().nullable(),
  /** Why there is none. */
  missing: missingReason.nullable(),
  /** The word for the value on an ordinal scale. */
  level: z.string().nullable(),
  numerator: z.number().nullable(),
  denominator: z.number().nullable(),
  lower: z.number().nullable(),
  upper: z.number().nullable(),
  origin: origin.nullable(),
  /** The school that this one followed, where the value is of its. */
  predecessor: z.string().nullable(),
});
export type Point = z.output<typeof point>;

/** One measure over its periods, the earliest first. */
export const series = z.object({
  label: z.string(),
  pupilGroup: z.string(),
  kind: measureKind,
  highMeans,
  unit: z.string().nullable(),
  points: z.array(point),
});
export type Series = z.output<typeof series>;

export const schoolPage = z.object({
  id,
  name: z.string(),
  reference: z.string(),
  facts: z.array(z.object({ fact: schoolFact, value: z.string() })),
  groups: z.array(z.object({ key: z.string(), label: z.string(), own: z.boolean(), name: z.string() })),
  predecessors: z.array(linkedSchool),
  successors: z.array(linkedSchool),
  series: z.array(series),
});
export type SchoolPage = z.output<typeof schoolPage>;

export const readSchool = endpoint({
  id: 'schools.read',
  method: 'GET',
  path: '/api/workspaces/{workspace}/schools/{school}',
  summary:
    'A school: who it is, what it followed, and its measures over their periods, with where each value came from',
  act: 'schools.read',
  recorded: 'viewed',
  input: z.object({ ...workspace, school: id }),
  output: schoolPage,
});

export const linkSchools = endpoint({
  id: 'schools.link',
  method: 'POST',
  path: '/api/workspaces/{workspace}/schools/links',
  summary: 'Say that one school followed another',
  act: 'schools.change',
  status: 201,
  input: z.object({
    ...workspace,
    predecessor: id,
    successor: id,
    kind: linkKind,
    on: z.iso.date().nullable().default(null),
    /** What says so: a decision, a register. */
    source: words(200).min(1).default('said by hand'),
  }),
  output: z.object({ link: id }),
});

export const unlinkSchools = endpoint({
  id: 'schools.unlink',
  method: 'DELETE',
  path: '/api/workspaces/{workspace}/schools/links/{link}',
  summary: 'Take back that one school followed another',
  act: 'schools.change',
  input: z.object({ ...workspace, link: id }),
  output: nothing,
});

/** What people may say of a measure; its label, group and period are those under which a file finds it again. */
export const measureWords = z.object({
  kind: measureKind,
  highMeans,
  unit: words(40).nullable(),
  definition: words(2000).nullable(),
  numerator: words(200).nullable(),
  denominator: words(200).nullable(),
  source: words(300).nullable(),
  /** Its values are deleted on the day after. */
  retainUntil: z.iso.date().nullable(),
  /** Partners of the community see it, as a figure of all schools together. */
  shared: z.boolean(),
});

export const dictionaryMeasure = measureWords.extend({
  id,
  key: z.string(),
  label: z.string(),
  pupilGroup: z.string(),
  period: z.string().nullable(),
  levels: z.array(z.object({ label: z.string(), value: z.number() })).nullable(),
  /** What the national lines of its file say, which are kept apart from schools. */
  national: z.array(z.object({ label: z.string(), value: z.number() })),
  origin: origin.nullable(),
});
export type DictionaryMeasure = z.output<typeof dictionaryMeasure>;

export const listMeasures = endpoint({
  id: 'measures.list',
  method: 'GET',
  path: '/api/workspaces/{workspace}/measures',
  summary: 'The dictionary: what each measure is, about whom, of when, from where and until when it is kept',
  act: 'schools.read',
  input: z.object(workspace),
  output: z.array(dictionaryMeasure),
});

export const changeMeasure = endpoint({
  id: 'measures.change',
  method: 'PUT',
  path: '/api/workspaces/{workspace}/measures/{measure}',
  summary: 'Change what is said of a measure, and of the same measure in other periods',
  act: 'schools.change',
  input: z.object({
    ...workspace,
    measure: id,
    ...measureWords.shape,
    /** The same measure in other periods, of which the same is said; each keeps its day and whether it is shared. */
    alike: z.array(id).max(100).default([]),
  }),
  output: dictionaryMeasure,
});

/** A shared measure over all schools of the network: withheld where too few stand behind it. */
export const sharedMeasure = dictionaryMeasure
  .pick({
    id: true,
    label: true,
    pupilGroup: true,
    period: true,
    kind: true,
    highMeans: true,
    unit: true,
    definition: true,
    source: true,
  })
  .extend({
    /** Measured in words, such as grades of an inspection; these have no middle. */
    ordinal: z.boolean(),
    /** With a value; null for a measure in words, of which nothing is counted. */
    schools: z.int().nullable(),
    lowerQuartile: z.number().nullable(),
    median: z.number().nullable(),
    upperQuartile: z.number().nullable(),
  });
export type SharedMeasure = z.output<typeof sharedMeasure>;

export const sharedSummaries = endpoint({
  id: 'measures.shared',
  method: 'GET',
  path: '/api/workspaces/{workspace}/measures/shared',
  summary:
    'Shared measures over all schools together: middle and quarters, for those who see no single school',
  act: 'schools.read',
  input: z.object(workspace),
  output: z.object({
    /** Fewer schools than this, and the figures are withheld. */
    threshold: z.int(),
    measures: z.array(sharedMeasure),
  }),
});
