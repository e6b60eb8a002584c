import { describe, expect, it } from 'vitest';
import { Unusual } from './unusual.ts';

function watched() {
  const lines: Record<string, unknown>[] = [];
  const unusual = new Unusual((level, event, fields = {}) => lines.push({ level, event, ...fields }));
  return { unusual, lines };
}
const anHour = 3_600_000;

describe('what is unusual', () => {
  it('is told once when it begins, and at each doubling, with the number', () => {
    const { unusual, lines } = watched();
    for (let i = 0; i < 39; i++) unusual.count('files taken out', 'ada', i * 1000);
    expect(lines).toEqual([]);
    unusual.count('files taken out', 'ada', 120_000);
    const line = { level: 'warn', event: 'unusual', what: 'files taken out', person: 'ada' };
    expect(lines).toEqual([{ ...line, count: 40, minutes: 2 }]);
    for (let i = 0; i < 300; i++) unusual.count('files taken out', 'ada', 200_000);
    expect(lines.map((one) => one['count'])).toEqual([40, 80, 160, 320]);
  });

  it('is counted anew each hour, and for each person and each thing by itself', () => {
    const { unusual, lines } = watched();
    for (let i = 0; i < 39; i++) {
      unusual.count('files taken out', 'ada', 0);
      unusual.count('files taken out', 'ben', 0);
      unusual.count('refused requests', 'ada', 0);
    }
    unusual.count('files taken out', 'ada', anHour);
    expect(lines).toEqual([]);
    for (let i = 0; i < 39; i++) unusual.count('files taken out', 'ada', anHour);
    expect(lines).toHaveLength(1);
  });

  it('is told of refused sign-ins of everybody together, and of nobody by name', () => {
    const { unusual, lines } = watched();
    for (let i = 0; i < 60; i++) unusual.count('refused sign-ins', null, i);
    expect(lines).toMatchObject([{ what: 'refused sign-ins', person: null, count: 60, minutes: 1 }]);
  });
});
