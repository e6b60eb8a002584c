import { describe, expect, it } from 'vitest';
import { identify } from './identify.ts';
import type { IdentifyInput, OuterShares } from './identifyTypes.ts';

type Values = readonly number[];

/** One indicator, one group, high is harder and better, unless said otherwise. */
function schools(
  context: Values,
  result: Values,
  change: Partial<IdentifyInput> & { code?: Values; names?: string[] } = {},
): IdentifyInput {
  const { code = context.map(() => 0), names = ['all'], ...rest } = change;
  return {
    context: [{ name: 'poverty', values: Float64Array.from(context), highMeans: 'harder' }],
    result: { name: 'score', values: Float64Array.from(result), highMeans: 'better' },
    groups: { names, code: Int32Array.from(code) },
    ...rest,
  };
}

const oneToEight = [1, 2, 3, 4, 5, 6, 7, 8];
const codeOf = (input: IdentifyInput) => identify(input).method.warnings.map(({ code }) => code);

describe('identify, one indicator', () => {
  it('cuts quarters, counts types and keeps the indicator as it is', () => {
    const answer = identify(schools(oneToEight, [1, 2, 3, 4, 5, 6, 0, 9]));
    expect(Array.from(answer.contextQuartile)).toEqual([4, 4, 3, 3, 2, 2, 1, 1]);
    expect(Array.from(answer.resultQuartile)).toEqual([1, 2, 2, 3, 3, 4, 1, 4]);
    expect(Array.from(answer.kind)).toEqual([0, 0, 0, 0, 0, 0, 2, 1]);
    expect(answer.counts).toEqual({ schools: 8, hardest: 2, resilient: 1, struggling: 1, excluded: 0 });
    expect(Array.from(answer.index)).toEqual(oneToEight);
    expect(answer.groups[0]).toEqual({
      group: 'all',
      schools: 8,
      hardest: 2,
      resilient: 1,
      struggling: 1,
      index: { q1: 2.75, median: 4.5, q3: 6.25 },
      result: { q1: 1.75, median: 3.5, q3: 5.25 },
    });
    expect(answer.method).toMatchObject({
      indexHighMeans: 'harder',
      shareOfVariance: null,
      cronbachAlpha: null,
      quantileType: 7,
      missing: 'listwise',
      warnings: [],
    });
  });

  it('puts a school on a cut point into the outer quarter and one on the median into the second', () => {
    const five = [10, 20, 30, 40, 50];
    const answer = identify(schools(five, five));
    expect(Array.from(answer.contextQuartile)).toEqual([4, 4, 2, 1, 1]);
    expect(Array.from(answer.resultQuartile)).toEqual([1, 1, 2, 4, 4]);
  });

  it('reads an indicator that is high where circumstances are easy, and results that are high where bad', () => {
    const five = [10, 20, 30, 40, 50];
    const input = schools(five, five);
    const answer = identify({
      ...input,
      context: [{ ...input.context[0], highMeans: 'easier' }],
      result: { ...input.result, highMeans: 'worse' },
    });
    expect(Array.from(answer.contextQuartile)).toEqual([1, 1, 2, 4, 4]);
    expect(Array.from(answer.resultQuartile)).toEqual([4, 4, 2, 1, 1]);
    expect(Array.from(answer.kind)).toEqual([1, 1, 0, 0, 0]);
    expect(answer.method.indexHighMeans).toBe('easier');
    expect(answer.method.correlation).toBe(1);
  });

  it('cuts within each group and keeps groups without schools', () => {
    const values = [1, 2, 3, 4, 101, 102, 103, 104];
    const answer = identify(
      schools(values, values, { code: [0, 0, 0, 0, 2, 2, 2, 2], names: ['low', 'empty', 'high'] }),
    );
    expect(Array.from(answer.contextQuartile)).toEqual([4, 3, 2, 1, 4, 3, 2, 1]);
    expect(answer.groups.map(({ schools: n, resilient }) => [n, resilient])).toEqual([
      [4, 1],
      [0, 0],
      [4, 1],
    ]);
    expect(answer.groups[1]).toMatchObject({ group: 'empty', index: null, result: null });
  });

  it('excludes schools that lack a value or a group, and counts why', () => {
    const answer = identify(
      schools([1, NaN, 3, 4, 5, 6], [1, 2, NaN, 4, 5, NaN], { code: [0, 0, 0, -1, 0, 0] }),
    );
    expect(answer.counts).toMatchObject({ schools: 2, excluded: 4 });
    expect(answer.method.context[0].missing).toBe(1);
    expect(answer.method.result.missing).toBe(2);
    expect(answer.method.ungrouped).toBe(1);
    expect(Array.from(answer.index)).toEqual([1, NaN, NaN, NaN, 5, NaN]);
    expect(Array.from(answer.contextQuartile)).toEqual([4, 0, 0, 0, 1, 0]);
  });
});

describe('identify, degenerate groups', () => {
  it('puts a school alone in its group into neither type, with a warning that names it', () => {
    const input = schools([1, 2, 3, 4, 9], [1, 2, 3, 4, 9], {
      code: [0, 0, 0, 0, 1],
      names: ['many', 'alone'],
    });
    const answer = identify(input);
    expect(answer.contextQuartile[4]).toBe(2);
    expect(answer.resultQuartile[4]).toBe(2);
    expect(answer.groups[1]).toMatchObject({ schools: 1, hardest: 0, resilient: 0, struggling: 0 });
    expect(codeOf(input)).toEqual(['small-group', 'tied-index', 'tied-result']);
    for (const { message } of answer.method.warnings) expect(message).toContain('alone (1)');
  });

  it('puts tied schools into neither outer quarter, but those beyond the tie', () => {
    const answer = identify(schools([5, 5, 5, 5, 5, 5, 5, 9], oneToEight));
    expect(Array.from(answer.contextQuartile)).toEqual([2, 2, 2, 2, 2, 2, 2, 1]);
    expect(answer.kind[7]).toBe(1);
    expect(codeOf(schools([5, 5, 5, 5, 5, 5, 5, 9], oneToEight))).toEqual(['tied-index']);
  });

  it('lets results that are all the same make no type', () => {
    const answer = identify(
      schools(
        oneToEight,
        oneToEight.map(() => 3),
      ),
    );
    expect(answer.counts).toMatchObject({ hardest: 2, resilient: 0, struggling: 0 });
    expect(answer.method.correlation).toBeNull();
    expect(answer.method.warnings.map(({ code }) => code)).toEqual(['tied-result']);
  });

  it('cuts quarters in groups of a few schools, with a warning', () => {
    const answer = identify(schools([1, 2, 3], [1, 2, 3]));
    expect(answer.counts).toMatchObject({ hardest: 1, resilient: 1 });
    expect(codeOf(schools([1, 2, 3], [1, 2, 3]))).toEqual(['small-group']);
  });

  const upTo = (count: number) => Array.from({ length: count }, (_, i) => i + 1);
  const warned = (count: number, cuts: OuterShares) =>
    identify(schools(upTo(count), upTo(count)), { cuts }).method.warnings.length > 0;

  it.each([
    ['quarters', 0.25, 7],
    ['thirds', 1 / 3, 7],
    ['fifths', 0.2, 7],
    ['tenths', 0.1, 11],
    ['twentieths', 0.05, 20],
  ])(
    '%s can tell something from so many schools on as chance gives a full house seldom',
    (_, share, from) => {
      const cuts = { hardest: share, top: share, lowest: share };
      const small = upTo(25).filter((count) => count > 1 && warned(count, cuts));
      expect(small).toEqual(upTo(from - 1).slice(1));
    },
  );

  it('names a dozen small groups, counts the others, and says why and what to do', () => {
    const values = Array.from({ length: 75 }, (_, i) => i % 5);
    const code = values.map((_, i) => Math.floor(i / 5));
    const names = upTo(15).map((group) => `G${group}`);
    const [warning] = identify(schools(values, values, { code, names })).method.warnings;
    expect(warning.message).toMatch(/^15 groups have so few schools .* may well be chance: G1 \(5\), /);
    expect(warning.message).toContain('G12 (5) and 3 more. Even if circumstances made no difference');
    expect(warning.message).toContain('Cut over larger groups');
  });
});

describe('identify, several indicators', () => {
  const wave = Float64Array.from({ length: 40 }, (_, i) => Math.sin(i) * 10 + i);
  const noisy = (by: number, turn: 1 | -1) => wave.map((value, i) => turn * value + by * Math.cos(7 * i));
  const input = (highMeans: ('harder' | 'easier')[]): IdentifyInput => ({
    context: [
      { name: 'poverty', values: noisy(3, 1), highMeans: highMeans[0] },
      { name: 'education', values: noisy(4, -1), highMeans: highMeans[1] },
      { name: 'mobility', values: noisy(5, 1), highMeans: highMeans[2] },
    ],
    result: { name: 'score', values: noisy(6, -1), highMeans: 'better' },
    groups: { names: ['all'], code: new Int32Array(40) },
  });

  it('turns the index so that high means harder, by the first indicator', () => {
    const harder = identify(input(['harder', 'easier', 'harder'])).method;
    expect(harder.context.map(({ loading }) => Math.sign(loading ?? 0))).toEqual([1, -1, 1]);
    expect(harder).toMatchObject({ indexHighMeans: 'harder', warnings: [] });
    const easier = identify(input(['easier', 'harder', 'easier'])).method;
    expect(easier.context.map(({ loading }) => Math.sign(loading ?? 0))).toEqual([-1, 1, -1]);
    expect(easier.indexHighMeans).toBe('harder');
  });

  it('says in plain words where a loading contradicts the declared direction', () => {
    const { warnings } = identify(input(['harder', 'harder', 'harder'])).method;
    expect(warnings).toHaveLength(1);
    expect(warnings[0].code).toBe('direction-contradicted');
    expect(warnings[0].message).toContain('a high ‘education’ means harder circumstances');
  });

  it('correlates the index with the result as a separate computation does', () => {
    const { index, method } = identify(input(['harder', 'easier', 'harder']));
    const result = noisy(6, -1);
    const meanOf = (v: Float64Array) => v.reduce((sum, value) => sum + value, 0) / v.length;
    const [a, b] = [index, result].map((v) => v.map((value) => value - meanOf(v)));
    const product = (p: Float64Array, q: Float64Array) => p.reduce((sum, value, i) => sum + value * q[i], 0);
    expect(method.correlation).toBeCloseTo(product(a, b) / Math.sqrt(product(a, a) * product(b, b)), 12);
  });

  it('warns that weights are arbitrary where indicators have nothing in common', () => {
    const four = (values: Values) => Float64Array.from(values);
    const { warnings } = identify({
      context: [
        { name: 'one', values: four([1, 1, -1, -1]), highMeans: 'harder' },
        { name: 'other', values: four([1, -1, 1, -1]), highMeans: 'harder' },
      ],
      result: { name: 'score', values: four([1, 2, 3, 4]), highMeans: 'better' },
      groups: { names: ['all'], code: new Int32Array(4) },
    }).method;
    expect(warnings.map(({ code }) => code)).toContain('component-not-distinct');
  });
});

describe('identify refuses, by code and in words,', () => {
  const refusals: [string, RegExp, IdentifyInput][] = [
    ['no-indicator', /at least one indicator/, schools([1, 2], [1, 2], { context: [] })],
    ['length-mismatch', /‘score’ has 1 values, but there are 2/, schools([1, 2], [1])],
    ['infinite-value', /‘poverty’ is infinite in row 2/, schools([1, Infinity], [1, 2])],
    ['infinite-value', /‘score’ is infinite in row 1/, schools([1, 2], [-Infinity, 2])],
    ['unknown-group', /Row 2 has group code 1/, schools([1, 2], [1, 2], { code: [0, 1] })],
    ['unknown-group', /Row 1 has group code -2/, schools([1, 2], [1, 2], { code: [-2, 0] })],
    ['no-complete-school', /None of the 2 schools/, schools([NaN, 2], [1, NaN])],
    ['no-complete-school', /None of the 0 schools/, schools([], [])],
    ['too-few-schools', /Only one school/, schools([1, 2], [1, NaN])],
    ['constant-indicator', /‘poverty’ has the same value \(0.1\)/, schools([0.1, 0.1, 0.1], [1, 2, 3])],
    ['value-too-large', /‘poverty’ are too large/, schools([1e200, 2e200, 3e200], [1, 2, 3])],
  ];

  it.each(refusals)('%s: %s', (code, message, input) => {
    expect(() => identify(input)).toThrow(expect.objectContaining({ code }));
    expect(() => identify(input)).toThrow(message);
  });
});
