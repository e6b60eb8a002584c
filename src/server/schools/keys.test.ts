import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { groupingKey, isSameLabel, labelFault, measureKey } from './keys.ts';

describe('keys', () => {
  it.each([
    ['Academic Performance Index', '2000', 'academic-performance-index-2000'],
    ['Élèves (boursiers) %', null, 'eleves-boursiers'],
    ['Score', '2018/19', 'score-2018-19'],
    ['गणित', null, 'गणित'],
  ])('%s of %s is %s', (label, period, key) => expect(measureKey(label, period)).toBe(key));

  it('keep apart what differs in the marks of another script', () => {
    expect(groupingKey('कि')).not.toBe(groupingKey('की'));
  });

  it('are never longer than an address may hold, and long ones that begin alike stay two', () => {
    const label = 'a'.repeat(119);
    expect(measureKey(`${label}b`, '2018/19')).not.toBe(measureKey(`${label}b`, '2019/20'));
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', minLength: 100, maxLength: 120 }), (text) => {
        const key = measureKey(text, 'x'.repeat(40));
        expect(key.length).toBeLessThanOrEqual(120);
        expect(key.isWellFormed()).toBe(true);
      }),
      { numRuns: 500 },
    );
  });
});

describe('labels of which no key can be made', () => {
  it.each([
    ['measure', '%', 'holds no letter and no digit'],
    ['group', '–', 'holds no letter and no digit'],
    ['group', 'All', 'stands for all schools together'],
    ['group', '(all)', 'stands for all schools together'],
    ['measure', 'All', null],
    ['group', 'All-through', null],
  ] as const)('as a %s, %j: %s', (becomes, label, fault) => expect(labelFault(becomes, label)).toBe(fault));
});

it('takes labels that differ in capitals and spaces for one', () => {
  expect(isSameLabel('Free  School meals', 'free school Meals')).toBe(true);
  expect(isSameLabel('Score', 'Score %')).toBe(false);
});
