import { plainMeasure, type Mapping } from '../../src/contract/imports.ts';
import { seededGenerator } from '../../src/stats/index.ts';

/** Invented schools with indicators of two years, of which some are lacking, so that every choice of the rule matters. */

const schools = 160;

export function unusualCsv(): string {
  const random = seededGenerator(31);
  const near = (value: number, width: number) => value + width * (random.uniform() - 0.5);
  const lines = Array.from({ length: schools }, (_, i) => {
    const meals = 5 + 70 * random.uniform();
    const parents = near(9 - meals / 10, 3);
    const moved = near(8 + meals / 6, 9);
    const own = 60 * (random.uniform() - 0.5);
    const score = () => near(260 - meals + own, 14);
    const cells = [near(meals, 6), score(), meals, parents, moved, score()].map((value) => value.toFixed(2));
    // One lacks one indicator, one lacks two of three, one has no result.
    if (i % 11 === 3) cells[2 + (i % 3)] = '';
    if (i % 40 === 7) cells.fill('', 2, 4);
    if (i % 50 === 9) cells[5] = '';
    const pupils = 15 + Math.floor(90 * random.uniform());
    return [2000 + i, `Zq School ${String(i + 1)}`, i % 2 === 0 ? 'East' : 'West', pupils, ...cells].join(
      ',',
    );
  });
  return `URN,SCHNAME,REGION,TESTED,FSM24,SCORE24,FSM25,PARENTS25,MOVED25,SCORE25\n${lines.join('\n')}\n`;
}

interface Given {
  label: string;
  kind: 'context' | 'result' | 'process';
  highMeans: 'harder' | 'easier' | 'better' | 'neither';
  period: string;
}
const measure = (given: Given) => ({ ...plainMeasure, unit: null, ...given });
const meals = { label: 'Free school meals', kind: 'context', highMeans: 'harder' } as const;
const score = { label: 'Score', kind: 'result', highMeans: 'better' } as const;

export const unusualMapping: Mapping = [
  { becomes: 'reference', group: null },
  { becomes: 'name' },
  { becomes: 'group', label: 'REGION' },
  measure({ label: 'Pupils tested', kind: 'process', highMeans: 'neither', period: '2025' }),
  measure({ ...meals, period: '2024' }),
  measure({ ...score, period: '2024' }),
  measure({ ...meals, period: '2025' }),
  measure({ label: 'Education of parents', kind: 'context', highMeans: 'easier', period: '2025' }),
  measure({ label: 'Pupils who moved', kind: 'context', highMeans: 'harder', period: '2025' }),
  measure({ ...score, period: '2025' }),
];
