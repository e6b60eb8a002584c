import { expect, it } from 'vitest';
import { whoDid } from './historyWords.ts';

it('says who did it: a person, somebody whose name is gone, a stranger, the server', () => {
  const id = '01a22026-51fb-768f-9bad-023cce1e7186';
  expect(whoDid({ person: { id, name: 'Ines' }, address: null })).toBe('Ines');
  expect(whoDid({ person: { id, name: '' }, address: '192.0.2.7' })).toBe('somebody erased (7186)');
  expect(whoDid({ person: null, address: '192.0.2.7' })).toBe('not signed in');
  expect(whoDid({ person: null, address: null })).toBe('the server itself');
});
