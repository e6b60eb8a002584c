import { z } from 'zod';
import { words } from './endpoint.ts';
import { faultsOf } from './frameworkFaults.ts';

/** A framework as a file: a set of elements of school life, each with its poles, and the codes that make them heard. */

const key = z
  .string()
  .regex(/^[a-z0-9]+(?:-[a-z0-9]+)*$/, 'Small letters and digits, joined by hyphens.')
  .max(80);
const said = (most: number) => words(most).min(1);

/** Where an element acts. */
export const level = z.enum(['system', 'school', 'principal', 'teacher', 'pupil']);
export type Level = z.output<typeof level>;

export const sign = z.enum(['+', '-']);
export type Sign = z.output<typeof sign>;

/** Where something stands in an element: at its strength, at its concern, or at neither. */
export const side = z.enum([...sign.options, 'none']);
export type Side = z.output<typeof side>;

/** Made up for the framework, and shown as such. */
const example = z.object({ text: said(600), who: said(80) });

/** A source of the list, and the place in it. */
const citation = z.object({ source: key, place: words(120).default('') });

/** What is in common to whatever can be heard. */
export const meaning = {
  name: said(120),
  definition: said(600),
  /** What counts, and what does not though it may seem so. */
  include: words(800).default(''),
  exclude: words(800).default(''),
  example: example.nullable().default(null),
};

export const code = z.object({
  key,
  ...meaning,
  /** Found in what people said, not brought along: when, and why it was added. */
  inductive: z
    .object({ on: z.iso.date(), why: said(400) })
    .nullable()
    .default(null),
  /** Not used any more; what was coded with it stays readable. */
  setAside: said(400).nullable().default(null),
});
export type Code = z.output<typeof code>;

export const pole = z.object({
  ...meaning,
  citations: z.array(citation).max(40).default([]),
  codes: z.array(code).max(200).default([]),
});
export type Pole = z.output<typeof pole>;

/**
 * A strength, a concern, or both; where research names only one of them, the other is null and none is invented. What says
 * neither, as the codes of a file that knows no poles, stands at `none`.
 */
export const element = z.object({
  key,
  /** The group that it stands in, by its key. */
  group: key.nullable().default(null),
  name: said(120),
  level: level.nullable().default(null),
  poles: z.object({ '+': pole.nullable(), '-': pole.nullable(), none: pole.optional() }),
  setAside: said(400).nullable().default(null),
});
export type Element = z.output<typeof element>;

const source = z.object({ key, citation: said(600), url: z.url().nullable().default(null) });

/** Where another model of research names an element, as a strength or as a failing, and in which words of ours. */
export const crosswalk = z.object({
  key,
  title: said(160),
  about: words(800).default(''),
  models: z
    .array(z.object({ key, name: said(80), source: key }))
    .min(1)
    .max(20),
  marks: z.array(
    z.object({ element: key, model: key, sign, place: words(160).default(''), says: said(400) }),
  ),
});
export type Crosswalk = z.output<typeof crosswalk>;

const contentShape = z.object({
  title: said(160),
  /** In a sentence, what it is for. */
  about: said(1200),
  sources: z.array(source).max(100).default([]),
  groups: z
    .array(z.object({ key, name: said(120), about: words(600).default('') }))
    .max(100)
    .default([]),
  elements: z.array(element).max(300),
  crosswalks: z.array(crosswalk).max(20).default([]),
});

export const frameworkContent = contentShape.superRefine((content, context) => {
  for (const { path, message } of faultsOf(content)) context.addIssue({ code: 'custom', path, message });
});
export type FrameworkContent = z.output<typeof frameworkContent>;

/** The file that frameworks are shipped in, exported to and imported from. */
export const frameworkFile = z.object({
  format: z.literal('reedbed-framework-1'),
  key,
  version: z.int().min(1),
  content: frameworkContent,
});
export type FrameworkFile = z.output<typeof frameworkFile>;
