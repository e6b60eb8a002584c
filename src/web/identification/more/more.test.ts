import { describe, expect, it } from 'vitest';
import type { Frame } from '#contract/identification';
import { findingsOf } from '#contract/identificationFindings';
import { chooseSettings, identifyInput, identifyOptions } from '#contract/identificationInput';
import { modelInput } from '#contract/identificationModel';
import { drawLabels, fitModel, weakLabels } from '#contract/identificationModelAnswer';
import { partsOf } from '#contract/identificationParts';
import * as stats from '#stats';
import { firmnessOf, inTen, isWeak } from '../beside.ts';
import { disagreements, reasonWords } from './disagreements.ts';
import { effectOf } from './effects.ts';
import { intervalOf } from './intervals.ts';
import { signed } from './signed.ts';
import { twoWay } from './twoWay.ts';

/** Forty-eight schools, hardest first; every fourth one does well whatever its circumstances. */
const schools = 48;
const names = Array.from({ length: schools }, (_, i) => `School ${i}`);
const pupils = (i: number) => (i % 8 < 4 ? 25 : 500);
const noise = (i: number, year: number) => ((((i * 7 + year * 5) % 11) - 5) * 12) / Math.sqrt(pupils(i));
type Measure = Frame['measures'][number];
const measure = (key: string, given: Partial<Measure>, value: (i: number) => number): Measure => ({
  key,
  label: key,
  kind: 'result',
  highMeans: 'better',
  period: null,
  unit: null,
  values: names.map((_, i) => value(i)),
  ...given,
});
const score = (year: number) =>
  measure(
    `score-${year}`,
    { label: 'Score', period: String(year) },
    (i) => 40 + i + (i % 4 === 0 ? 45 : 0) + noise(i, year),
  );
const frame: Frame = {
  source: null,
  schools: { id: names, reference: names, name: names },
  groupings: [],
  measures: [
    measure('meals', { kind: 'context', highMeans: 'harder' }, (i) => 100 - i),
    measure('tested', { label: 'Pupils tested', kind: 'process', highMeans: 'neither' }, pupils),
    score(2017),
    score(2018),
  ],
};
const chosen = { ...chooseSettings(frame, { context: [] })!, model: 'on' as const };
const result = stats.identify(identifyInput(frame, chosen), identifyOptions(chosen));
const findings = findingsOf(frame, chosen, result, [true]);
const input = modelInput(frame, chosen);
if ('lacking' in input) throw new Error(input.lacking);
const model = fitModel(stats, input, result);
if ('lacking' in model) throw new Error(model.lacking);
const firm = drawLabels(stats, input, model, { identified: result });
const told = { why: input.why, pupils: input.pupils, model, firm };

describe('rule and model', () => {
  it('count every school that is shown once', () => {
    const rows = twoWay(findings, model);
    const total = rows.reduce((sum, one) => sum + one.better + one.unclear + one.worse + one.without, 0);
    expect(total).toBe(schools);
    const resilient = rows[0]!;
    expect(resilient.better + resilient.unclear + resilient.worse).toBe(result.counts.resilient);
    const none = findingsOf(frame, chosen, result, [false]);
    expect(twoWay(none, model).every(({ better, unclear }) => better + unclear === 0)).toBe(true);
  });

  it('disagree on schools that the two-way table counts too, each with a reason', () => {
    const lists = disagreements(findings, model);
    const [resilientOnly] = lists;
    const [resilient] = twoWay(findings, model);
    expect(resilientOnly?.schools).toHaveLength(resilient!.unclear + resilient!.worse);
    for (const { schools: listed } of lists) expect(listed.every(({ why }) => why !== '')).toBe(true);
    const others = lists.find(({ key }) => key === 'better-others');
    expect(others?.schools.length).toBeGreaterThan(0);
    expect(others?.schools.every(({ row }) => result.contextQuartile[row] !== 1)).toBe(true);
  });

  it('say in words why, with the names of the parts', () => {
    const side = { label: 'resilient', better: 'better', part: 'top' } as const;
    const words = (reason: Parameters<typeof reasonWords>[0]) =>
      reasonWords(reason, side, { parts: partsOf({ hardest: 'fifth', top: '15' }), chosen });
    expect(words('other-circumstances')).toBe('not in the hardest fifth of circumstances');
    expect(words('near-cut')).toContain('the top 15% of results');
  });

  it('show an interval about the effect', () => {
    const { low, middle, high, reach } = intervalOf(model.fit.effects, 0);
    expect(low).toBeLessThan(middle);
    expect(high - middle).toBeCloseTo(middle - low, 9);
    expect(reach).toBe(Math.max(Math.abs(low), Math.abs(high)));
    expect([signed(3.456), signed(-12.34), signed(0)]).toEqual(['+3.46', '−12.3', '0.00']);
  });
});

describe('how firm a label is', () => {
  it('is told of labels only, and weak below half', () => {
    const labelled = names.map((_, i) => i).filter((i) => result.kind[i] !== 0);
    const other = names.findIndex((_, i) => result.kind[i] === 0);
    expect(firmnessOf(findings, told, other)).toBeNaN();
    const weak = weakLabels(result, firm);
    for (const row of labelled) {
      expect(isWeak(findings, told, row)).toBe(firmnessOf(findings, told, row) < 0.5);
      expect(weak[row]).toBe(Number(isWeak(findings, told, row)));
    }
  });

  it('is written in tenths, and never as a half where it is less', () => {
    expect([0.83, 0.5, 0.49, 0.03, NaN].map(inTen)).toEqual([
      '8 in 10',
      '5 in 10',
      '4 in 10',
      '0 in 10',
      '–',
    ]);
  });
});

describe('the effect of a choice', () => {
  it('is the answer with it beside the answer without it', () => {
    const other = { ...chosen, hardest: 'tenth' };
    const answer = stats.identify(identifyInput(frame, other), identifyOptions(other));
    const differ = Array.from(answer.kind).filter((kind, i) => kind !== result.kind[i]).length;
    expect(effectOf(frame, other, answer, 'hardest')).toBe(
      `${answer.counts.resilient} resilient in place of ${result.counts.resilient}, ` +
        `${answer.counts.struggling} struggling in place of ${result.counts.struggling}; ${differ} schools have another label.`,
    );
  });

  it('is not told of a choice that was not made', () => {
    expect(effectOf(frame, chosen, result, 'top')).toBeNull();
  });
});
