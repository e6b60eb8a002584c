import type { Study } from '#contract/studies';
import { groupNoun } from '#contract/groupingWords';
import { counted } from '#contract/words';

interface Drawing {
  design: Study['design'];
  /** As they were typed. */
  number: string;
  seed: string;
  grouping: string | null;
  /** How many are left out by hand. */
  left: number;
}

/** What is set for a draw, in one line: `3 from each region, both kinds together, seed 2026`. */
export function drawnLine({ design, number, seed, grouping, left }: Drawing): string {
  const from = grouping === null ? '' : ` from each ${groupNoun(grouping)}`;
  const what = {
    'both kinds together': `${number}${from}, both kinds together`,
    'each kind': `${number} of each kind${from}`,
    'matched pairs': `${number} matched ${number === '1' ? 'pair' : 'pairs'}${from}`,
  }[design];
  return `${what}, seed ${seed}${left === 0 ? '' : `, ${counted(left, 'school')} left out`}`;
}
