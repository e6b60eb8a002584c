import { one, type Search } from '../ui/search.ts';

/** The job that stores the file, so that a reload shows how far it is. */
export function readImportAddress(search: Search): { job?: string } {
  const job = one(search['job']);
  return job === undefined ? {} : { job };
}
