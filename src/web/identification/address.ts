import type { Settings } from '#contract/identification';
import { many, one, type Search } from '../ui/search.ts';

/** What the page's address holds: the question's settings and the groups shown. */
export interface Address extends Search {
  context?: string[];
  result?: string;
  within?: string;
  /** Names of the only groups shown; one empty name shows none. */
  only?: string[];
  /** Names of the groups not shown. */
  without?: string[];
}

/** Keeps what this page knows of an address, and no empty keys. */
export function readAddress(search: Search): Address {
  const address: Address = {};
  const context = many(search['context']);
  if (context.length > 0) address.context = context;
  const result = one(search['result']);
  if (result !== undefined) address.result = result;
  const within = one(search['within']);
  if (within !== undefined) address.within = within;
  const only = many(search['only']);
  const without = many(search['without']);
  if (only.length > 0) address.only = only;
  else if (without.length > 0) address.without = without;
  return address;
}

export function settingsOf(address: Address): Settings {
  return { context: address.context ?? [], result: address.result, within: address.within };
}

/** The shortest way to say in the address which groups are shown. */
export function addressOfGroups(
  groups: readonly string[],
  shown: readonly boolean[],
): Pick<Address, 'only' | 'without'> {
  const names = groups.filter((_, g) => shown[g]);
  const hidden = groups.filter((_, g) => !shown[g]);
  if (hidden.length === 0) return { only: undefined, without: undefined };
  if (names.length === 0) return { only: [''], without: undefined };
  return names.length <= hidden.length
    ? { only: names, without: undefined }
    : { only: undefined, without: hidden };
}
