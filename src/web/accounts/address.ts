import { one, type Search } from '../ui/search.ts';

/** Where to go once signed in, and what is to be said before. The page checks both. */
export function readSignInAddress(search: Search): { back?: string; said?: string } {
  return { back: one(search['back']), said: one(search['said']) };
}
