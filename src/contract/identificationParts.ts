import { z } from 'zod';

/** The outer parts of circumstances and results, by name or in percent: a third, a quarter, 15. */
export const namedShares = ['third', 'quarter', 'fifth', 'tenth'] as const;
const parts = { third: 1 / 3, quarter: 1 / 4, fifth: 1 / 5, tenth: 1 / 10 };

const isNamed = (text: string): text is keyof typeof parts => Object.hasOwn(parts, text);

/** As a share of 1; NaN for what is none. */
export function shareOf(text: string): number {
  if (isNamed(text)) return parts[text];
  return /^\d{1,2}(?:\.\d{1,4})?$/.test(text) ? Number(text) / 100 : NaN;
}

export const outerShare = z
  .string()
  .max(12)
  .refine((text) => shareOf(text) > 0 && shareOf(text) < 0.5, {
    message: 'Write third, quarter, fifth or tenth, or a percentage above 0 and below 50, such as 15.',
  });

/** The words for the parts that the cut points divide schools into; every one says its direction. */
export interface Parts {
  /** `quarter`, `15%`. */
  hardest: string;
  top: string;
  /** Whether all parts are quarters, as usual. */
  usual: boolean;
  /** By quartile: 0 none, 1 hardest … 4 easiest. */
  context: readonly string[];
  /** By quartile: 0 none, 1 lowest … 4 top. */
  results: readonly string[];
}

export function partsOf({ hardest, top }: { hardest?: string; top?: string }): Parts {
  const name = (text: string) => (isNamed(text) ? text : `${text}%`);
  const [outer, best] = [name(hardest ?? 'quarter'), name(top ?? 'quarter')];
  return {
    hardest: outer,
    top: best,
    usual: outer === 'quarter' && best === 'quarter',
    context:
      outer === 'quarter'
        ? ['', 'hardest quarter', 'second hardest quarter', 'second easiest quarter', 'easiest quarter']
        : ['', `hardest ${outer}`, 'middle, harder half', 'middle, easier half', `easiest ${outer}`],
    results:
      best === 'quarter'
        ? ['', 'lowest quarter', 'second lowest quarter', 'second highest quarter', 'top quarter']
        : ['', `lowest ${best}`, 'middle, lower half', 'middle, higher half', `top ${best}`],
  };
}
