import type { Study } from '#contract/studies';
import { partOf } from '#contract/studyWords';
import { capital, inWords } from '#contract/words';

type Drawn = Pick<Study, 'design' | 'now'> & { found: Pick<Study['found'], 'cuts'> };

/** What the table of a study shows, by how its schools were drawn and which are in it. */
export function tableTitle({ design, now, found }: Drawn): string {
  if (now.resilient === 0 && now.struggling === 0) return 'No school is in this study now';
  const hardest = `In the hardest ${partOf(found.cuts.hardest)} of circumstances`;
  if (now.struggling === 0) return `${hardest}, with results among the highest`;
  if (now.resilient === 0) return `${hardest}, with results among the lowest`;
  if (design === 'matched pairs') return 'In pairs near in circumstances, far apart in results';
  return `${hardest}, at either end of results`;
}

/** Three do far better than their circumstances predict, three do not. */
export function studyLede({ now }: Pick<Study, 'now'>): string {
  if (now.resilient === 0 && now.struggling === 0) return '';
  if (now.struggling === 0) return 'They do far better than their circumstances predict.';
  if (now.resilient === 0) return 'Their results are among the lowest where circumstances are hardest.';
  const one = now.resilient === 1;
  return `${capital(inWords(now.resilient))} ${one ? 'does' : 'do'} far better than ${one ? 'its' : 'their'} circumstances predict, ${inWords(now.struggling)} ${now.struggling === 1 ? 'does' : 'do'} not.`;
}
