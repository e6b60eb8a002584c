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

it('reads the choices of the rule, and drops those that are not written as they must be', () => {
  const text =
    '?weights=2&weights=1&missing=mean&hardest=fifth&top=15&hold=2&model=on&pupils=tested&spread=1.2';
  const address = readAddress(parseSearch(text));
  expect(settingsOf(address)).toMatchObject({
    weights: [2, 1],
    missing: 'mean',
    hardest: 'fifth',
    top: '15',
    hold: 2,
    model: 'on',
    pupils: 'tested',
    spread: 1.2,
  });
  expect(stringifySearch(address)).toBe(text);
  const wrong = '?weights=2&weights=-1&missing=listwise&hardest=half&top=50&hold=1&model=yes&spread=x';
  expect(readAddress(parseSearch(wrong))).toEqual({});
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
