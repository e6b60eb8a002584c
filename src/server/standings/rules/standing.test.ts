import { describe, expect, it } from 'vitest';
import type { Frame, Settings } from '#contract/identification';
import { chooseSettings } from '#contract/identificationInput';
import { fayHerriot, samplingVariance, seededGenerator } from '#stats';
import { compare, standingMeasures } from './standing.ts';

const schools = 60;
const random = seededGenerator(3);
const uniform = (low: number, high: number) =>
  Array.from({ length: schools }, () => low + (high - low) * random.uniform());
const meals = uniform(5, 60);
const tested = uniform(15, 90).map(Math.round);
const scores = (seed: number) => {
  const own = seededGenerator(seed);
  return meals.map((value) => 80 - 0.6 * value + 40 * (own.uniform() - 0.5));
};
const measure = (
  label: string,
  kind: Frame['measures'][number]['kind'],
  period: string | null,
  values: (number | null)[],
): Frame['measures'][number] => ({
  key: `${label} ${period ?? ''}`,
  label,
  kind,
  highMeans: kind === 'context' ? 'harder' : label === 'Pupils tested' ? 'neither' : 'better',
  period,
  unit: label === 'Pupils tested' ? 'pupils' : '%',
  values,
});
const frameWith = (change: (values: number[]) => (number | null)[] = (values) => values): Frame => ({
  source: null,
  schools: {
    id: meals.map((_, i) => `id-${String(i)}`),
    reference: meals.map((_, i) => String(i)),
    name: meals.map((_, i) => `School ${String(i)}`),
  },
  groupings: [
    { key: 'region', label: 'Region', groups: ['North', 'South'], code: meals.map((_, i) => i % 2) },
  ],
  measures: [
    measure('Free meals', 'context', '2024', meals),
    measure('Pupils tested', 'process', '2024', tested),
    measure('Reading', 'result', '2023', scores(11)),
    measure('Reading', 'result', '2024', change(scores(12))),
  ],
});
const rules = { threshold: 5, named: true };
const compared = (frame: Frame, own = rules) => {
  const chosen = chooseSettings(frame, { context: [] });
  if (chosen === null) throw new Error('Nothing to compare.');
  return { chosen, ...compare(frame, chosen, own, () => undefined) };
};

describe('the comparison of all schools', () => {
  it('gives each school the effect and the interval of the model', () => {
    const frame = frameWith();
    const { schools: pages } = compared(frame);
    const values = Float64Array.from(scores(12));
    const { variances } = samplingVariance({
      rule: 'share',
      outOf: 100,
      values,
      pupils: Float64Array.from(tested),
    });
    const { effects } = fayHerriot({
      outcome: { name: 'y', values },
      covariates: [{ name: 'x', values: Float64Array.from(meals) }],
      variances,
      within: { names: ['North', 'South'], code: Int32Array.from(meals, (_, i) => i % 2) },
    });
    pages.forEach(({ found: { place, onePupil } }, i) => {
      expect(place?.effect).toBeCloseTo(effects.effect[i] ?? NaN, 10);
      expect((place?.high ?? NaN) - (place?.effect ?? NaN)).toBeCloseTo(
        1.959964 * (effects.fullError[i] ?? NaN),
        8,
      );
      expect(place?.raw).toBeCloseTo(effects.raw[i] ?? NaN, 10);
      expect(onePupil).toBeCloseTo(100 / (tested[i] ?? NaN), 12);
    });
  });

  it('ten times as many pupils give the interval that they would give', () => {
    const { schools: pages } = compared(frameWith());
    const values = Float64Array.from(scores(12));
    const { variances } = samplingVariance({
      rule: 'share',
      outOf: 100,
      values,
      pupils: Float64Array.from(tested),
    });
    const within = { names: ['North', 'South'], code: Int32Array.from(meals, (_, i) => i % 2) };
    const covariates = [{ name: 'x', values: Float64Array.from(meals) }];
    // One school alone has more pupils: the others, and so τ² and the coefficients, stay nearly as they are.
    const larger = variances.map((value, i) => (i === 4 ? value / 10 : value));
    const { effects } = fayHerriot({ outcome: { name: 'y', values }, covariates, variances: larger, within });
    const [low = NaN, high = NaN] = pages[4]?.found.place?.tenfold ?? [];
    expect((high - low) / (2 * 1.959964 * (effects.fullError[4] ?? NaN))).toBeCloseTo(1, 1);
  });

  it('is by the rule that was chosen: shares, weights and years', () => {
    const frame = frameWith();
    const withRule = (more: Partial<Settings>) => {
      const chosen = chooseSettings(frame, { context: [], ...more });
      if (chosen === null) throw new Error('Nothing to compare.');
      const { found, schools: pages } = compare(frame, chosen, rules, () => undefined);
      const hardest = pages.filter((page) => page.found.circumstances === 1).length;
      const labels = pages.filter((page) => (page.found.years.at(-1) ?? 0) > 0).length;
      return { outer: found.method.outer, hardest, labels };
    };
    expect(withRule({})).toEqual({ outer: { hardest: 'quarter', top: 'quarter' }, hardest: 16, labels: 8 });
    const third = withRule({ hardest: 'third', top: 'third' });
    expect(third).toMatchObject({ outer: { hardest: 'third', top: 'third' }, hardest: 20 });
    expect(third.labels).toBeGreaterThan(8);
    expect(
      standingMeasures(frame, {
        context: ['Free meals 2024'],
        result: 'Reading 2024',
        within: 'region',
        hold: 2,
      }),
    ).toContain('Reading 2023');
  });

  it('changes with one value, and tells nothing of a school that lacks one', () => {
    const before = compared(frameWith()).schools;
    const after = compared(
      frameWith((values) => values.map((value, i) => (i === 3 ? 99 : i === 5 ? null : value))),
    ).schools;
    expect(after[3]?.found.place?.effect).toBeGreaterThan(before[3]?.found.place?.effect ?? NaN);
    expect(after[5]?.found).toMatchObject({ place: null, circumstances: 0, pupils: null, onePupil: null });
    expect(after[5]?.found.years[1]).toBeNull();
    expect(after[5]?.found.values[0]?.[1]).toEqual([null, null, null]);
    expect(after[5]?.found.neighbours).toHaveLength(10);
  });

  it('holds the middle half of each group, and nothing of a group of few', () => {
    const { found } = compared(frameWith());
    expect(found.groups.map(({ name, schools: size }) => [name, size])).toEqual([
      ['North', 30],
      ['South', 30],
      [null, 60],
    ]);
    expect(found.groups[0]?.bands[0]?.[1]?.schools).toBe(30);
    const few = compared(frameWith(), { threshold: 30, named: true });
    expect(few.found.groups[0]?.bands[0]?.[1]).toBeNull();
    expect(few.found.groups[2]?.bands[0]?.[1]).not.toBeNull();
    expect(few.found.others).toEqual([null, null, null, null]);
  });

  it('keeps names only where schools are called by name', () => {
    expect(JSON.stringify(compared(frameWith(), { threshold: 5, named: false }).schools)).not.toContain(
      'School ',
    );
    expect(compared(frameWith()).schools[0]?.found.neighbours[0]?.name).toMatch(/^School /);
  });

  it('needs the years of the result and the pupils behind it', () => {
    const frame = frameWith();
    const { chosen } = compared(frame);
    const described = { ...frame, measures: frame.measures.map((one) => ({ ...one, values: [] })) };
    expect(standingMeasures(described, chosen).toSorted()).toEqual([
      'Free meals 2024',
      'Pupils tested 2024',
      'Reading 2023',
      'Reading 2024',
    ]);
  });
});
