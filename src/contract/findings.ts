import { z } from 'zod';
import { strength } from './codingChanges.ts';
import { endpoint, id, nothing, words } from './endpoint.ts';
import { informantTypes } from './sources.ts';

/** What researchers conclude, with the evidence that speaks for it and against it. */

export const bearings = ['for', 'against'] as const;
export type Bearing = (typeof bearings)[number];

const cited = z.object({
  /** Null where one may read the words, and not where they stand. */
  place: z.object({ evidence: id, source: id, title: z.string(), start: z.int(), end: z.int() }).nullable(),
  speaks: z.enum(bearings),
  /** Whether whoever reads the shared finding reads these words. */
  shown: z.boolean(),
  words: z.string(),
  element: z.string(),
  pole: z.enum(['+', '-', 'mixed', 'none']),
  /** The role of whoever said it; null where they did not agree to be shown by it. */
  role: z.enum(informantTypes).nullable(),
  strength: strength.nullable(),
});
export type Cited = z.output<typeof cited>;

export const finding = z.object({
  id,
  said: z.string(),
  day: z.string(),
  /** Null where that is not known, or not told. */
  by: z.string().nullable(),
  /** Whether everybody in the workspace reads it. */
  shared: z.boolean(),
  /** Quotations, each once. */
  speaksFor: z.int(),
  speaksAgainst: z.int(),
  sources: z.int(),
  schools: z.int(),
  cited: z.array(cited),
});
export type Finding = z.output<typeof finding>;

const base = '/api/workspaces/{workspace}/findings';

export const listFindings = endpoint({
  id: 'findings.list',
  method: 'GET',
  path: base,
  summary: 'What researchers conclude: for them with all evidence, for others what is shared',
  act: 'findings.read',
  recorded: 'viewed',
  input: z.object({ workspace: id }),
  output: z.object({ findings: z.array(finding) }),
});

export const keepFinding = endpoint({
  id: 'findings.keep',
  method: 'PUT',
  path: `${base}/{finding}`,
  summary: 'Write down a finding, change its words, or say who reads it',
  act: 'coding.change',
  input: z.object({
    workspace: id,
    finding: id,
    said: words(1000).min(1, 'Say what you found, in a sentence.'),
    shared: z.boolean(),
  }),
  output: nothing,
});

export const removeFinding = endpoint({
  id: 'findings.remove',
  method: 'DELETE',
  path: `${base}/{finding}`,
  summary: 'Remove a finding; the evidence stays',
  act: 'coding.change',
  input: z.object({ workspace: id, finding: id }),
  output: nothing,
});

export const citeEvidence = endpoint({
  id: 'findings.cite',
  method: 'PUT',
  path: `${base}/{finding}/evidence/{evidence}`,
  summary:
    'Say that a piece of evidence speaks for a finding or against it, and whether its words go with it',
  act: 'coding.change',
  input: z.object({ workspace: id, finding: id, evidence: id, speaks: z.enum(bearings), shown: z.boolean() }),
  output: nothing,
});

export const dropEvidence = endpoint({
  id: 'findings.drop',
  method: 'DELETE',
  path: `${base}/{finding}/evidence/{evidence}`,
  summary: 'Let a piece of evidence speak of a finding no more',
  act: 'coding.change',
  input: z.object({ workspace: id, finding: id, evidence: id }),
  output: nothing,
});

export const findingsTable = endpoint({
  id: 'findings.table',
  method: 'GET',
  path: `${base}/findings.csv`,
  summary: 'Findings with the words that speak for them and against them, as CSV',
  act: 'findings.read',
  form: 'download',
  recorded: 'exported',
  input: z.object({ workspace: id }),
  output: nothing,
});

export const findingsWord = endpoint({
  id: 'findings.word',
  method: 'GET',
  path: `${base}/findings.docx`,
  summary: 'Findings with the words that speak for them and against them, for Word',
  act: 'findings.read',
  form: 'download',
  recorded: 'exported',
  input: z.object({ workspace: id }),
  output: nothing,
});
