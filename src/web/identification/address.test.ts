import { expect, it } from 'vitest';
import { shownGroups } from '#contract/identificationInput';
import { parseSearch, stringifySearch } from '../ui/search.ts';
import { addressOfGroups, readAddress, settingsOf } from './address.ts';

it('reads an address and writes the same one', () => {
  const text = '?context=meals&context=ell&result=api00&within=county&only=Alameda';
  const address = readAddress(parseSearch(text));
  expect(settingsOf(address)).toEqual({ context: ['meals', 'ell'], result: 'api00', within: 'county' });
  expect(stringifySearch(address)).toBe(text);
});

it('keeps nothing that this page does not know', () => {
  expect(readAddress(parseSearch('?utm=1&seed=7'))).toEqual({});
});

const groups = ['North', 'South', 'East', 'West'];

it.each([
  ['all', [true, true, true, true]],
  ['one', [false, true, false, false]],
  ['all but one', [true, true, false, true]],
  ['none', [false, false, false, false]],
])('writes which groups are shown so that it is read again: %s', (_, shown) => {
  const address = readAddress(parseSearch(stringifySearch(addressOfGroups(groups, shown))));
  expect(shownGroups(groups, address)).toEqual(shown);
});

it('says it the shorter way', () => {
  expect(addressOfGroups(groups, [true, true, false, true])).toEqual({ only: undefined, without: ['East'] });
  expect(addressOfGroups(groups, [true, false, false, false])).toEqual({
    only: ['North'],
    without: undefined,
  });
});
