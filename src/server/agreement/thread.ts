import type { Agreement } from '#contract/agreement';
import { inWorker } from '../platform/worker.ts';
import type { Choice } from './compare.ts';
import type { CodedSources } from './read.ts';
import type { Assigned } from './tasks.ts';

const module = new URL('./tasks', import.meta.url);

/** How far those who coded the sources agree, reckoned beside the requests of others. */
export const reckon = (coded: CodedSources, choice: Choice, signal: AbortSignal): Promise<Agreement> =>
  inWorker<Agreement>(module, () => ({ data: { coded, choice } satisfies Assigned }), signal);
