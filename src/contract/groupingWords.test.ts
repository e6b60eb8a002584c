import { expect, it } from 'vitest';
import { groupNoun, groupNouns, groupsOf, oneGroupOf } from './groupingWords.ts';

it('calls one group by the name of its grouping where that is a word for one', () => {
  expect(['County', 'School type (E, M)', 'Local authority number', 'Sub-county'].map(groupNoun)).toEqual([
    'county',
    'school type',
    'local authority',
    'sub-county',
  ]);
  expect(['Type of school', 'School type in the census', 'Urban or rural area'].map(groupNoun)).toEqual([
    'type of school',
    'school type in the census',
    'urban or rural area',
  ]);
});

it('has the plurals of the same words', () => {
  expect(['County', 'Region', 'Parish', 'Type of school', 'Stratum'].map(groupNouns)).toEqual([
    'counties',
    'regions',
    'parishes',
    'types of school',
    'strata',
  ]);
  expect(groupsOf('Local authority')).toBe('local authorities');
});

it('says group where the name of a grouping is no word for one of its groups', () => {
  const names = ['Mainstream or special', 'cname', 'Boys, girls or mixed', 'Open or closed', 'LA'];
  expect(new Set(names.map(groupNoun))).toEqual(new Set(['group']));
  expect(new Set(names.map(groupNouns))).toEqual(new Set(['groups']));
  expect(oneGroupOf('Mainstream or special')).toBe('group of ‘Mainstream or special’');
  expect(groupsOf('cname')).toBe('groups of ‘cname’');
  expect(oneGroupOf('County')).toBe('county');
});
