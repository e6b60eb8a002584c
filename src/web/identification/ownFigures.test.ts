import { expect, it } from 'vitest';
import { digitsOf } from './ownFigures.ts';

it('gives a measure the same decimals in all its years', () => {
  const of = (label: string, period: string, value: number | null) => ({
    key: `${label} ${period}`,
    label,
    kind: 'context' as const,
    highMeans: 'easier' as const,
    period,
    unit: 'percent',
    values: [value],
  });
  const measures = [
    of('Parents with a degree', '2023', 16.8),
    of('Parents with a degree', '2024', 18),
    of('Parents with a degree', '2025', null),
    of('Pupils', '2025', 27),
  ];
  expect(digitsOf({ measures }, 'Parents with a degree')).toBe(1);
  expect(digitsOf({ measures }, 'Pupils')).toBe(0);
});
