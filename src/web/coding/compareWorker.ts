import { compareCoders, type CodersCompared, type CompareOptions } from '#stats';

/** The comparison beside the page: a page that reckons for a second does not answer the hand. */

export interface Asked {
  input: CodersCompared;
  options: CompareOptions;
}

addEventListener('message', ({ data: { input, options } }: MessageEvent<Asked>) =>
  postMessage(compareCoders(input, options)),
);
