import { many, one, type Search } from '../ui/search.ts';

/** What the address of a study holds: how schools are shown, and which columns, where they are not the usual ones. */
export interface StudyAddress extends Search {
  by?: string;
  column?: string[];
}

export function readStudyAddress(search: Search): StudyAddress {
  const address: StudyAddress = {};
  if (one(search['by']) === 'letters') address.by = 'letters';
  const columns = many(search['column']);
  if (columns.length > 0) address.column = columns;
  return address;
}
