import type { StudyDesign } from '#stats';
import { parseOptions, UsageError, wholeNumber } from '../usage.ts';
import { readRule, ruleFlags, type RuleOptions } from './ruleOptions.ts';

export interface StudyOptions {
  design: StudyDesign;
  perGroup: number;
  seed: number;
  leaveOut: { id: string; why: string }[];
}

export interface IdentifyOptions {
  file: string;
  id: string;
  name: string;
  /** Null: all schools together. */
  region: string | null;
  context: { column: string; highMeans: 'harder' | 'easier' }[];
  result: { column: string; highMeans: 'better' | 'worse' };
  /** Columns with the same result of earlier years, oldest first. */
  earlier: string[];
  rule: RuleOptions;
  sample: { perType: number; seed: number } | null;
  study: StudyOptions | null;
  format: 'table' | 'json' | 'csv';
  report: string | null;
}

const example =
  'For example: reedbed identify schools.csv --id URN --name SCHNAME --region REGION ' +
  '--context PNUMFSMEVER:harder --result P8MEA';

/** What was asked for, or what is wrong with how it was asked. */
export function readOptions(args: readonly string[]): IdentifyOptions {
  const { values, positionals } = parseOptions('identify', args, {
    id: { type: 'string' },
    name: { type: 'string' },
    region: { type: 'string' },
    context: { type: 'string', multiple: true },
    result: { type: 'string', multiple: true },
    ...ruleFlags,
    sample: { type: 'string' },
    seed: { type: 'string' },
    study: { type: 'string' },
    'per-group': { type: 'string' },
    'leave-out': { type: 'string', multiple: true },
    format: { type: 'string', default: 'table' },
    report: { type: 'string' },
  });
  const results = readResults(values.result ?? []);
  const context = readContext(values.context ?? []);
  const options: IdentifyOptions = {
    file: oneFile(positionals),
    id: needed(values.id, 'id', 'the column that identifies a school'),
    name: needed(values.name, 'name', 'the column with the name of the school'),
    region: values.region ?? null,
    context,
    ...results,
    rule: readRule(values, { context: context.length, results: results.earlier.length + 1 }),
    sample: readSample(values.sample, values.study === undefined ? values.seed : undefined),
    study: readStudy(values),
    format: readFormat(values.format),
    report: values.report ?? null,
  };
  refuseTwice(options);
  return options;
}

function oneFile(positionals: readonly string[]): string {
  const [file, ...others] = positionals;
  if (file === undefined) throw usage(`Which file? ${example}`);
  if (others.length > 0) {
    throw usage(
      `One file is read at a time; ‘${others.join(' ')}’ is one too many. Put names with blanks in quotes.`,
    );
  }
  return file;
}

function needed(value: string | undefined, option: string, what: string): string {
  if (value === undefined || value === '')
    throw usage(`--${option} is missing: it names ${what}. ${example}`);
  return value;
}

/** The direction stands behind the last colon, because names of columns may hold colons too. */
function divide(text: string, words: readonly string[]): { column: string; word: string | null } {
  const at = text.lastIndexOf(':');
  const word = at < 0 ? '' : text.slice(at + 1);
  return words.includes(word) ? { column: text.slice(0, at), word } : { column: text, word: null };
}

function readContext(texts: readonly string[]): IdentifyOptions['context'] {
  if (texts.length === 0) {
    throw usage(`--context is missing: it names an indicator of circumstances. ${example}`);
  }
  return texts.map((text) => {
    const { column, word } = divide(text, ['harder', 'easier']);
    if (word === null || column === '') {
      throw usage(
        `--context ${text} does not say what a high value means. Write ${text}:harder where a high value means ` +
          `harder circumstances (as with free meals), or ${text}:easier where it means easier ones (as with parents’ ` +
          'education).',
      );
    }
    return { column, highMeans: word === 'easier' ? 'easier' : 'harder' };
  });
}

/** Several are years of the same result, oldest first; the question is about the last. */
function readResults(texts: readonly string[]): Pick<IdentifyOptions, 'result' | 'earlier'> {
  const results = texts.map(readResult);
  const result = results.at(-1);
  if (result === undefined || result.column === '')
    throw usage(`--result is missing: it names the column with the result. ${example}`);
  if (results.some(({ highMeans }) => highMeans !== result.highMeans)) {
    throw usage('All --result are years of one result, so a high value means the same in each.');
  }
  return { result, earlier: results.slice(0, -1).map(({ column }) => column) };
}

function readResult(text: string): IdentifyOptions['result'] {
  const { column, word } = divide(text, ['better', 'worse']);
  const other = divide(text, ['harder', 'easier']);
  if (other.word !== null) {
    throw usage(
      `A result is :better or :worse when it is high, not :${other.word}. Write --result ${other.column}.`,
    );
  }
  return { column, highMeans: word === 'worse' ? 'worse' : 'better' };
}

function readSample(sample: string | undefined, seed: string | undefined): IdentifyOptions['sample'] {
  if (sample === undefined) {
    if (seed !== undefined) throw usage('--seed belongs to --sample, which says how many schools to draw.');
    return null;
  }
  return {
    perType: wholeNumber('identify', 'sample', sample, 1),
    seed: seed === undefined ? 1 : wholeNumber('identify', 'seed', seed, 0),
  };
}

const designs: Readonly<Record<string, StudyDesign>> = {
  both: 'both kinds together',
  each: 'each kind',
  pairs: 'matched pairs',
};

function readStudy(values: {
  study?: string | undefined;
  seed?: string | undefined;
  sample?: string | undefined;
  'per-group'?: string | undefined;
  'leave-out'?: string[] | undefined;
}): StudyOptions | null {
  const { study, seed, sample, 'per-group': perGroup, 'leave-out': leaveOut } = values;
  if (study === undefined) {
    const [alone] = [
      perGroup === undefined ? [] : ['--per-group'],
      leaveOut === undefined ? [] : ['--leave-out'],
    ].flat();
    if (alone !== undefined) throw usage(`${alone} belongs to --study, which says how schools are drawn.`);
    return null;
  }
  if (sample !== undefined) throw usage('--study and --sample both draw schools; write one of them.');
  const design = designs[study];
  if (design === undefined) throw usage(`--study takes ${Object.keys(designs).join(', ')}, not ‘${study}’.`);
  if (seed === undefined)
    throw usage('--study needs --seed, a whole number: the same one draws the same schools.');
  const from = wholeNumber('identify', 'seed', seed, 0);
  if (from > 4_294_967_295)
    throw usage('--seed of a study is at most 4294967295, so that the page can draw the same.');
  return {
    design,
    perGroup: wholeNumber('identify', 'per-group', perGroup ?? '3', 1),
    seed: from,
    leaveOut: (leaveOut ?? []).map(readLeftOut),
  };
}

function readLeftOut(text: string): { id: string; why: string } {
  const at = text.indexOf(':');
  const [id, why] = [text.slice(0, at).trim(), text.slice(at + 1).trim()];
  if (at < 1 || why === '') {
    throw usage(
      `--leave-out ${text} gives no reason. Write the id, a colon and why: --leave-out 100023:closing.`,
    );
  }
  return { id, why };
}

function readFormat(text: string): IdentifyOptions['format'] {
  if (text === 'table' || text === 'json' || text === 'csv') return text;
  throw usage(`--format takes table, json or csv, not ‘${text}’.`);
}

/** A column is one thing: as its own circumstances and result it would only be compared with itself. */
function refuseTwice({ id, name, region, context, result, earlier, rule }: IdentifyOptions): void {
  const uses = [
    ['--id', id],
    ['--name', name],
    ...(region === null ? [] : [['--region', region]]),
    ...context.map(({ column }) => ['--context', column]),
    ...[...earlier, result.column].map((column) => ['--result', column]),
    ...[...new Set(rule.model?.pupils ?? [])].map((column) => ['--pupils', column]),
  ];
  const taken = new Map<string, string>();
  for (const [option = '', column = ''] of uses) {
    const other = taken.get(column);
    if (other !== undefined) throw usage(`Column ‘${column}’ is named twice: by ${other} and by ${option}.`);
    taken.set(column, option);
  }
}

function usage(message: string): UsageError {
  return new UsageError('identify', message);
}
