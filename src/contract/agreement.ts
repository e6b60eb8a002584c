import { z } from 'zod';
import { target } from './coding.ts';
import { endpoint, id, nothing } from './endpoint.ts';
import { unitKinds } from './textUnits.ts';

/** How far those who coded the same words agree: in one source, or in all that two at least have coded. */

/** How intervals are drawn; told beside them, so that anybody can draw them again. */
export const drawing = { seed: 20_260_101, resamples: 1000 };

/** As many units as are read one after the other; the table of differences has no more. */
export const mostDiffering = 500;

const number = z.number().nullable();

const undefinedBecause = z.enum(['no-pairs', 'no-variation']).nullable();

export const agreementFound = z.object({
  /** Krippendorff's alpha; null where it is undefined. */
  alpha: number,
  undefinedBecause,
  interval: z.object({ lower: number, upper: number, resamples: z.int(), undefinedResamples: z.int() }),
  units: z.int(),
  /** Gwet's AC1; null where it is undefined. */
  ac1: number,
  /**
   * Krippendorff's alpha for unitizing, by the length of words and not by units: of all together where they are marked and
   * with what, of poles, elements and codes those of words that two have marked, else whether words are marked.
   */
  unitizing: z.object({ alpha: number, undefinedBecause }),
});
export type AgreementFound = z.output<typeof agreementFound>;

/** Of a question that is answered by yes or no. */
const ratingAgreement = agreementFound.extend({
  /** Cohen's kappa of two coders, Fleiss' kappa of more; null where it is undefined, or not as many coded each unit. */
  kappa: number,
  /** From nought to one. */
  percent: number,
});

export const labelAgreement = ratingAgreement.extend({
  target,
  /** Units to which any coder gave it. */
  used: z.int(),
});
export type LabelAgreement = z.output<typeof labelAgreement>;

export const differing = z.object({
  source: id,
  start: z.int(),
  end: z.int(),
  turn: z.int().nullable(),
  who: z.string(),
  /** Empty where the unit is the whole source. */
  words: z.string(),
  /** What each coder made of it, as places in `targets`; null of who did not code this source. */
  sets: z.array(z.array(z.int()).nullable()),
});
export type Differing = z.output<typeof differing>;

export const comparison = z.object({
  together: agreementFound,
  coded: ratingAgreement,
  /** Pole, element, code: on units that two at least have coded. */
  levels: z.array(agreementFound),
  labels: z.array(labelAgreement),
  percent: number,
  units: z.int(),
  /** How many characters were heard: what alpha for unitizing compares. */
  characters: z.int(),
  codedByAny: z.int(),
  codedByTwo: z.int(),
  /** Units on which coders differ, and the first of them in the order of the texts. */
  differingUnits: z.int(),
  differing: z.array(differing),
  targets: z.array(target),
});
export type Comparison = z.output<typeof comparison>;

/** From the coarsest question to the finest: what is asked, and of which units. */
export function questionsOf(
  found: Comparison,
): { name: string; of: 'sets' | 'all' | 'two'; found: AgreementFound }[] {
  const names = ['Which pole?', 'Which element?', 'Which code?'];
  return [
    { name: 'All together', of: 'sets', found: found.together },
    { name: 'Is it coded at all?', of: 'all', found: found.coded },
    ...found.levels.map((level, i) => ({ name: names[i] ?? '', of: 'two' as const, found: level })),
  ];
}

export const agreement = z.object({
  /** Those who coded what is compared, by name. */
  coders: z.array(z.object({ id, name: z.string() })),
  sources: z.array(
    z.object({
      id,
      title: z.string(),
      blind: z.boolean(),
      units: z.int(),
      /** Places of its coders among all. */
      coders: z.array(z.int()),
    }),
  ),
  /** Sources that something was coded in and that are not compared. */
  left: z.array(
    z.object({
      id,
      title: z.string(),
      /** Coded blindly, and so many of so many have finished; null where one person alone has coded. */
      blind: z.object({ finished: z.int(), of: z.int() }).nullable(),
    }),
  ),
  /** Turns of whoever asks, which are left out. */
  asked: z.int(),
  /** Null where no source was coded by two. */
  found: comparison.nullable(),
});
export type Agreement = z.output<typeof agreement>;

const base = '/api/workspaces/{workspace}/agreement';
const input = z.object({
  workspace: id,
  /** One source; else all. */
  source: id.optional(),
  unit: z.enum(unitKinds).default('turn'),
  /** Whether units that nobody coded are compared too. */
  uncoded: z.enum(['with', 'without']).default('with'),
});
export type AgreementInput = z.input<typeof input>;

export const readAgreement = endpoint({
  id: 'agreement.read',
  method: 'GET',
  path: base,
  summary: 'How far coders agree, at every level and code by code, and where they differ',
  act: 'coding.read',
  recorded: 'viewed',
  input,
  output: agreement,
});

export const agreementTable = endpoint({
  id: 'agreement.table',
  method: 'GET',
  path: `${base}/questions.csv`,
  summary: 'The agreement of coders, question by question, as CSV',
  act: 'coding.read',
  form: 'download',
  recorded: 'exported',
  input,
  output: nothing,
});

export const agreementByCode = endpoint({
  id: 'agreement.byCode',
  method: 'GET',
  path: `${base}/codes.csv`,
  summary: 'The agreement of coders, code by code, as CSV',
  act: 'coding.read',
  form: 'download',
  recorded: 'exported',
  input,
  output: nothing,
});
