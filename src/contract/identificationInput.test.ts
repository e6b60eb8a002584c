import { describe, expect, it } from 'vitest';
import type { Frame } from './identification.ts';
import { chooseSettings } from './identificationInput.ts';

type Measure = Frame['measures'][number];
const measure = (label: string, kind: Measure['kind'], period: string | null): Measure => ({
  key: `${label} ${period ?? ''}`.trim(),
  label,
  kind,
  highMeans: kind === 'result' ? 'better' : 'harder',
  period,
  unit: null,
  values: [],
});
const frame = (measures: Measure[]): Frame => ({
  source: null,
  schools: { id: [], reference: [], name: [] },
  groupings: [],
  measures,
});

describe('the choices that the settings leave open', () => {
  it('take each indicator once, of its latest year, in the order of the file', () => {
    const chosen = chooseSettings(
      frame([
        measure('meals', 'context', '2022/23'),
        measure('language', 'context', '2022/23'),
        measure('score', 'result', '2022/23'),
        measure('meals', 'context', '2023/24'),
        measure('remote', 'context', null),
        measure('score', 'result', '2023/24'),
      ]),
      { context: [] },
    );
    expect(chosen).toMatchObject({
      context: ['meals 2023/24', 'language 2022/23', 'remote'],
      result: 'score 2023/24',
    });
  });

  it('do not touch what somebody has chosen', () => {
    const measures = [measure('meals', 'context', '2022/23'), measure('score', 'result', null)];
    expect(chooseSettings(frame(measures), { context: ['meals 2022/23'] })?.context).toEqual([
      'meals 2022/23',
    ]);
  });
});
