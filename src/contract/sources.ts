import { z } from 'zod';
import { endpoint, id, lines, nothing, words } from './endpoint.ts';

/** What people said: interviews, lessons, documents. Who said what is for researchers alone. */

export const sourceKinds = ['interview', 'focus group', 'lesson', 'observation', 'document'] as const;
export const consents = ['not recorded', 'written', 'spoken', 'by parents', 'not needed'] as const;
export const informantTypes = [
  'principal',
  'leader',
  'teacher',
  'staff',
  'parent',
  'pupil',
  'governor',
  'partner',
  'other',
] as const;
export type InformantType = (typeof informantTypes)[number];

const day = z.iso.date('Give the day as 2026-03-04.');

/** The record of an interview. */
export const sourceRecord = z.object({
  title: words(200).min(1, 'Give the source a title.'),
  kind: z.enum(sourceKinds),
  school: id.nullable(),
  heldOn: day.nullable(),
  place: words(200),
  /** The questions that were asked, or the guide they stand in. */
  guide: lines(20_000),
  consent: z.enum(consents),
  debrief: lines(20_000),
  language: words(60),
});
export type SourceRecord = z.output<typeof sourceRecord>;

export const informant = z.object({
  id,
  /** What they are called here, which is not their name. */
  label: words(120).min(1, 'Say what to call this informant here.'),
  type: z.enum(informantTypes),
  /** More than one where a group speaks with one voice. */
  people: z.int().min(1).max(1000),
  /** Whether they agreed that what they said is shown by their role. */
  agreedByRole: z.boolean(),
});
export type Informant = z.output<typeof informant>;

export const speaker = z.object({
  /** As the text has it. */
  name: z.string().min(1).max(200),
  informant: id.nullable(),
  /** Asks the questions: no informant, and left out of what is compared. */
  asks: z.boolean(),
});
export type Speaker = z.output<typeof speaker>;

/** Turns side by side, because a long document has thousands: the third number of each list belongs to the third turn. */
export const turns = z.object({
  start: z.array(z.int()),
  /** Where the words begin, behind the name and the time. */
  wordsAt: z.array(z.int()),
  end: z.array(z.int()),
  /** The place of its speaker among the speakers. */
  speaker: z.array(z.int()),
  seconds: z.array(z.number().nullable()),
});
export type Turns = z.output<typeof turns>;

export const sourceSummary = sourceRecord
  .pick({ title: true, kind: true, heldOn: true, consent: true })
  .extend({
    id,
    school: z.object({ id, name: z.string() }).nullable(),
    length: z.int(),
    turns: z.int(),
    informants: z.array(informant),
    addedAt: z.string(),
  });
export type SourceSummary = z.output<typeof sourceSummary>;

export const translation = z.object({
  language: z.string(),
  /** The words of its turns, or its paragraphs where nobody is told apart. */
  parts: z.array(z.string()),
});
export type Translation = z.output<typeof translation>;

export const source = sourceSummary.extend({
  record: sourceRecord,
  fileName: z.string(),
  /** What was repaired or left out when it was read. */
  remarks: z.array(z.string()),
  /** How speakers are told in the text; null where they are not. */
  pattern: z.string().nullable(),
  speakers: z.array(speaker),
  text: z.string(),
  turnsOf: turns,
  /** Null where there is none. */
  translation: translation.nullable(),
  /** Null where there is none. */
  recording: z.object({ fileName: z.string(), type: z.string(), bytes: z.int() }).nullable(),
});
export type Source = z.output<typeof source>;

const base = '/api/workspaces/{workspace}/sources';

export const listSources = endpoint({
  id: 'sources.list',
  method: 'GET',
  path: base,
  summary: 'What people said: interviews, lessons and documents, the latest first',
  act: 'sources.read',
  recorded: 'viewed',
  input: z.object({ workspace: id }),
  output: z.object({ sources: z.array(sourceSummary) }),
});

export const readSource = endpoint({
  id: 'sources.read',
  method: 'GET',
  path: `${base}/{source}`,
  summary: 'One source with its text, its turns and who speaks in them',
  act: 'sources.read',
  recorded: 'viewed',
  input: z.object({ workspace: id, source: id }),
  output: source,
});

export const bringSource = endpoint({
  id: 'sources.bring',
  method: 'POST',
  path: base,
  summary: 'Bring a transcript or a document: plain text, Markdown, Word, subtitles',
  act: 'sources.change',
  form: 'upload',
  status: 201,
  input: z.object({ workspace: id, name: words(200).min(1, 'Give the file a name.') }),
  output: sourceSummary,
});

export const changeSource = endpoint({
  id: 'sources.change',
  method: 'PUT',
  path: `${base}/{source}`,
  summary: 'Change the record of a source: its school, day, consent, guide',
  act: 'sources.change',
  input: sourceRecord.extend({ workspace: id, source: id }),
  output: source,
});

export const changeTurns = endpoint({
  id: 'sources.turns',
  method: 'PUT',
  path: `${base}/{source}/turns`,
  summary: 'Tell speakers by another pattern, or by none; no word of the text changes',
  act: 'sources.change',
  input: z.object({
    workspace: id,
    source: id,
    /** A named pattern or one’s own, as `{speaker}: {words}`; null for a text without speakers. */
    pattern: words(200).min(1).nullable(),
  }),
  output: source,
});

export const changeInformants = endpoint({
  id: 'sources.informants',
  method: 'PUT',
  path: `${base}/{source}/informants`,
  summary: 'Say who the informants are, and which speaker is who',
  act: 'sources.change',
  input: z.object({
    workspace: id,
    source: id,
    informants: z.array(informant).max(200),
    speakers: z.array(speaker).max(2000),
  }),
  output: source,
});

export const removeSource = endpoint({
  id: 'sources.remove',
  method: 'DELETE',
  path: `${base}/{source}`,
  summary: 'Remove a source with its text and its informants',
  act: 'sources.change',
  input: z.object({ workspace: id, source: id }),
  output: nothing,
});

export const sourceFile = endpoint({
  id: 'sources.download',
  method: 'GET',
  path: `${base}/{source}/text`,
  summary: 'The text of a source, as a file',
  act: 'sources.read',
  form: 'download',
  recorded: 'exported',
  input: z.object({ workspace: id, source: id }),
  output: nothing,
});
