import { shareOf } from '#contract/identificationParts';
import { UsageError, wholeNumber } from '../usage.ts';

/** Choices of the rule itself, and what is told beside it; all undefined or null where all is as usual. */
export interface RuleOptions {
  weights?: number[];
  missing?: 'mean' | 'available';
  hardest?: string;
  top?: string;
  /** In how many of the latest years a label must hold; null where years were not asked for. */
  years: number | null;
  model: { pupils: string[]; percent: boolean; spread?: number } | null;
}

export const ruleFlags = {
  weights: { type: 'string' },
  missing: { type: 'string' },
  hardest: { type: 'string' },
  top: { type: 'string' },
  years: { type: 'string' },
  model: { type: 'boolean' },
  pupils: { type: 'string', multiple: true },
  percent: { type: 'boolean' },
  spread: { type: 'string' },
} as const;

interface Values {
  weights?: string;
  missing?: string;
  hardest?: string;
  top?: string;
  years?: string;
  model?: boolean;
  pupils?: string[];
  percent?: boolean;
  spread?: string;
}

/** `numbers` are how many indicators and results were named. */
export function readRule(values: Values, numbers: { context: number; results: number }): RuleOptions {
  const weights = readWeights(values.weights, numbers.context);
  const missing = readMissing(values.missing);
  const [hardest, top] = [readShare('hardest', values.hardest), readShare('top', values.top)];
  return {
    ...(weights && { weights }),
    ...(missing && { missing }),
    ...(hardest !== undefined && { hardest }),
    ...(top !== undefined && { top }),
    years: readYears(values.years, numbers.results),
    model: readModel(values, numbers.results),
  };
}

function readWeights(text: string | undefined, indicators: number): number[] | undefined {
  if (text === undefined) return undefined;
  const weights = text.split(',').map(Number);
  if (weights.length !== indicators || !weights.every((weight) => weight > 0 && weight < Infinity)) {
    throw usage(
      `--weights takes a number above 0 for each --context, in their order: ${Array.from({ length: indicators }, () => 1).join(',')} weighs them alike. ‘${text}’ does not.`,
    );
  }
  return weights;
}

function readMissing(text: string | undefined): RuleOptions['missing'] {
  if (text === undefined || text === 'listwise') return undefined;
  if (text === 'mean' || text === 'available') return text;
  throw usage(`--missing takes listwise, mean or available, not ‘${text}’.`);
}

function readShare(option: string, text: string | undefined): string | undefined {
  if (text === undefined || text === 'quarter') return undefined;
  const share = shareOf(text);
  if (share > 0 && share < 0.5) return text;
  throw usage(
    `--${option} takes third, quarter, fifth, tenth or a percentage above 0 and below 50, not ‘${text}’.`,
  );
}

function readYears(text: string | undefined, results: number): number | null {
  if (text === undefined) return null;
  const years = wholeNumber('identify', 'years', text, 1);
  if (results < 2 || years > results) {
    throw usage(
      `--years ${text} needs ${Math.max(2, years)} years or more: give --result once for each, oldest first.`,
    );
  }
  return years;
}

function readModel({ model, pupils = [], percent, spread }: Values, results: number): RuleOptions['model'] {
  if (model !== true) {
    const alone =
      pupils.length > 0 ? 'pupils' : percent === true ? 'percent' : spread === undefined ? null : 'spread';
    if (alone !== null)
      throw usage(`--${alone} belongs to --model, which reckons with chance in small schools.`);
    return null;
  }
  if (pupils.length > 1 && pupils.length !== results) {
    throw usage(
      `--pupils is given once for all years or once for each --result, in their order: ${results}, not ${pupils.length}.`,
    );
  }
  const deviation = spread === undefined ? undefined : Number(spread);
  if (deviation !== undefined && !(deviation > 0 && deviation < Infinity)) {
    throw usage(`--spread takes a number above 0, not ‘${String(spread)}’.`);
  }
  return { pupils, percent: percent === true, ...(deviation !== undefined && { spread: deviation }) };
}

const usage = (message: string) => new UsageError('identify', message);
