import { many, one, wholeNumber, type Search } from '../ui/search.ts';

/** What of a framework is shown: elements that stand open, a search, an earlier version, or that it is being changed. */
export interface FrameworkAddress {
  open?: string[];
  find?: string;
  version?: number;
  change?: 'yes';
}

export function readFrameworkAddress(search: Search): FrameworkAddress {
  const address: FrameworkAddress = {};
  const open = many(search['open']);
  if (open.length > 0) address.open = open;
  const find = one(search['find']);
  if (find !== undefined && find !== '') address.find = find;
  const version = wholeNumber(search['version'], 1, 100_000);
  if (version !== undefined) address.version = version;
  if (one(search['change']) === 'yes') address.change = 'yes';
  return address;
}
