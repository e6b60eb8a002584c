import type { Settings } from '#contract/identification';
import { shareOf } from '#contract/identificationParts';
import { many, one, wholeNumber, type Search } from '../ui/search.ts';

/** What the page's address holds: the question's settings and the groups shown. */
export interface Address extends Search {
  context?: string[];
  result?: string;
  within?: string;
  weights?: string[];
  missing?: string;
  hardest?: string;
  top?: string;
  hold?: string;
  model?: string;
  pupils?: string;
  spread?: string;
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
  Object.assign(address, readOptions(search));
  const only = many(search['only']);
  const without = many(search['without']);
  if (only.length > 0) address.only = only;
  else if (without.length > 0) address.without = without;
  return address;
}

/** The rule as it is where nobody chooses otherwise. */
export const usualRule = {
  weights: undefined,
  missing: undefined,
  hardest: undefined,
  top: undefined,
  hold: undefined,
  model: undefined,
  pupils: undefined,
  spread: undefined,
};

/** Choices of the rule that are written as they must be; others are no choices. */
function readOptions(search: Search): Partial<Address> {
  const options: Partial<Address> = {};
  const keep = (key: keyof Address, isFit: (text: string) => boolean) => {
    const text = one(search[key]);
    if (text !== undefined && isFit(text)) Object.assign(options, { [key]: text });
  };
  const weights = many(search['weights']);
  if (weights.length > 0 && weights.every(isPositive)) options.weights = weights;
  keep('missing', isMissingRule);
  keep('hardest', isOuterShare);
  keep('top', isOuterShare);
  keep('hold', (text) => wholeNumber(text, 2, 50) !== undefined);
  keep('model', (text) => text === 'on');
  keep('pupils', (text) => text !== '');
  keep('spread', isPositive);
  return options;
}

const isPositive = (text: string) => text.trim() !== '' && Number(text) > 0 && Number(text) <= 1_000_000;
const isMissingRule = (text: string) => text === 'mean' || text === 'available';
export const isOuterShare = (text: string) => shareOf(text) > 0 && shareOf(text) < 0.5;

export function settingsOf(address: Address): Settings {
  const { missing, weights, hold, spread } = address;
  return {
    context: address.context ?? [],
    result: address.result,
    within: address.within,
    weights: weights?.map(Number),
    missing: missing === 'mean' || missing === 'available' ? missing : undefined,
    hardest: address.hardest,
    top: address.top,
    hold: hold === undefined ? undefined : Number(hold),
    model: address.model === 'on' ? 'on' : undefined,
    pupils: address.pupils,
    spread: spread === undefined ? undefined : Number(spread),
  };
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
