import { expect, it } from 'vitest';
import { filterOf, readHistoryAddress } from './address.ts';

it('keeps what the list knows of an address, and nothing else', () => {
  const who = '01a2096c-4db7-779e-929b-fa5ba71d6a01';
  expect(readHistoryAddress({ who, what: 'views', when: 'month', more: '1' })).toEqual({
    who,
    what: 'views',
    when: 'month',
  });
  expect(readHistoryAddress({ who: 'Ines', what: 'all', when: 'toString' })).toEqual({});
});

it('looks back to the beginning of a day, a week if nothing is said', () => {
  const now = new Date(2026, 10, 23, 12, 0);
  expect(filterOf({}, now)).toEqual({ since: new Date(2026, 10, 17).toISOString() });
  expect(filterOf({ when: 'today' }, now).since).toBe(new Date(2026, 10, 23).toISOString());
  expect(filterOf({ when: 'all', who: 'nobody' }, now)).toEqual({ who: 'nobody' });
});
